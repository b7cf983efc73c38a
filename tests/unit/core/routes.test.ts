import { describe, expect, it } from 'vitest';
import type { ParticipantId, PublicationId } from '@/lib/core/ids.ts';
import { DEFAULT_PROFILE } from '@/lib/core/profile.ts';
import { difference, EMPTY_PLAN, isNothing, type Plan, plan, replan, split } from '@/lib/core/routes.ts';
import { ANN, API, BEN, client, GUS, MIA, OLGA, pub, type Stage, stageWith } from './kit.ts';

const HD = { width: 1280, height: 720, bitrate: DEFAULT_PROFILE.maxBitrate };

const now = (stage: Stage) => plan(stage.room, stage.now);
const heard = (stage: Stage, id: typeof ANN, tab = 1) => now(stage).routes.get(client(id, tab)) ?? [];
const port = (stage: Stage, id: typeof ANN) => now(stage).ports.get(client(id));

describe('R17: routes are derived', () => {
  it('R17: a route stands where both ends are allowed, and never back to its own sender', () => {
    const stage = stageWith('classroom', [OLGA, ANN, BEN]);
    stage.do(OLGA, { do: 'publish', publication: pub('o'), kind: 'camera' });
    expect(heard(stage, ANN)).toEqual([pub('o')]);
    expect(heard(stage, OLGA)).toEqual([]);
    stage.do(OLGA, { do: 'allow', target: { person: ANN } });
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    expect(heard(stage, OLGA)).toEqual([pub('a')]);
    expect(heard(stage, BEN)).toEqual([pub('a'), pub('o')]);
  });

  it('R5, R17: subscribe is per medium', () => {
    const stage = stageWith('conference', [OLGA, ANN]);
    stage.do(OLGA, { do: 'publish', publication: pub('cam'), kind: 'camera' });
    stage.do(OLGA, { do: 'publish', publication: pub('mic'), kind: 'microphone' });
    stage.do(OLGA, { do: 'publish', publication: pub('snd'), kind: 'screenAudio' });
    stage.do(OLGA, {
      do: 'override',
      target: { person: ANN },
      right: 'subscribe',
      value: 'allow',
      media: ['audio'],
    });
    expect(heard(stage, ANN)).toEqual([pub('mic'), pub('snd')]);
    expect(port(stage, ANN)?.receive).toEqual(['audio']);
  });

  it('R4, R17: who may not subscribe receives nothing, and is told nothing of it by any other right', () => {
    const stage = stageWith('conference', [OLGA, ANN]);
    stage.do(OLGA, { do: 'publish', publication: pub('o'), kind: 'camera' });
    stage.do(OLGA, { do: 'override', target: { person: ANN }, right: 'subscribe', value: 'deny' });
    expect(heard(stage, ANN)).toEqual([]);
    expect(port(stage, ANN)).toEqual({
      send: ['microphone', 'camera', 'screen', 'screenAudio'],
      warm: false,
      screens: 1,
      receive: [],
      limits: HD,
    });
  });

  it('R9, R12, R17: lines for as many screens as the profile has, whether they may be used yet or not', () => {
    const stage = stageWith('conference', [OLGA, ANN], { profile: { ...DEFAULT_PROFILE, screens: 3 } });
    expect(port(stage, ANN)).toMatchObject({ screens: 3 });
    stage.do(OLGA, { do: 'stop', target: { participant: client(ANN) }, kinds: ['screen'] });
    expect(port(stage, ANN)).toMatchObject({ screens: 3, send: ['microphone', 'camera', 'screenAudio'] });
    const fewer = now(stage);
    stage.do(API, { do: 'member', person: ANN, membership: { profile: { screens: 1 } } });
    expect(port(stage, ANN)).toMatchObject({ screens: 1 });
    // Fewer screens are a loss: in force before anybody is told.
    const change = difference(fewer, now(stage));
    expect(split(change, fewer)).toMatchObject({
      cut: { ports: [{ participant: client(ANN) }] },
      add: { ports: [] },
    });
    stage.do(API, { do: 'member', person: ANN, membership: { profile: { kinds: ['microphone'] } } });
    expect(port(stage, ANN)).toMatchObject({ screens: 0 });
  });

  it('R13, R17: a raised hand prepares to send, and sends nothing', () => {
    const stage = stageWith('open-webinar', [MIA, GUS]);
    const idle = { send: [], warm: false, screens: 1, receive: ['audio', 'video'], limits: HD };
    expect(port(stage, GUS)).toEqual(idle);
    stage.do(GUS, { do: 'raise-hand' });
    expect(port(stage, GUS)).toEqual({ ...idle, warm: true });
    stage.do(MIA, { do: 'allow', target: { participant: client(GUS) } });
    expect(port(stage, GUS)).toEqual({
      send: ['microphone'],
      warm: false,
      screens: 1,
      receive: ['audio', 'video'],
      limits: HD,
    });
  });

  it('R17: an expired grant carries nothing, even before the clock has ended it', () => {
    const stage = stageWith('classroom', [MIA, ANN]);
    stage.do(MIA, { do: 'allow', target: { person: ANN }, seconds: 10 });
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    expect(heard(stage, MIA)).toEqual([pub('a')]);
    stage.now += 10_000;
    expect(heard(stage, MIA)).toEqual([]);
  });

  it('R17: what nobody changed is the very same plan', () => {
    const stage = stageWith('conference', [OLGA, ANN]);
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    const before = stage.room;
    const standing = now(stage);
    stage.do(ANN, { do: 'mute', publication: pub('a'), muted: true });
    const after = replan(standing, before, stage.room, stage.now);
    expect(isNothing(difference(standing, after))).toBe(true);
    expect(after).toEqual(standing);
  });

  it('R17: what may not be sent any more is offered to nobody who comes, before anything was closed', () => {
    const stage = stageWith('classroom', [OLGA, ANN, BEN]);
    stage.do(OLGA, { do: 'allow', target: { person: ANN }, seconds: 30 });
    stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
    const standing = now(stage);
    const before = stage.room;
    expect(standing.offers.audio).toEqual([pub('a')]);

    const ann = before.people.get(ANN);
    if (!ann) throw new Error('Ann is not here');
    const taken = { ...before, people: before.people.set(ANN, { ...ann, grants: {} }) };
    expect(replan(standing, before, taken, stage.now).offers.audio).toEqual([]);

    const ben = before.people.get(BEN);
    if (!ben) throw new Error('Ben is not here');
    const other = { ...before, people: before.people.set(BEN, { ...ben, name: 'Benjamin' }) };
    expect(replan(standing, before, other, stage.now).offers).toBe(standing.offers);
    expect(replan(standing, before, other, stage.now + 30_000).offers.audio, 'at its end').toEqual([]);
  });
});

