import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KINDS, mediumOf } from '@/lib/core/gate/rights.ts';
import { participantId, publicationId } from '@/lib/core/ids.ts';
import { DEFAULT_PROFILE } from '@/lib/core/profile.ts';
import type { Level } from '@/lib/core/quality/level.ts';
import { limitsOf } from '@/lib/core/quality/limits.ts';
import { Desired, isMore } from '@/server/media/desired.ts';
import type { MediaChange, MediaPublication, Port } from '@/server/media/engine.ts';
import { linesFor } from '@/server/media/lines.ts';

const people = ['alice', 'bob', 'carol'].map(participantId);
const person = fc.constantFrom(...people);
const line = fc.constantFrom(...linesFor(KINDS, 3));
const publications = people.flatMap((participant) =>
  KINDS.flatMap((one) =>
    [1, 2, 3].map((n) => ({ id: publicationId(`${participant}/${one}/${n}`), participant, kind: one })),
  ),
);
/** Every line that a participant's links could have here. */
const LINES = linesFor(KINDS, 3);
const publication = fc.constantFrom(...publications);
const port = fc.record({
  send: fc.subarray([...KINDS]),
  warm: fc.boolean(),
  screens: fc.nat(3),
  receive: fc.subarray(['audio', 'video'] as const),
  limits: fc.constant(limitsOf(DEFAULT_PROFILE)),
});
const route = fc.record({ publication: publication.map(({ id }) => id), subscriber: person });
const change: fc.Arbitrary<MediaChange> = fc.record({
  ports: fc.array(fc.record({ participant: person, port: fc.option(port) }), { maxLength: 2 }),
  opened: fc.array(publication, { maxLength: 2 }),
  closed: fc.array(
    publication.map(({ id }) => id),
    { maxLength: 2 },
  ),
  added: fc.array(route, { maxLength: 3 }),
  removed: fc.array(route, { maxLength: 3 }),
});

const none: MediaChange = { ports: [], opened: [], closed: [], added: [], removed: [] };
const ALL: Port = {
  send: KINDS,
  warm: false,
  screens: 1,
  receive: [],
  limits: limitsOf(DEFAULT_PROFILE),
};
const allowed = (port: Partial<Port>) => ({ participant: participantId('alice'), port: { ...ALL, ...port } });
const screensOf = (who: string) =>
  publications.filter((one) => one.participant === who && one.kind === 'screen') as [
    MediaPublication,
    MediaPublication,
    MediaPublication,
  ];
const carriedBy = (desired: Desired, who = participantId('alice')) =>
  [0, 1, 2].map((nth) => desired.carried(who, { kind: 'screen', nth }));

const folded = (changes: readonly MediaChange[]) => {
  const desired = new Desired();
  for (const one of changes) desired.fold(one);
  return desired;
};
const seen = (desired: Desired) =>
  people.map((who) => [
    desired.port(who),
    desired.received(who),
    LINES.map((line) => desired.carried(who, line)),
  ]);

