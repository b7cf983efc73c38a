import { expect } from '@playwright/test';
import type { Decision } from '@/lib/core/gate/decision.ts';
import type { Kind } from '@/lib/core/gate/rights.ts';
import type { PresetName } from '@/lib/core/room/presets.ts';
import type { SelfView } from '@/lib/core/roster/view.ts';
import type { RawClient, RawWorld } from './raw.ts';

/** An answer of the gate in short: yes or no, and the rule that gave it (RULES.md). */
type Short = `${'yes' | 'no'} ${string}`;
interface Rights {
  readonly publish: Short;
  readonly subscribe: Short;
  readonly list: Short;
  readonly send: Short;
  readonly receive: Short;
}

/** What a kind of room is for, as its people meet it. */
export interface Scenario {
  /** The plain member; the owner has everything by R6, and Sara may publish by R5 and the rest as they may. */
  readonly member: Rights;
  /** Null where guests do not come in. */
  readonly guest: Rights | null;
  /** Whom the plain member sees present, besides hearing who publishes; null for nobody. */
  readonly sees: readonly string[] | null;
  /** What a raised hand that is answered lets the plain member publish, over what they may anyway. */
  readonly hand: readonly Kind[];
}

const BY_AUDIENCE = 'yes R7';
const MEMBER: Rights = {
  publish: 'no R7',
  subscribe: BY_AUDIENCE,
  list: BY_AUDIENCE,
  send: BY_AUDIENCE,
  receive: BY_AUDIENCE,
};

export const SCENARIOS = {
  conference: {
    member: { ...MEMBER, publish: BY_AUDIENCE },
    guest: null,
    sees: ['Ana', 'Hugo', 'Sara'],
    hand: ['microphone', 'camera'],
  },
  'open-webinar': {
    member: MEMBER,
    guest: { ...MEMBER, send: 'no R8' },
    sees: null,
    hand: ['microphone'],
  },
  'members-webinar': { member: MEMBER, guest: null, sees: null, hand: ['microphone'] },
  classroom: {
    member: MEMBER,
    guest: null,
    sees: ['Ana', 'Hugo', 'Sara'],
    hand: ['microphone', 'camera'],
  },
} as const satisfies Partial<Record<PresetName, Scenario>>;
export type ScenarioName = keyof typeof SCENARIOS;

/** Brings everybody into a room's call and holds it to its scenario: what is answered, and what then flows. */
export async function expectBehaviour(world: RawWorld, room: string, scenario: Scenario): Promise<void> {
  const hugo = await world.enter('Hugo', room, 'hugo');
  const sara = await world.enter('Sara', room, 'sara');
  const ana = await world.enter('Ana', room, 'ana');
  const guest = await expectGuest(world, room, scenario);
  const inside = [hugo, sara, ana, ...(guest ? [guest] : [])];

  const owner = 'yes R6';
  await expectRights(hugo, { publish: owner, subscribe: owner, list: owner, send: owner, receive: owner });
  await expectRights(sara, { ...scenario.member, publish: 'yes R5' });
  await expectRights(ana, scenario.member);
  if (guest && scenario.guest) await expectRights(guest, scenario.guest);

  await expectSight(ana, scenario);
  await expectVoices(inside, scenario);
  await expectMessages({ hugo, ana, guest });
  await expectHand({ hugo, ana }, scenario);
  for (const one of inside) one.socket.disconnect();
}

/** R11: a guest comes in, or is told by which rule not, and what to do about it. */
async function expectGuest(world: RawWorld, room: string, { guest }: Scenario): Promise<RawClient | null> {
  const client = await world.connect('Gil');
  const answer = await client.ask('room.join', { room, name: 'Gil' });
  if (guest) {
    expect(answer).toMatchObject({ ok: true });
    return client;
  }
  expect(answer).toMatchObject({
    ok: false,
    failure: {
      code: 'refused',
      reason: { right: 'enter', reason: { rule: 'R8', audience: 'members' }, remedy: { do: 'sign-in' } },
    },
  });
  // Who was not let in has no call to act in.
  expect(await client.refusedCode('media.publish', { kind: 'microphone' })).toBe('not-joined');
  expect(client.view).toBeNull();
  expect(client.opened).toEqual([]);
  expect(client.heard.join('\n')).not.toMatch(/hugo|sara|ana\b/i);
  client.socket.disconnect();
  return null;
}

async function expectRights(client: RawClient, rights: Rights): Promise<void> {
  await expect.poll(() => client.view && rightsOf(client.view.self), client.name).toEqual(rights);
}

/** Every kind and every medium is asked; where they are answered differently, each answer stands. */
function rightsOf({ publish, subscribe, list, send, receive }: SelfView): Rights {
  const all = (decisions: object) => [...new Set(Object.values(decisions).map(short))].join(', ') as Short;
  return {
    publish: all(publish),
    subscribe: all(subscribe),
    list: short(list),
    send: short(send),
    receive: short(receive),
  };
}

