import { describe, expect, test } from 'vitest';
import type { ApiMember } from '@/app/console/data/people-shapes.ts';
import { named } from '@/app/console/people/add-member.tsx';
import {
  type Drafts,
  drafted,
  editsOfDrafts,
  errorsByPerson,
  memberErrors,
  withDraft,
} from '@/app/console/people/drafts.ts';
import { inherited, newModerator } from '@/app/console/people/rights.ts';

const member = (name: string, more: Partial<ApiMember> = {}): ApiMember => ({
  person: `user:${name}`,
  address: name,
  name,
  role: 'member',
  moderation: [],
  overrides: {
    publish: null,
    publishKinds: null,
    subscribe: null,
    list: null,
    send: 'deny',
    receive: null,
  },
  profile: { resolution: 'qvga' },
  expiresAt: null,
  banned: null,
  mute: null,
  grant: null,
  ...more,
});
const NONE: Drafts = new Map();

describe('edits of people', () => {
  test('collect, each person once, in the order in which they were begun', () => {
    const [ana, ben] = [member('ana'), member('ben')];
    let drafts = drafted(NONE, ben, { overrides: { publish: 'allow' } });
    drafts = drafted(drafts, ana, { role: 'moderator', moderation: ['controlCalls'] });
    drafts = drafted(drafts, ben, { overrides: { list: 'deny' } });
    expect(editsOfDrafts(drafts)).toEqual([
      { person: 'user:ben', overrides: { publish: 'allow', list: 'deny' } },
      { person: 'user:ana', role: 'moderator', moderation: ['controlCalls'] },
    ]);
  });

  test('that come to what is stored are none', () => {
    const ana = member('ana');
    const edit = {
      overrides: { publish: 'allow', send: null },
      role: 'owner',
      profile: { resolution: null, maxBitrate: 100_000 },
      expiresAt: '2027-01-01T00:00:00.000Z',
    } as const;
    const drafts = drafted(NONE, ana, edit);
    expect(withDraft(ana, drafts.get(ana.person)?.edit)).toMatchObject({
      role: 'owner',
      overrides: { publish: 'allow', send: null },
      profile: { maxBitrate: 100_000 },
      expiresAt: '2027-01-01T00:00:00.000Z',
    });
    const back = drafted(drafts, ana, {
      overrides: { publish: null, send: 'deny' },
      role: 'member',
      profile: { resolution: 'qvga', maxBitrate: null },
      expiresAt: null,
    });
    expect(back.size).toBe(0);
  });

  test('R5: allowed for every kind is an edit where it was allowed for some, and names none', () => {
    const some = { ...member('ana').overrides, publish: 'allow', publishKinds: ['camera'] } as const;
    const ana = member('ana', { overrides: { ...some, publishKinds: [...some.publishKinds] } });
    const drafts = drafted(NONE, ana, { overrides: { publish: 'allow' } });
    expect(editsOfDrafts(drafts)).toEqual([{ person: 'user:ana', overrides: { publish: 'allow' } }]);
    expect(withDraft(ana, drafts.get(ana.person)?.edit).overrides).toMatchObject({
      publish: 'allow',
      publishKinds: null,
    });
    expect(drafted(NONE, ana, { overrides: { send: 'deny' } }).size).toBe(0);
  });

  test('whoever leaves the list is sent with nothing else', () => {
    const ana = member('ana');
    const drafts = drafted(drafted(NONE, ana, { role: 'owner' }), ana, { remove: true });
    expect(editsOfDrafts(drafts)).toEqual([{ person: 'user:ana', remove: true }]);
  });

  test('never alter what they were made from', () => {
    const ana = Object.freeze(member('ana'));
    const before: Drafts = new Map();
    drafted(before, ana, { role: 'owner' });
    expect(before.size).toBe(0);
  });
});

describe('what is wrong with one of many', () => {
  const drafts = ['ana', 'ben', 'chloe'].reduce(
    (all, name) => drafted(all, member(name), { role: 'owner' }),
    NONE,
  );
  test('is said at that person, however the server names them', () => {
    const errors = [
      { field: 'members.1.role', rule: 'x', message: 'No.' },
      { field: 'members[2].expiresAt', rule: 'x', message: 'Late.' },
      { field: 'members[2].role', rule: 'x', message: 'Never.' },
      { field: 'members.99.role', rule: 'x', message: 'Nobody.' },
      { field: 'name', rule: 'x', message: 'Elsewhere.' },
    ];
    expect([...errorsByPerson(drafts, { detail: '', errors })]).toEqual([
      ['user:ben', 'No.'],
      ['user:chloe', 'Late. Never.'],
    ]);
  });
  test('also where there is only a sentence', () => {
    expect(memberErrors({ detail: 'members[1].expiresAt: is in the past.', errors: [] })).toEqual([
      { index: 1, message: 'expiresAt is in the past.' },
    ]);
    expect(memberErrors({ detail: 'members[0]: there is no user "x".', errors: [] })).toEqual([
      { index: 0, message: 'There is no user "x".' },
    ]);
    expect(memberErrors({ detail: 'A room needs an owner.', errors: [] })).toEqual([]);
  });
});

test('R6, R7, R8: what inheriting means', () => {
  expect(inherited('selected', 'member')).toBe(false);
  expect(inherited('members', 'member')).toBe(true);
  expect(inherited('members', null)).toBe(false);
  expect(inherited('anyone', null)).toBe(true);
  for (const role of ['owner', 'moderator'] as const) expect(inherited('selected', role)).toBe(true);
  expect(newModerator(['managePins']).moderation).toEqual(['managePins']);
});

test('who is meant is the user of that address, else the only one of that name', () => {
  const user = (address: string, name: string) => ({ address, name, active: true, uid: 1, createdAt: '' });
  const users = [user('ana', 'Ben'), user('ben', 'Ana'), user('x', 'Zoe'), user('y', 'Zoe')];
  expect(named(users, ' ana ')?.address).toBe('ana');
  expect(named(users, 'ANA')?.address).toBe('ben');
  expect(named(users, 'Zoe')).toBeNull();
  expect(named(users, 'nobody')).toBeNull();
});
