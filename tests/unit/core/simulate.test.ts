import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stranger } from '@/lib/core/gate/person.ts';
import { AUDIENCES, RIGHTS } from '@/lib/core/gate/rights.ts';
import { answerTo, differences, QUESTIONS, sayDifference } from '@/lib/core/gate/simulate.ts';
import { guestPerson } from '@/lib/core/ids.ts';
import type { Command } from '@/lib/core/room/commands.ts';
import { PRESETS, type PresetName } from '@/lib/core/room/presets.ts';
import type { Room } from '@/lib/core/room/room.ts';
import { step } from '@/lib/core/room/step.ts';
import { ANN, API, BEN, GUS, MAX, makeRoom, mark, member, OLGA, PEOPLE, person, T0 } from './kit.ts';

const edited = (room: Room, ...commands: Command[]): Room =>
  commands.reduce((now, command) => {
    const outcome = step(now, API, command, T0);
    expect(outcome.failure).toBeNull();
    return outcome.room;
  }, room);

const said = (before: Room, next: Room) =>
  differences(before, next, T0).people.map(({ name, ...difference }) => sayDifference(name, difference));

describe('simulate: who gains and who loses what', () => {
  it('nobody, where nothing is otherwise', () => {
    for (const preset of Object.keys(PRESETS) as PresetName[]) {
      const room = makeRoom(preset);
      expect(differences(room, room, T0)).toEqual({ people: [], strangers: [] });
      expect(differences(room, { ...room, settings: { ...room.settings, name: 'B' } }, T0)).toEqual({
        people: [],
        strangers: [],
      });
    }
  });

  it('R7: a narrower audience takes from members and not from those who moderate', () => {
    const room = makeRoom('conference');
    const next = edited(room, { do: 'audience', right: 'publish', audience: 'selected' });
    const { people, strangers } = differences(room, next, T0);
    expect(new Set(people.map((one) => one.person))).toEqual(new Set([ANN, BEN]));
    expect(people.filter((one) => one.person === ANN).map(({ right, kind }) => kind ?? right)).toEqual([
      'microphone',
      'camera',
      'screen',
      'screenAudio',
    ]);
    expect(people.every(({ before, after: now }) => before && !now)).toBe(true);
    expect(strangers).toEqual([]);
    expect(said(room, next)).toContain('ann may no longer speak.');
  });

  it('R7: a wider audience lets strangers in', () => {
    const room = makeRoom('conference');
    const next = edited(room, { do: 'audience', right: 'subscribe', audience: 'anyone' });
    const { people, strangers } = differences(room, next, T0);
    expect(people).toEqual([]);
    expect(strangers).toEqual([
      { right: 'enter', before: false, after: true },
      { right: 'subscribe', medium: 'audio', before: false, after: true },
      { right: 'subscribe', medium: 'video', before: false, after: true },
    ]);
  });

  it('R2, R5, R10: one person’s own record changes theirs alone', () => {
    const room = makeRoom('classroom');
    const next = edited(room, { do: 'member', person: ANN, membership: { role: 'moderator' } });
    const { people } = differences(room, next, T0);
    expect(people.length).toBeGreaterThan(0);
    expect(people.every((one) => one.person === ANN && one.after)).toBe(true);
    const banned = edited(room, { do: 'remove', target: { person: BEN } });
    expect(differences(room, banned, T0).people.every((one) => one.person === BEN && !one.after)).toBe(true);
  });

  it('names people who are on no list any more, and those who are new', () => {
    const room = makeRoom('conference');
    expect(said(room, edited(room, { do: 'member', person: ANN, membership: null }))).toContain(
      'ann may no longer come in.',
    );
    expect(said(room, edited(room, { do: 'member', person: GUS, name: 'Gus', membership: {} }))).toContain(
      'Gus may now come in.',
    );
  });

  it('R22: who may not speak is not told about unmuting', () => {
    const room = makeRoom('classroom');
    const next = edited(room, { do: 'release-all' });
    expect(differences(room, next, T0).people).toEqual([]);
    const talking = makeRoom('conference', {}, [...PEOPLE]);
    const muted = edited(talking, { do: 'mute-all' });
    expect(said(talking, muted).sort()).toEqual([
      'ann may no longer unmute their microphone.',
      'ben may no longer unmute their microphone.',
    ]);
  });

  it('losses come first', () => {
    const room = makeRoom('conference', {}, [
      person(OLGA, member()),
      person(MAX, member(), { overrides: { publish: { value: 'deny', mark: mark() } } }),
    ]);
    const next = edited(
      room,
      { do: 'override', target: { person: MAX }, right: 'publish', value: null },
      { do: 'override', target: { person: OLGA }, right: 'publish', value: 'deny' },
    );
    const { people } = differences(room, next, T0);
    expect(people.map((one) => one.after)).toEqual(
      [...people.map((one) => one.after)].sort((a, b) => Number(a) - Number(b)),
    );
    expect(people[0]?.person).toBe(OLGA);
  });

  it('says exactly what asking everybody before and after says', () => {
    const edits = fc.array(
      fc.oneof(
        fc.record({
          do: fc.constant('audience' as const),
          right: fc.constantFrom(...RIGHTS),
          audience: fc.constantFrom(...AUDIENCES),
        }),
        fc.record({
          do: fc.constant('override' as const),
          target: fc.constantFrom(ANN, BEN, GUS).map((one) => ({ person: one })),
          right: fc.constantFrom(...RIGHTS),
          value: fc.constantFrom('allow' as const, 'deny' as const, null),
        }),
        fc.record({
          do: fc.constantFrom('remove' as const, 'readmit' as const),
          target: fc.constantFrom(ANN, BEN).map((one) => ({ person: one })),
        }),
        fc.constantFrom<Command>(
          { do: 'mute-all' },
          { do: 'release-all' },
          { do: 'settings', patch: { paused: true } },
          { do: 'settings', patch: { locked: true } },
        ),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(PRESETS) as PresetName[])), edits, (preset, commands) => {
        const before = makeRoom(preset);
        const next = commands.reduce<Room>((room, command) => step(room, API, command, T0).room, before);
        const { people, strangers } = differences(before, next, T0);
        const unknown = stranger(guestPerson('never-seen'), '');
        const everybody = [OLGA, MAX, ANN, BEN, GUS]
          .filter((id) => before.people.has(id) || next.people.has(id))
          .map(
            (id) =>
              [
                id,
                before.people.get(id) ?? stranger(id, ''),
                next.people.get(id) ?? stranger(id, ''),
              ] as const,
          );
        for (const question of QUESTIONS.filter(({ right }) => right !== 'unmute')) {
          const same = (one: { right: string; kind?: unknown; medium?: unknown }) =>
            one.right === question.right && one.kind === question.kind && one.medium === question.medium;
          for (const [id, was, is] of everybody) {
            const [then, now] = [
              answerTo(question, before, was, T0).allowed,
              answerTo(question, next, is, T0).allowed,
            ];
            const found = people.find((one) => one.person === id && same(one));
            if (then === now) expect(found).toBeUndefined();
            else expect(found).toMatchObject({ before: then, after: now });
          }
          const [then, now] = [
            answerTo(question, before, unknown, T0).allowed,
            answerTo(question, next, unknown, T0).allowed,
          ];
          expect(strangers.some(same)).toBe(then !== now);
        }
      }),
    );
  });
});
