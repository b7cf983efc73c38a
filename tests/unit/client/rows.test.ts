import { describe, expect, it } from 'vitest';
import { filtersFor, found } from '@/app/call/people/find.ts';
import { outranks, powersOf, rowsOf } from '@/app/call/people/rows.ts';
import { canSpeak, host, listener, person, publication, view } from '../../browser/states/drawn/build.ts';

const here = view({
  self: host('Tess'),
  publications: [
    publication('Zoë', 'microphone', { talking: true }),
    publication('Zoë', 'camera'),
    publication('Ana', 'microphone', { muted: true }),
  ],
  people: [
    person('Ana', { joinedAt: 3, speak: canSpeak }),
    person('Zoë', { joinedAt: 2 }),
    person('Mod', { joinedAt: 9, role: 'moderator' }),
    person('Tess', { joinedAt: 5, role: 'owner' }),
  ],
  hands: ['Zoë'],
});
const names = (rows: readonly { readonly person: { readonly name: string } }[]) =>
  rows.map(({ person }) => person.name);

describe('the list of people', () => {
  it('begins with oneself and the hosts, and then goes by coming in', () => {
    expect(names(rowsOf(here))).toEqual(['Tess', 'Mod', 'Zoë', 'Ana']);
  });

  it('knows of each what they send', () => {
    const [, , zoe, ana] = rowsOf(here);
    expect(zoe).toMatchObject({ voice: 'open', camera: true, screens: [], talking: true });
    expect(ana).toMatchObject({ voice: 'muted', camera: false, talking: false });
  });

  it.each([
    ['zoe', 'all', ['Zoë']],
    ['  s TE ', 'all', ['Tess']],
    ['', 'hands', ['Zoë']],
    ['', 'speaking', ['Zoë']],
    ['', 'muted', ['Tess', 'Ana']],
    ['', 'may-speak', ['Ana']],
    ['ana', 'speaking', []],
  ] as const)('finds %j among %s', (search, filter, expected) => {
    expect(names(found(rowsOf(here), { search, filter }, here.hands))).toEqual(expected);
  });

  it('R18: offers no filter by what a viewer may not know', () => {
    expect(filtersFor(here, true)).toContain('may-speak');
    const guest = { ...view({ self: listener('Ana') }), hands: null };
    expect(filtersFor(guest, false)).toEqual(['all', 'speaking', 'muted']);
  });

  it('R10: an owner is touched by owners only, a moderator by those who may edit moderators', () => {
    const owner = powersOf(host('Tess'));
    const moderator = { ...owner, owner: false, promote: false };
    const [tess, mod, zoe] = rowsOf(here).map((row) => row.person);
    if (!tess || !mod || !zoe) throw new Error('Nobody is here.');
    expect([tess, mod, zoe].map((one) => outranks(owner, one))).toEqual([true, true, true]);
    expect([tess, mod, zoe].map((one) => outranks(moderator, one))).toEqual([false, false, true]);
    expect(outranks({ ...moderator, promote: true }, mod)).toBe(true);
  });
});