describe('what shall stand', () => {
  test('nobody receives what its publisher may not send, or what they may not be given', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const desired = folded(changes);
        for (const who of people)
          for (const got of desired.received(who)) {
            expect(desired.port(got.participant)?.send).toContain(got.kind);
            expect(desired.port(who)?.receive).toContain(mediumOf(got.kind));
            const lines = LINES.filter(({ kind }) => kind === got.kind);
            expect(lines.filter((line) => desired.carried(got.participant, line) === got.id)).toHaveLength(1);
          }
      }),
    );
  });

  test('a change twice is that change once', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), change, (changes, last) => {
        expect(seen(folded([...changes, last, last]))).toEqual(seen(folded([...changes, last])));
      }),
    );
  });

  test('whatever takes something from somebody is a loss, and the same once more takes nothing', () => {
    const taking = change.map((one) => ({ ...one, opened: [] }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), taking, (changes, last) => {
        const desired = folded(changes);
        const loses = desired.loses(last);
        const before = people.map((who) => [who, desired.received(who)] as const);
        desired.fold(last);
        const kept = before.every(([who, had]) => had.every((one) => desired.received(who).includes(one)));
        expect(kept || loses).toBe(true);
        const repeated = { ...last, added: [], ports: last.ports.slice(-1) };
        expect(desired.loses({ ...repeated, removed: [] })).toBe(false);
      }),
    );
    const alice = (port: Partial<Port> | null): MediaChange => ({
      ...none,
      ports: [port ? allowed(port) : { participant: participantId('alice'), port }],
    });
    const desired = folded([alice({ warm: true, receive: ['audio'] })]);
    const { width, height, bitrate } = ALL.limits;
    const losses = [null, { receive: [] }, { send: [] }, { screens: 0 }] as const;
    for (const less of losses)
      expect(desired.loses(alice(less && { receive: ['audio'], ...less }))).toBe(true);
    const limits = { width, height, bitrate: bitrate - 1 };
    expect(desired.loses(alice({ receive: ['audio'], limits }))).toBe(true);
    for (const more of [{ warm: false }, { screens: 2 }, { receive: ['audio', 'video'] as const }])
      expect(desired.loses(alice({ receive: ['audio'], ...more }))).toBe(false);
  });

  test('who is gone sends and receives nothing, and comes back with nothing', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), person, line, port, (changes, who, one, again) => {
        const gone = { ...none, ports: [{ participant: who, port: null }] };
        const back = { ...none, ports: [{ participant: who, port: again }] };
        const desired = folded([...changes, gone, back]);
        expect(desired.carried(who, one)).toBeNull();
        expect(desired.received(who)).toEqual([]);
        for (const other of people)
          expect(desired.received(other).filter(({ participant }) => participant === who)).toEqual([]);
      }),
    );
  });

  test('of two publications of one kind the newest is carried, and the older again when it closes', () => {
    const [first, second] = publications.filter(({ participant }) => participant === people[0]);
    if (!first || !second) throw new Error('two of a kind');
    const changes: MediaChange[] = [{ ...none, ports: [allowed({})], opened: [first, second] }];
    const line = { kind: first.kind, nth: 0 };
    expect(folded(changes).carried(first.participant, line)).toBe(second.id);
    changes.push({ ...none, closed: [second.id] });
    expect(folded(changes).carried(first.participant, line)).toBe(first.id);
  });

  test('a screen keeps its line while it is open, and the next one takes the first that is free', () => {
    const [one, two, three] = screensOf('alice');
    const changes: MediaChange[] = [{ ...none, ports: [allowed({ screens: 2 })], opened: [one, two] }];
    expect(carriedBy(folded(changes))).toEqual([one.id, two.id, null]);
    changes.push({ ...none, closed: [one.id] });
    expect(carriedBy(folded(changes))).toEqual([null, two.id, null]);
    changes.push({ ...none, opened: [three] });
    expect(carriedBy(folded(changes))).toEqual([three.id, two.id, null]);
  });

  test('a screen too many waits for a line, and no more are carried than the number allows', () => {
    const [one, two, three] = screensOf('alice');
    const changes: MediaChange[] = [{ ...none, ports: [allowed({ screens: 2 })], opened: [one, two, three] }];
    expect(carriedBy(folded(changes))).toEqual([one.id, two.id, null]);
    changes.push({ ...none, closed: [one.id] });
    expect(carriedBy(folded(changes))).toEqual([three.id, two.id, null]);
    // The elder stays, on a line that there still is.
    changes.push({ ...none, ports: [allowed({ screens: 1 })] });
    expect(carriedBy(folded(changes))).toEqual([two.id, null, null]);
    changes.push({ ...none, ports: [allowed({ screens: 1, send: ['microphone'] })] });
    expect(carriedBy(folded(changes))).toEqual([null, null, null]);
  });

  test('never more screens than may be sent, each on one line, and none moves without need', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const desired = new Desired();
        for (const one of changes) {
          const before = new Map(people.map((who) => [who, carriedBy(desired, who)]));
          desired.fold(one);
          for (const who of people) {
            const lines = carriedBy(desired, who);
            const open = lines.filter((id) => id !== null);
            const port = desired.port(who);
            const most = port?.send.includes('screen') ? port.screens : 0;
            expect(open.length).toBeLessThanOrEqual(most);
            expect(new Set(open).size).toBe(open.length);
            expect(desired.screens(who)).toBe(lines.findLastIndex((id) => id !== null) + 1);
            if (one.ports.length || one.closed.length) continue;
            for (const [nth, id] of before.get(who)?.entries() ?? []) if (id) expect(lines[nth]).toBe(id);
          }
        }
      }),
    );
  });

  const level = fc.constantFrom<Level>('none', 0, 1, 2);
  const wish = fc.record({
    subscriber: person,
    levels: fc.array(
      fc.tuple(
        publication.map(({ id }) => id),
        level,
      ),
      { maxLength: 4 },
    ),
  });

  test('a want alters nothing that is received, and only how much of it', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), wish, (changes, { subscriber, levels }) => {
        const desired = folded(changes);
        const [before, received] = [seen(desired), desired.received(subscriber)];
        const altered = desired.want(subscriber, new Map(levels));
        expect(seen(desired)).toEqual(before);
        for (const one of altered) expect(received).toContainEqual(one);
        for (const one of received) {
          const wanted = new Map(levels).get(one.id) ?? 2;
          const sound = mediumOf(one.kind) === 'audio' && wanted !== 'none';
          expect(desired.level(subscriber, one)).toBe(sound ? 2 : wanted);
        }
      }),
    );
  });

  test('the most of a publication is what somebody awaits of it, and nothing where nobody does', () => {
    const waiting = fc.subarray(people);
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), fc.array(wish), waiting, (changes, wishes, who) => {
        const desired = folded(changes);
        for (const { subscriber, levels } of wishes) desired.want(subscriber, new Map(levels));
        for (const { id } of publications) {
          const most = desired.most(id, (subscriber) => who.includes(subscriber));
          if (most === undefined) {
            expect(desired.publisher(id)).toBeNull();
            continue;
          }
          const levels = people.flatMap((subscriber) =>
            desired
              .received(subscriber)
              .filter((one) => one.id === id)
              .filter(({ kind }) => mediumOf(kind) === 'audio' || who.includes(subscriber))
              .map((one) => (one.kind === 'microphone' ? 2 : desired.level(subscriber, one))),
          );
          if (!levels.length) expect(most).toBe('none');
          else expect(levels).toContain(most);
          for (const one of levels) expect(isMore(one, most)).toBe(false);
        }
      }),
    );
  });

  test('whoever a change concerns is named by it', () => {
    const seenBy = (desired: Desired, who: (typeof people)[number]) =>
      JSON.stringify([
        desired.port(who),
        desired.received(who).map(({ id }) => id),
        LINES.map((line) => desired.carried(who, line)),
      ]);
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), change, (changes, last) => {
        const desired = folded(changes);
        const seen = new Map(people.map((who) => [who, seenBy(desired, who)]));
        const most = new Map(publications.map(({ id }) => [id, desired.most(id)]));
        const touched = desired.fold(last);
        for (const who of people)
          if (seenBy(desired, who) !== seen.get(who)) expect([...touched.participants]).toContain(who);
        for (const { id } of publications)
          if (desired.most(id) !== most.get(id)) expect([...touched.publications]).toContain(id);
      }),
    );
  });

  test('a want goes with its subscriber', () => {
    const [first] = publications;
    const [alice, bob] = people;
    if (!first || !alice || !bob) throw new Error('somebody');
    const { port } = allowed({ receive: ['audio', 'video'] });
    const here: MediaChange = {
      ...none,
      ports: [alice, bob].map((participant) => ({ participant, port })),
      opened: [first],
      added: [{ publication: first.id, subscriber: bob }],
    };
    const desired = folded([here]);
    expect(desired.want(bob, new Map([[first.id, 'none']]))).toEqual([first]);
    expect(desired.want(bob, new Map([[first.id, 'none']]))).toEqual([]);
    expect(desired.level(bob, first)).toBe('none');
    desired.fold({ ...none, ports: [{ participant: bob, port: null }] });
    expect(desired.want(bob, new Map([[first.id, 'none']]))).toEqual([]);
    desired.fold(here);
    expect(desired.level(bob, first)).toBe(2);
  });
});
