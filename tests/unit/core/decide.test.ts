import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ask, decide, mayEnter, mayModerate } from '@/lib/core/gate/decide.ts';
import type { Decision, Denied } from '@/lib/core/gate/decision.ts';
import { explain } from '@/lib/core/gate/explain.ts';
import type { Grant, Membership, Override, Person } from '@/lib/core/gate/person.ts';
import { AUDIENCES, type Audience, KINDS, type Kind, MODERATION_RIGHTS } from '@/lib/core/gate/rights.ts';
import { guestPerson, userPerson } from '@/lib/core/ids.ts';
import { DEFAULT_PROFILE, type Profile } from '@/lib/core/profile.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { ASKS, mark, member, moderator, owner, person, T0 } from './kit.ts';

/*
 * The whole table of decisions, against an oracle that is a list in the order of RULES.md and shares nothing with
 * the gate's code. A case is plain words; `build` turns it into stored state for the gate.
 */

const ROLES = ['guest', 'user', 'member', 'moderator', 'owner'] as const;
const CLOSED = ['open', 'not-started', 'expired', 'paused', 'deleted'] as const;
const OVERRIDES = ['none', 'allow', 'deny', 'allow-other-medium', 'allow-no-medium'] as const;
const GRANTS = ['none', 'live', 'live-timed', 'expired', 'ends-now', 'other-kind', 'no-kind'] as const;
const PROFILES = ['all', 'room-without', 'member-without', 'member-regains'] as const;

interface Case {
  readonly ask: Ask;
  readonly role: (typeof ROLES)[number];
  readonly audience: Audience;
  readonly override: (typeof OVERRIDES)[number];
  readonly grant: (typeof GRANTS)[number];
  readonly banned: boolean;
  readonly closed: (typeof CLOSED)[number];
  readonly profile: (typeof PROFILES)[number];
}

const wordsOf = (ask: Ask) =>
  `${ask.right}${'kind' in ask ? ` ${ask.kind}` : ''}${'medium' in ask ? ` ${ask.medium}` : ''}`;

/** The order of decision: the first line that applies answers. */
const ORDER: readonly {
  readonly rule: string;
  readonly applies: (c: Case) => boolean;
  readonly allows: (c: Case) => boolean;
}[] = [
  { rule: 'R1', applies: (c) => c.closed !== 'open', allows: () => false },
  { rule: 'R2', applies: (c) => c.banned, allows: () => false },
  { rule: 'R3', applies: (c) => c.grant === 'live' || c.grant === 'live-timed', allows: () => true },
  { rule: 'R4', applies: (c) => c.override === 'deny', allows: () => false },
  { rule: 'R5', applies: (c) => c.override !== 'none', allows: (c) => c.override === 'allow' },
  { rule: 'R6', applies: (c) => c.role === 'owner' || c.role === 'moderator', allows: () => true },
  { rule: 'R7', applies: (c) => c.audience === 'anyone', allows: () => true },
  { rule: 'R7', applies: (c) => c.audience === 'members' && c.role === 'member', allows: () => true },
  { rule: 'R7', applies: (c) => c.audience === 'selected', allows: () => false },
  { rule: 'R8', applies: () => true, allows: () => false },
];

function oracle(c: Case): { readonly rule: string; readonly allowed: boolean } {
  const line = ORDER.find((one) => one.applies(c));
  if (!line) throw new Error('no rule applies');
  const allowed = line.allows(c);
  const bounded = allowed && (c.profile === 'room-without' || c.profile === 'member-without');
  return bounded ? { rule: 'R9', allowed: false } : { rule: line.rule, allowed };
}

/** Grants of other kinds exist for `publish` alone, limited media for `subscribe` alone, profiles for `publish`. */
const makesSense = (c: Case) =>
  (c.ask.right === 'publish' || (c.grant !== 'other-kind' && c.grant !== 'no-kind')) &&
  (c.ask.right === 'subscribe' || !/medium/.test(c.override)) &&
  (c.ask.right === 'publish' || c.profile === 'all') &&
  (!/member/.test(c.profile) || /member|moderator|owner/.test(c.role));

function* product(ask: Ask, role: Case['role']): Generator<Case> {
  for (const audience of AUDIENCES)
    for (const override of OVERRIDES)
      for (const grant of GRANTS)
        for (const banned of [false, true])
          for (const closed of CLOSED)
            for (const profile of PROFILES) {
              const one = { ask, role, audience, override, grant, banned, closed, profile };
              if (makesSense(one)) yield one;
            }
}

const MARK = mark();