const short = ({ allowed, reason }: Decision): Short => `${allowed ? 'yes' : 'no'} ${reason.rule}`;

/** R18: whom a plain member is told of. */
async function expectSight(ana: RawClient, { sees }: Scenario): Promise<void> {
  const names = () => {
    const people = ana.view?.people;
    return people ? Object.values(people).map(({ name }) => name) : null;
  };
  await expect.poll(() => names()?.sort() ?? null, 'whom Ana sees').toEqual(sees);
}

/** The owner is heard by everybody; whoever may speak too; nobody else can publish at all. */
async function expectVoices(inside: readonly RawClient[], { member }: Scenario): Promise<void> {
  const [hugo, sara, ana, guest] = inside as [RawClient, RawClient, RawClient, RawClient?];
  const hugos = await publish(hugo);
  await expectHeard(hugos, [sara, ana, ...(guest ? [guest] : [])]);

  const saras = await publish(sara);
  // R22: also where all are muted, for it is she whom the room's list selects.
  await expectHeard(saras, [hugo, ana]);

  if (member.publish.startsWith('yes')) await expectHeard(await publish(ana), [hugo, sara]);
  else await expectRefused(ana, 'microphone', 'R7');
  if (guest) {
    await expectRefused(guest, 'microphone', 'R7');
    await expectRefused(guest, 'camera', 'R7');
  }
}

/** R26: what the owner writes is read by whoever may receive; a guest's own words are refused where they may not send. */
async function expectMessages(call: { hugo: RawClient; ana: RawClient; guest: RawClient | null }) {
  const { hugo, ana, guest } = call;
  const text = 'We begin.';
  expect(await hugo.ask('chat.send', { text })).toMatchObject({ ok: true });
  const reads = (one: RawClient) =>
    one.heard.some((said) => said.startsWith('notices') && said.includes(text));
  await expect.poll(() => reads(ana)).toBe(true);
  expect(await ana.ask('chat.send', { text: 'Good morning.' })).toMatchObject({ ok: true });
  if (!guest) return;
  const may = guest.view?.self.receive.allowed;
  if (may) await expect.poll(() => reads(guest)).toBe(true);
  expect(await guest.ask('chat.send', { text: 'Hello?' })).toMatchObject({
    ok: false,
    failure: { code: 'refused', reason: { right: 'send', reason: { rule: 'R8' } } },
  });
  // The answer to a guest's own refused message came after everything that went before it.
  expect(reads(guest)).toBe(may);
}

/** R13, R14: a hand is raised and answered; what it gives flows, and what it does not give is refused. */
async function expectHand(call: { hugo: RawClient; ana: RawClient }, { member, hand }: Scenario) {
  const { hugo, ana } = call;
  if (member.publish.startsWith('yes')) return;
  expect(await ana.ask('hand.raise', {})).toMatchObject({ ok: true });
  await expect.poll(() => hugo.view?.hands?.map(({ name }) => name)).toEqual(['Ana']);
  expect(await hugo.ask('floor.allow', { participant: ana.participant })).toMatchObject({ ok: true });
  await expect.poll(() => ana.view?.self.grant?.kinds).toEqual(hand);
  await expectHeard(await publish(ana), [hugo]);
  for (const kind of ['camera', 'screen'] as const) {
    if (!(hand as readonly Kind[]).includes(kind)) await expectRefused(ana, kind, 'R7');
  }
  expect(await hugo.ask('floor.stop', { participant: ana.participant })).toMatchObject({ ok: true });
  await expect.poll(() => ana.view?.self.grant).toBeNull();
  await expectRefused(ana, 'microphone', 'R7');
}

async function publish(client: RawClient): Promise<string> {
  const answer = await client.ask('media.publish', { kind: 'microphone' });
  if (!answer.ok) throw new Error(`${client.name}: ${answer.failure.message}`);
  return (answer.value as { publication: string }).publication;
}

async function expectRefused(client: RawClient, kind: Kind, rule: string): Promise<void> {
  expect(await client.ask('media.publish', { kind }), `${client.name}, ${kind}`).toMatchObject({
    ok: false,
    failure: { code: 'refused', reason: { right: 'publish', kind, reason: { rule } } },
  });
}

async function expectHeard(publication: string, listeners: readonly RawClient[], before = 0): Promise<void> {
  for (const listener of listeners)
    await expect.poll(() => packets(listener, publication), listener.name).toBeGreaterThan(before + 10);
}

async function packets(client: RawClient, publication: string): Promise<number> {
  const lines = (await client.stats()).flatMap((link) => link.lines);
  return lines.find((line) => line.publication === publication)?.packets ?? 0;
}