describe('R17: the difference of two plans', () => {
  const stage = stageWith('classroom', [OLGA, ANN, BEN]);
  const plans: Plan[] = [EMPTY_PLAN];
  const note = () => plans.push(now(stage));
  note();
  stage.do(OLGA, { do: 'publish', publication: pub('o'), kind: 'camera' });
  note();
  stage.do(OLGA, { do: 'allow', target: { person: ANN } });
  stage.do(ANN, { do: 'publish', publication: pub('a'), kind: 'microphone' });
  note();
  stage.do(OLGA, { do: 'stop', target: { person: ANN } });
  note();
  stage.do(OLGA, { do: 'remove', target: { person: BEN } });
  note();

  it('R17: opens, adds, closes and removes exactly what differs', () => {
    const [, , before, during, after, last] = plans as [Plan, Plan, Plan, Plan, Plan, Plan];
    expect(difference(before, during)).toEqual({
      ports: [
        {
          participant: client(ANN),
          port: {
            send: ['microphone', 'camera'],
            warm: false,
            screens: 1,
            receive: expect.any(Array),
            limits: HD,
          },
        },
      ],
      opened: [{ id: pub('a'), participant: client(ANN), kind: 'microphone' }],
      closed: [],
      added: expect.arrayContaining([
        { publication: pub('a'), subscriber: client(OLGA) },
        { publication: pub('a'), subscriber: client(BEN) },
      ]),
      removed: [],
    });
    expect(difference(during, after)).toMatchObject({
      opened: [],
      closed: [pub('a')],
      added: [],
      removed: expect.arrayContaining([{ publication: pub('a'), subscriber: client(BEN) }]),
    });
    expect(difference(after, last)).toEqual({
      ports: [{ participant: client(BEN), port: null }],
      opened: [],
      closed: [],
      added: [],
      removed: [{ publication: pub('o'), subscriber: client(BEN) }],
    });
  });

  it('R17: carried out over any plan, it gives any other', () => {
    for (const from of plans)
      for (const to of plans) expect(apply(simple(from), difference(from, to))).toEqual(simple(to));
  });

  it('R20: its losing half takes everything away, and its winning half nothing', () => {
    for (const from of plans)
      for (const to of plans) {
        const { cut, add } = split(difference(from, to), from);
        const between = apply(simple(from), cut);
        expect(cut.opened.length + cut.added.length).toBe(0);
        expect(add.closed.length + add.removed.length).toBe(0);
        const goal = simple(to);
        for (const route of between.routes) expect(goal.routes).toContain(route);
        for (const [id, has] of Object.entries(between.ports))
          for (const kind of has.send) expect(goal.ports[id]?.send).toContain(kind);
        expect(apply(between, add)).toEqual(goal);
      }
  });
});

interface Simple {
  readonly ports: Readonly<Record<string, { readonly send: readonly string[] }>>;
  readonly publications: readonly string[];
  readonly routes: readonly string[];
}

const simple = ({ ports, publications, routes }: Plan): Simple => ({
  ports: Object.fromEntries(ports.entries()),
  publications: [...publications.values()]
    .map(({ id, participant, kind }) => `${id} ${participant} ${kind}`)
    .sort(),
  routes: [...routes.entries()].flatMap(([to, list]) => list.map((one) => name(one, to))).sort(),
});

const name = (publication: PublicationId, subscriber: ParticipantId) => `${publication} to ${subscriber}`;

/** What an engine that knows nothing else would make of a difference. */
function apply(from: Simple, change: ReturnType<typeof difference>): Simple {
  const ports = { ...from.ports };
  for (const { participant, port: has } of change.ports) {
    if (has) ports[participant] = has;
    else delete ports[participant];
  }
  const closed = new Set<string>(change.closed);
  const removed = new Set(change.removed.map((route) => name(route.publication, route.subscriber)));
  return {
    ports,
    publications: [
      ...from.publications.filter((one) => !closed.has(one.split(' ')[0] ?? '')),
      ...change.opened.map(({ id, participant, kind }) => `${id} ${participant} ${kind}`),
    ].sort(),
    routes: [
      ...from.routes.filter((route) => !removed.has(route)),
      ...change.added.map((route) => name(route.publication, route.subscriber)),
    ].sort(),
  };
}