function settingsOf({ ask, audience, closed, profile }: Case): RoomSettings {
  const base = presetSettings('conference', 'Physics');
  // Every other right stands open, so that an answer taken from the wrong right shows.
  const other: Audience = audience === 'anyone' ? 'selected' : 'anyone';
  const rule = (right: Ask['right']) => ({ audience: right === ask.right ? audience : other, mark: MARK });
  const without = KINDS.filter((kind) => !('kind' in ask) || kind !== ask.kind);
  const roomLacks = profile === 'room-without' || profile === 'member-regains';
  return {
    ...base,
    startsAt: closed === 'not-started' ? T0 + 1 : T0,
    expiresAt: closed === 'expired' ? T0 : T0 + 1,
    paused: closed === 'paused' ? MARK : null,
    deleted: closed === 'deleted' ? MARK : null,
    audiences: {
      publish: rule('publish'),
      subscribe: rule('subscribe'),
      list: rule('list'),
      send: rule('send'),
      receive: rule('receive'),
    },
    profile: { ...DEFAULT_PROFILE, kinds: roomLacks ? without : KINDS },
  };
}

function membershipOf({ ask, role, profile }: Case): Membership | null {
  const without = KINDS.filter((kind) => !('kind' in ask) || kind !== ask.kind);
  const patch =
    profile === 'member-without' ? { kinds: without } : profile === 'member-regains' ? { kinds: KINDS } : {};
  const memberships: Record<Case['role'], Membership | null> = {
    guest: null,
    user: null,
    member: member(patch),
    moderator: { ...moderator('controlCalls'), profile: patch },
    owner: { ...owner(), profile: patch },
  };
  return memberships[role];
}

function overrideOf({ ask, override }: Case): Override | null {
  if (override === 'none') return null;
  if (override === 'deny') return { value: 'deny', mark: MARK };
  if (override === 'allow-no-medium') return { value: 'allow', media: [], mark: MARK };
  if (override === 'allow') {
    const media = 'medium' in ask && ask.medium === 'audio' ? { media: ['audio' as const] } : {};
    return { value: 'allow', ...media, mark: MARK };
  }
  const media = 'medium' in ask && ask.medium === 'audio' ? (['video'] as const) : (['audio'] as const);
  return { value: 'allow', media, mark: MARK };
}

function grantOf({ ask, grant }: Case): Grant | null {
  const base = { cause: 'click', mark: MARK } as const;
  const mine = 'kind' in ask ? [ask.kind] : undefined;
  const others: readonly Kind[] = KINDS.filter((kind) => !mine?.includes(kind));
  switch (grant) {
    case 'none':
      return null;
    case 'live':
      return base;
    case 'live-timed':
      return { ...base, until: T0 + 1, ...(mine ? { kinds: mine } : {}) };
    case 'expired':
      return { ...base, until: T0 - 1 };
    case 'ends-now':
      return { ...base, until: T0 };
    case 'other-kind':
      return { ...base, kinds: others };
    case 'no-kind':
      return { ...base, kinds: [] };
  }
}

function personOf(c: Case): Person {
  const id = c.role === 'guest' ? guestPerson('g') : userPerson('u');
  const { right } = c.ask;
  // What is stored about another right must not answer for this one.
  const other = right === 'list' ? 'send' : 'list';
  const override = overrideOf(c);
  const grant = grantOf(c);
  const noise: Override = { value: c.override === 'deny' ? 'allow' : 'deny', mark: MARK };
  return person(id, membershipOf(c), {
    overrides: { [other]: noise, ...(override ? { [right]: override } : {}) },
    grants: {
      ...(c.grant === 'none' ? { [other]: { cause: 'api' as const, mark: MARK } } : {}),
      ...(grant ? { [right]: grant } : {}),
    },
    ban: c.banned ? MARK : null,
  });
}

const REMEDIES = ['raise-hand', 'ask-host', 'sign-in', 'wait', 'none'];

