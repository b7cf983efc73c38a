import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KINDS, mediumOf } from '@/lib/core/gate/rights.ts';
import { participantId, publicationId } from '@/lib/core/ids.ts';
import { Desired } from '@/server/media/desired.ts';
import type { MediaChange } from '@/server/media/engine.ts';

const people = ['alice', 'bob', 'carol'].map(participantId);
const person = fc.constantFrom(...people);
const kind = fc.constantFrom(...KINDS);
const publications = people.flatMap((participant) =>
  KINDS.flatMap((one) =>
    [1, 2].map((n) => ({ id: publicationId(`${participant}/${one}/${n}`), participant, kind: one })),
  ),
);
const publication = fc.constantFrom(...publications);
const port = fc.record({
  send: fc.subarray([...KINDS]),
  warm: fc.boolean(),
  receive: fc.subarray(['audio', 'video'] as const),
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

const folded = (changes: readonly MediaChange[]) => {
  const desired = new Desired();
  for (const one of changes) desired.fold(one);
  return desired;
};
const seen = (desired: Desired) =>
  people.map((who) => [
    desired.port(who),
    desired.received(who),
    KINDS.map((one) => desired.carried(who, one)),
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
            expect(desired.carried(got.participant, got.kind)).toBe(got.id);
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

  test('who is gone sends and receives nothing, and comes back with nothing', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), person, kind, port, (changes, who, one, again) => {
        const none = { ports: [], opened: [], closed: [], added: [], removed: [] };
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
    const none = { ports: [], opened: [], closed: [], added: [], removed: [] };
    const allowed = { participant: first.participant, port: { send: KINDS, warm: false, receive: [] } };
    const changes: MediaChange[] = [{ ...none, ports: [allowed], opened: [first, second] }];
    expect(folded(changes).carried(first.participant, first.kind)).toBe(second.id);
    changes.push({ ...none, closed: [second.id] });
    expect(folded(changes).carried(first.participant, first.kind)).toBe(first.id);
  });
});
