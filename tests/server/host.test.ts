import { beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '@/lib/core/gate/person.ts';
import {
  type ParticipantId,
  type PersonId,
  participantId,
  publicationId,
  roomId,
  sourceId,
  userPerson,
} from '@/lib/core/ids.ts';
import type { Actor, Command } from '@/lib/core/room/commands.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { emptyRoom } from '@/lib/core/room/room.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { RoomHost } from '@/server/rooms/host.ts';
import {
  type Journal,
  settled,
  TestClock,
  TestEngine,
  type TestMedia,
  TestMessages,
  TestStore,
  testIds,
  testLog,
  testOutbox,
} from './doubles.ts';
import { mark, person, T0 } from './people.ts';

const TESS = userPerson('tess');
const ANA = userPerson('ana');
const BEN = userPerson('ben');
const CLOCK: Actor = { type: 'clock' };
const PEOPLE = [person(TESS, 'owner'), person(ANA, 'member'), person(BEN, 'member')];

let journal: Journal;
let clock: TestClock;
let store: TestStore;
let media: TestMedia;
let lines: Record<string, unknown>[];
let host: RoomHost;

function open(patch: Partial<RoomSettings> = {}, people: readonly Person[] = PEOPLE): RoomHost {
  const written = testLog();
  lines = written.lines;
  media = new TestEngine(journal).open(roomId('a'), {} as never);
  const room = emptyRoom(roomId('a'), { ...presetSettings('classroom', 'A'), ...patch }, people);
  return new RoomHost(room, {
    store,
    messages: new TestMessages(),
    ids: testIds,
    media,
    outbox: testOutbox(journal),
    clock,
    log: written.log,
  });
}

beforeEach(() => {
  journal = [];
  clock = new TestClock();
  store = new TestStore(journal);
  host = open();
});

const tab = (id: PersonId): ParticipantId => participantId(id.slice(5));
const as = (id: PersonId): Actor => ({ type: 'participant', id: tab(id) });
const joining = (id: PersonId): Command => ({
  do: 'join',
  person: id,
  name: tab(id).toUpperCase(),
  source: sourceId(`source-${tab(id)}`),
});
const MICROPHONE: Command = { do: 'publish', publication: publicationId('voice'), kind: 'microphone' };
const allow = (id: PersonId, seconds?: number): Command => ({
  do: 'allow',
  target: { participant: tab(id) },
  kinds: ['microphone'],
  seconds,
});
const stop = (id: PersonId): Command => ({ do: 'stop', target: { participant: tab(id) } });

async function done(actor: Actor, command: Command): Promise<void> {
  expect(await host.run(actor, command), `${command.do} is done`).toBeNull();
}
/** Tess, Ana and Ben are here, and Ana speaks: allowed, for a time if one is given. */
async function lesson(seconds?: number): Promise<void> {
  for (const id of [TESS, ANA, BEN]) await done(as(id), joining(id));
  await done(as(TESS), allow(ANA, seconds));
  await done(as(ANA), MICROPHONE);
  await settled();
  journal.length = 0;
}
const heard = () => [...media.routes].sort();
const LISTENERS = ['ben<voice', 'tess<voice'];

describe('the order of what a loss of right brings about', () => {
  it('R14: cut where packets flow, stored, told to whom it concerns, told to the others, acknowledged', async () => {
    await lesson();
    void host.run(as(TESS), stop(ANA)).then(() => journal.push('acknowledged'));
    await settled();
    expect(journal.slice(0, 5)).toEqual([
      'media -3 +0',
      'in force',
      'store grant (revoked)',
      'stored',
      'tell ana: self',
    ]);
    expect(journal.slice(5, -1).map((line) => line.split('+')[0])).toEqual([
      'tell class attendees',
      'tell class control',
    ]);
    expect(journal.at(-1)).toBe('acknowledged');
    expect(heard()).toEqual([]);
  });

  it('R16: nobody is told of a removal, and nothing is stored, before the media is cut', async () => {
    await lesson();
    media.held.hold();
    const removal = host.run(as(TESS), { do: 'remove', target: { participant: tab(ANA) } });
    await settled();
    expect(journal).toEqual(['media -3 +0']);
    media.held.release();
    expect(await removal).toBeNull();
    expect(journal.slice(1, 5)).toEqual([
      'in force',
      'store grant (revoked), ban (asked)',
      'stored',
      'end ana: removed',
    ]);
  });

  it('R19: nothing is acknowledged or told before it is stored', async () => {
    await lesson();
    store.held.hold();
    let acknowledged = false;
    const stopped = host.run(as(TESS), stop(ANA)).finally(() => {
      acknowledged = true;
    });
    await settled();
    expect(acknowledged).toBe(false);
    expect(journal).toEqual(['media -3 +0', 'in force', 'store grant (revoked)']);
    store.held.release();
    expect(await stopped).toBeNull();
    expect(journal).toContain('tell ana: self');
  });

  it('a right that is given is stored and told before media flows by it', async () => {
    for (const id of [TESS, ANA, BEN]) await done(as(id), joining(id));
    await settled();
    journal.length = 0;
    await done(as(TESS), allow(ANA));
    await settled();
    const order = ['store grant (asked)', 'tell ana: self', 'media -0 +0'].map((line) =>
      journal.indexOf(line),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
  });
});

describe('a store that fails', () => {
  it('leaves everything as it was: rights, media and what anybody was told', async () => {
    await lesson();
    const before = host.state;
    store.broken = true;
    expect(await host.run(as(TESS), stop(ANA))).toMatchObject({ code: 'unavailable' });
    expect(host.state).toBe(before);
    expect(heard()).toEqual(LISTENERS);
    expect([...media.publications]).toEqual(['voice']);
    expect(journal.filter((line) => /^(tell|end)/.test(line))).toEqual([]);
    expect(lines.filter(({ level }) => level === 50)).toHaveLength(1);

    store.broken = false;
    await done(as(TESS), stop(ANA));
    expect(heard()).toEqual([]);
  });

  it('does not keep anybody from what is not stored: joining, speaking, leaving', async () => {
    await lesson();
    store.broken = true;
    await done(as(ANA), { do: 'mute', publication: publicationId('voice'), muted: true });
    await done(as(BEN), { do: 'leave' });
    await done(as(ANA), { do: 'unpublish', publication: publicationId('voice') });
    expect(store.recorded.at(-1)?.entries.map(({ change }) => change.on)).toEqual(['grant']);
  });

  it('R20: cannot give back what time has ended, and is asked again until it works', async () => {
    await lesson(60);
    store.broken = true;
    await clock.pass(60_000);
    expect(heard(), 'the time is over, stored or not').toEqual([]);
    await clock.pass(10_000);
    expect(heard()).toEqual([]);
    store.broken = false;
    await clock.pass(2_000);
    expect(store.recorded.at(-1)?.entries.map(({ cause }) => cause)).toEqual(['time']);
    expect(host.state.publications.size).toBe(0);
    expect(journal).toContain('tell ana: self');
  });

  it('is not asked in a tight circle', async () => {
    await lesson(60);
    store.broken = true;
    journal.length = 0;
    await clock.pass(60_000 + 30_000);
    expect(journal.filter((line) => line.startsWith('store ')).length).toBeLessThanOrEqual(31);
  });
});

describe('the queue', () => {
  it('carries out one command whole before the next begins, in the order they came', async () => {
    await lesson();
    store.held.hold();
    const answers: string[] = [];
    const asked: [Actor, Command][] = [
      [as(TESS), stop(ANA)],
      [as(ANA), MICROPHONE],
      [as(TESS), allow(ANA)],
      [as(ANA), { ...MICROPHONE, publication: publicationId('again') } as Command],
    ];
    const all = asked.map(([actor, command]) =>
      host.run(actor, command).then((failed) => answers.push(`${command.do} ${failed?.code ?? 'done'}`)),
    );
    await settled();
    expect(answers).toEqual([]);
    expect(journal).toEqual(['media -3 +0', 'in force', 'store grant (revoked)']);
    store.held.release();
    await Promise.all(all);
    expect(answers).toEqual(['stop done', 'publish refused', 'allow done', 'publish done']);
  });

  it('goes on after a command that failed, was refused or blew up', async () => {
    await lesson();
    const answers = await Promise.all([
      host.run(as(BEN), stop(ANA)),
      host.run(as(TESS), { do: 'nonsense' } as unknown as Command),
      host.run(participantOf('nobody'), { do: 'leave' }),
      host.run(as(TESS), { do: 'tick' }),
      host.run(as(TESS), stop(ANA)),
    ]);
    expect(answers.map((answer) => answer?.code ?? 'done')).toEqual([
      'refused',
      'internal',
      'not-joined',
      'bad-request',
      'done',
    ]);
  });
});

describe('something that goes wrong inside', () => {
  it('changes nothing, says so, and is logged with the room and the command', async () => {
    await lesson();
    const before = host.state;
    expect(await host.run(as(TESS), { do: 'nonsense' } as unknown as Command)).toMatchObject({
      code: 'internal',
    });
    media.throws = new Error('the engine broke its word');
    expect(await host.run(as(TESS), stop(ANA))).toMatchObject({ code: 'internal' });
    expect(host.state).toBe(before);
    expect(store.recorded.at(-1)?.entries.map(({ cause }) => cause)).toEqual(['asked']);
    expect(lines).toMatchObject([
      { msg: 'command failed', room: 'a', command: 'nonsense' },
      { msg: 'command failed', room: 'a', command: 'stop' },
    ]);
    media.throws = null;
    await done(as(TESS), stop(ANA));
    expect(heard()).toEqual([]);
  });
});

describe('R20 time', () => {
  it('ends a timed grant by itself, at its time and not before, whoever is looking', async () => {
    await lesson(60);
    await clock.pass(59_999);
    expect(heard()).toEqual(LISTENERS);
    await clock.pass(1);
    expect(heard()).toEqual([]);
    expect(host.state.people.get(ANA)?.grants).toEqual({});
    expect(store.recorded.at(-1)?.entries).toMatchObject([
      {
        at: T0 + 60_000,
        cause: 'time',
        actor: { person: null, name: 'Rostrum' },
        change: { on: 'grant', person: ANA },
      },
    ]);
    expect(journal).toContain('tell ana: self');
  });

  it('is not fooled by a timer that goes off early', async () => {
    await lesson(60);
    clock.time = T0 + 59_999;
    await clock.early();
    expect(heard(), 'not yet').toEqual(LISTENERS);
    await clock.pass(1);
    expect(heard(), 'but then').toEqual([]);
  });

  it('is carried out before whatever comes next, even when the timer is late', async () => {
    await lesson(60);
    clock.time = T0 + 60_000;
    await done(as(BEN), { do: 'raise-hand' });
    expect(journal.filter((line) => line.startsWith('store '))).toEqual([
      'store grant (time)',
      'store hand (asked)',
    ]);
    expect(heard()).toEqual([]);
    await clock.pass(0);
    expect(
      store.recorded.filter(({ entries }) => entries.some(({ cause }) => cause === 'time')),
    ).toHaveLength(1);
  });

  it('a longer grant replaces the timer of a shorter one', async () => {
    await lesson(60);
    await done(as(TESS), allow(ANA, 120));
    await clock.pass(60_000);
    expect(heard()).toEqual(LISTENERS);
    await clock.pass(60_000);
    expect(heard()).toEqual([]);
  });

  it('ends what ended while nobody was running: a grant from the store that is over', async () => {
    const until = T0 - 1;
    const late = person(ANA, 'member', {
      grants: { publish: { kinds: ['microphone'], until, cause: 'click', mark: mark() } },
    });
    host = open({}, [late]);
    await clock.pass(0);
    expect(host.state.people.get(ANA)?.grants).toEqual({});
    expect(store.recorded.at(-1)?.entries[0]?.cause).toBe('time');
  });

  it('a lost socket keeps its place for twenty seconds, and then no longer', async () => {
    await lesson();
    await done(as(ANA), { do: 'away' });
    expect(heard(), 'the media stays').toEqual(LISTENERS);
    await clock.pass(19_999);
    await done(as(ANA), { do: 'back' });
    await clock.pass(60_000);
    expect(heard()).toEqual(LISTENERS);
    await done(as(ANA), { do: 'away' });
    await clock.pass(20_000);
    expect(heard()).toEqual([]);
    expect(journal).toContain('end ana: lost');
  });

  it('closes a room at its expiry to everybody, its owner too', async () => {
    host = open({ expiresAt: T0 + 3_600_000 });
    await lesson();
    await clock.pass(3_599_999);
    expect(host.state.participants.size).toBe(3);
    await clock.pass(1);
    expect(host.state.participants.size).toBe(0);
    expect(journal.filter((line) => line.startsWith('end'))).toHaveLength(3);
    expect(heard()).toEqual([]);
  });

  it('only the clock may tick', async () => {
    await lesson(60);
    expect(await host.run(as(TESS), { do: 'tick' })).toMatchObject({ code: 'bad-request' });
    await done(CLOCK, { do: 'tick' });
    expect(heard()).toEqual(LISTENERS);
  });
});

describe('closing', () => {
  it('finishes what was asked, refuses what comes after, and leaves no timer', async () => {
    await lesson(60);
    store.held.hold();
    const raised = host.run(as(BEN), { do: 'raise-hand' });
    await settled();
    const closed = host.close();
    const late = host.run(as(TESS), stop(ANA));
    await settled();
    expect(media.closed).toBe(false);
    store.held.release();
    expect(await raised).toBeNull();
    expect(await late).toMatchObject({ code: 'unavailable' });
    await closed;
    expect(journal.at(-1)).toBe('media closed');
    expect(clock.pending).toBe(0);
    expect(await host.run(as(ANA), { do: 'leave' })).toMatchObject({ code: 'unavailable' });
  });
});

describe('looking from outside', () => {
  it('R18 names nobody, whatever was decided and by whom', async () => {
    const ana = person(ANA, 'member', { ban: mark('Tess Secret') });
    host = open({ locked: mark('Tess Secret') }, [person(TESS, 'owner'), ana]);
    await done(as(TESS), joining(TESS));
    for (const id of [ANA, BEN]) {
      const seen = JSON.stringify(host.look(id, 'x'));
      expect(seen).not.toMatch(/secret|tess/i);
      expect(seen).toContain('"allowed":false');
    }
    expect(host.state.people.has(BEN)).toBe(false);
  });
});

const participantOf = (text: string): Actor => ({ type: 'participant', id: participantId(text) });