function expectWellFormed(decision: Decision, name: string): void {
  expect(decision.reason.rule, name).toMatch(/^R\d+$/);
  const sentence = explain(decision, T0);
  expect(sentence.trim().length, `${name}: explain`).toBeGreaterThan(8);
  expect(sentence, `${name}: explain`).not.toMatch(/undefined|null|NaN|\[object/);
  expect(sentence.endsWith('.'), `${name}: ${sentence}`).toBe(true);
  if (!decision.allowed) expect(REMEDIES, `${name}: remedy`).toContain(decision.remedy.do);
}

const name = (c: Case) => JSON.stringify({ ...c, ask: wordsOf(c.ask) });

describe.each(['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9'])('%s decides', (rule) => {
  const groups = ASKS.flatMap((ask) =>
    ROLES.flatMap((role) => {
      const cases = [...product(ask, role)].filter((one) => oracle(one).rule === rule);
      return cases.length ? [{ rule, words: wordsOf(ask), role, count: cases.length, cases }] : [];
    }),
  );
  it.each(groups)('$rule: $words of a $role ($count cases)', ({ cases }) => {
    for (const one of cases) {
      const expected = oracle(one);
      const decision = decide(settingsOf(one), personOf(one), one.ask, T0);
      if (decision.allowed !== expected.allowed || decision.reason.rule !== expected.rule)
        expect.fail(`${name(one)}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(decision)}`);
      if (decision.right !== one.ask.right) expect.fail(`${name(one)}: answers for ${decision.right}`);
    }
    // The sentences are checked on a spread of the cases: they depend on far less than the whole product.
    for (const one of cases.filter((_, i) => i % 7 === 0))
      expectWellFormed(decide(settingsOf(one), personOf(one), one.ask, T0), name(one));
  });
});

const BASE: Case = {
  ask: { right: 'publish', kind: 'microphone' },
  role: 'member',
  audience: 'selected',
  override: 'none',
  grant: 'none',
  banned: false,
  closed: 'open',
  profile: 'all',
};

function denied(patch: Partial<Case>, settings: Partial<RoomSettings> = {}): Denied {
  const one = { ...BASE, ...patch };
  const decision = decide({ ...settingsOf(one), ...settings }, personOf(one), one.ask, T0);
  if (decision.allowed) throw new Error(`${name(one)} should be denied`);
  return decision;
}

describe('the remedy of a refusal', () => {
  const off: Partial<RoomSettings> = {
    hands: { policy: 'off', speakers: 1, seconds: null, order: 'raised' },
  };
  const asking = (...handKinds: Kind[]): Partial<RoomSettings> => ({
    hands: { policy: 'ask', speakers: 1, seconds: null, order: 'raised' },
    profile: { ...DEFAULT_PROFILE, handKinds },
  });

  it('R1: wait for the start, and otherwise none', () => {
    expect(denied({ closed: 'not-started' }).remedy).toEqual({ do: 'wait', until: T0 + 1 });
    for (const closed of ['expired', 'paused', 'deleted'] as const)
      expect(denied({ closed }).remedy).toEqual({ do: 'none' });
  });

  it('R1: says that a room is deleted before anything else', () => {
    const all = { deleted: MARK, paused: MARK, startsAt: T0 + 1, expiresAt: T0 };
    expect(denied({}, all).reason).toMatchObject({ because: 'deleted' });
    expect(denied({}, { ...all, deleted: null }).reason).toMatchObject({ because: 'paused' });
  });

  it('R2: none for the banned', () => {
    expect(denied({ banned: true }).remedy).toEqual({ do: 'none' });
  });

  it.each(['R4', 'R7', 'R8'])('%s: raise a hand for a kind that hands are for, otherwise ask', (rule) => {
    const state: Partial<Case> =
      rule === 'R4' ? { override: 'deny' } : rule === 'R7' ? {} : { role: 'user', audience: 'members' };
    expect(denied(state, asking('microphone'))).toMatchObject({
      reason: { rule },
      remedy: { do: 'raise-hand' },
    });
    expect(denied(state, asking('camera')).remedy).toEqual({ do: 'ask-host' });
    expect(denied(state, off).remedy).toEqual({ do: 'ask-host' });
    expect(denied({ ...state, ask: { right: 'send' } }).remedy).toEqual({ do: 'ask-host' });
  });

  it('R7, R9: no hand is offered for a kind that the profile would refuse again', () => {
    const profile: Profile = { ...DEFAULT_PROFILE, kinds: ['camera'], handKinds: ['microphone'] };
    expect(denied({}, { ...asking('microphone'), profile }).remedy).toEqual({ do: 'ask-host' });
  });

  it('R5: ask a host for the medium that was left out', () => {
    const ask = { right: 'subscribe', medium: 'video' } as const;
    expect(denied({ ask, override: 'allow-other-medium' })).toMatchObject({
      reason: { rule: 'R5', because: 'override' },
      remedy: { do: 'ask-host' },
    });
  });

  it('R8: a guest may sign in, a user may ask', () => {
    const ask = { right: 'receive' } as const;
    expect(denied({ ask, role: 'guest', audience: 'members' }).remedy).toEqual({ do: 'sign-in' });
    expect(denied({ ask, role: 'user', audience: 'members' }).remedy).toEqual({ do: 'ask-host' });
  });

  it('R9: none where the room leaves the kind out, ask a host where the member’s profile does', () => {
    const able: Partial<Case> = { override: 'allow' };
    expect(denied({ ...able, profile: 'room-without' })).toMatchObject({
      reason: { rule: 'R9', because: 'kind', kind: 'microphone', scope: 'room' },
      remedy: { do: 'none' },
    });
    expect(denied({ ...able, profile: 'member-without' })).toMatchObject({
      reason: { rule: 'R9', because: 'kind', kind: 'microphone', scope: 'member' },
      remedy: { do: 'ask-host' },
    });
  });
});

describe('the reason of an answer', () => {
  it('R1 to R8: says who set what decided, and when', () => {
    expect(denied({ closed: 'paused' }).reason).toMatchObject({ mark: MARK });
    expect(denied({ banned: true }).reason).toMatchObject({ mark: MARK });
    expect(denied({ override: 'deny' }).reason).toMatchObject({ mark: MARK });
    expect(denied({}).reason).toMatchObject({ audience: 'selected', mark: MARK });
    expect(denied({ role: 'guest', audience: 'members' }).reason).toMatchObject({
      audience: 'members',
      mark: MARK,
    });
    const granted = { ...BASE, grant: 'live' } as const;
    const decision = decide(settingsOf(granted), personOf(granted), granted.ask, T0);
    expect(decision.reason).toMatchObject({ rule: 'R3', grant: { mark: MARK } });
  });

  it('R3: a grant ends at its time, not after it', () => {
    const grants = { publish: { until: T0 + 1000, cause: 'click', mark: MARK } } as const;
    const ann = person(userPerson('ann'), member(), { grants });
    const settings = presetSettings('classroom', 'Physics');
    const at = (now: number) => decide(settings, ann, { right: 'publish', kind: 'camera' }, now).allowed;
    expect([at(T0), at(T0 + 999), at(T0 + 1000), at(T0 + 1001)]).toEqual([true, true, false, false]);
  });
});

describe('equal state, equal answer', () => {
  const arbitraryCase = fc.record({
    ask: fc.constantFrom(...ASKS),
    role: fc.constantFrom(...ROLES),
    audience: fc.constantFrom(...AUDIENCES),
    override: fc.constantFrom(...OVERRIDES),
    grant: fc.constantFrom(...GRANTS),
    banned: fc.boolean(),
    closed: fc.constantFrom(...CLOSED),
    profile: fc.constantFrom(...PROFILES),
  });

  it('R1 to R9: two people with equal stored state get equal answers, whatever they are called', () => {
    fc.assert(
      fc.property(arbitraryCase, fc.string(), fc.string(), (one, id, called) => {
        const settings = settingsOf(one);
        const first = personOf(one);
        const make = one.role === 'guest' ? guestPerson : userPerson;
        const second = { ...structuredClone(first), id: make(id), name: called };
        expect(decide(settings, second, one.ask, T0)).toEqual(decide(settings, first, one.ask, T0));
      }),
    );
  });

  it('R1 to R9: the gate alters nothing that it was given', () => {
    fc.assert(
      fc.property(arbitraryCase, (one) => {
        const settings = settingsOf(one);
        const who = personOf(one);
        const before = JSON.stringify([settings, who]);
        decide(settings, who, one.ask, T0);
        mayEnter(settings, who, 3, T0);
        mayModerate(settings, who, 'controlCalls', T0);
        expect(JSON.stringify([settings, who])).toBe(before);
      }),
    );
  });

  it('R11: entering needs exactly one of the five rights', () => {
    fc.assert(
      fc.property(arbitraryCase, (one) => {
        const settings = settingsOf(one);
        const who = personOf(one);
        const enters = mayEnter(settings, who, 0, T0);
        expectWellFormed(enters, name(one));
        expect(enters.right).toBe('enter');
        const host = one.role === 'owner' || one.role === 'moderator';
        const open = one.closed === 'open' && !one.banned;
        const any = ASKS.some((ask) => decide(settings, who, ask, T0).allowed);
        expect(enters.allowed).toBe(open && (host || any));
      }),
    );
  });

  it('R10: moderating needs an open room, no ban, and the moderation right', () => {
    const needs = fc.constantFrom(...MODERATION_RIGHTS);
    fc.assert(
      fc.property(arbitraryCase, needs, (one, right) => {
        const decision = mayModerate(settingsOf(one), personOf(one), right, T0);
        expectWellFormed(decision, name(one));
        const holds = one.role === 'owner' || (one.role === 'moderator' && right === 'controlCalls');
        expect(decision.allowed).toBe(one.closed === 'open' && !one.banned && holds);
      }),
    );
  });
});
