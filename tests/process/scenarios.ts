import { expect, onTestFinished } from 'vitest';
import type { Decision } from '@/lib/core/gate/decision.ts';
import type { Kind } from '@/lib/core/gate/rights.ts';
import type { PresetName } from '@/lib/core/room/presets.ts';
import type { SelfView } from '@/lib/core/roster/view.ts';
import { connect, type Visitor } from '../server/house.ts';
import type { TestServer } from '../support/server.ts';

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

/** Whoever has come into the call. */
interface Client extends Visitor {
  readonly called: string;
}

/**
 * Brings everybody into a room's call and holds it to its scenario: what is answered, and what is then forwarded. Media
 * goes from browser to browser here, where a publication that is routed to somebody is a link that is opened to them
 * (that such a link carries packets, and nothing else does, is the contract of both engines: tests/browser/media).
 */
export async function expectBehaviour(server: TestServer, room: string, scenario: Scenario): Promise<void> {
  const hugo = await enter(server, room, 'Hugo');
  const sara = await enter(server, room, 'Sara');
  const ana = await enter(server, room, 'Ana');
  const guest = await expectGuest(server, room, scenario);
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

/** Somebody with a token of their own, or a guest without one. */
const open = async (server: TestServer, called: string, guest = false): Promise<Client> => {
  const auth = guest ? {} : { token: await server.token(called.toLowerCase()) };
  const client = await connect(server.url, auth);
  onTestFinished(() => void client.socket.disconnect());
  return Object.defineProperty(client, 'called', { value: called }) as Client;
};

async function enter(server: TestServer, room: string, called: string): Promise<Client> {
  const client = await open(server, called);
  await client.join(room, called);
  return client;
}

/** R11: a guest comes in, or is told by which rule not, and what to do about it. */
async function expectGuest(server: TestServer, room: string, { guest }: Scenario): Promise<Client | null> {
  const client = await open(server, 'Gil', true);
  if (guest) {
    await client.join(room, 'Gil');
    return client;
  }
  expect(await client.fails('room.join', { room, name: 'Gil' })).toMatchObject({
    code: 'refused',
    reason: { right: 'enter', reason: { rule: 'R8', audience: 'members' }, remedy: { do: 'sign-in' } },
  });
  // Who was not let in has no call to act in.
  expect(await client.fails('media.publish', { kind: 'microphone' })).toMatchObject({ code: 'not-joined' });
  expect(client.view).toBeNull();
  expect(links(client)).toBe(0);
  expect(JSON.stringify(client.received)).not.toMatch(/hugo|sara|ana\b/i);
  client.socket.disconnect();
  return null;
}

async function expectRights(client: Client, rights: Rights): Promise<void> {
  await expect
    .poll(() => client.view && rightsOf(client.view.self), { message: client.called })
    .toEqual(rights);
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
async function expectSight(ana: Client, { sees }: Scenario): Promise<void> {
  const names = () => {
    const people = ana.view?.people;
    return people ? Object.values(people).map(({ name }) => name) : null;
  };
  await expect.poll(() => names()?.sort() ?? null, { message: 'whom Ana sees' }).toEqual(sees);
}

/** The owner is heard by everybody; whoever may speak too; nobody else can publish at all. */
async function expectVoices(inside: readonly Client[], { member }: Scenario): Promise<void> {
  const [hugo, sara, ana, guest] = inside as [Client, Client, Client, Client?];
  await expectHeard(hugo, [sara, ana, ...(guest ? [guest] : [])]);
  // R22: also where all are muted, for it is she whom the room's list selects.
  await expectHeard(sara, [hugo, ana]);

  if (member.publish.startsWith('yes')) await expectHeard(ana, [hugo, sara]);
  else await expectRefused(ana, 'microphone', 'R7');
  if (guest) {
    await expectRefused(guest, 'microphone', 'R7');
    await expectRefused(guest, 'camera', 'R7');
  }
}

/** R26: what the owner writes is read by whoever may receive; a guest's own words are refused where they may not send. */
async function expectMessages({ hugo, ana, guest }: { hugo: Client; ana: Client; guest: Client | null }) {
  const text = 'We begin.';
  await hugo.ask('chat.send', { text });
  const reads = (one: Client) =>
    one.received.some(({ event, payload }) => event === 'notices' && JSON.stringify(payload).includes(text));
  await expect.poll(() => reads(ana)).toBe(true);
  await ana.ask('chat.send', { text: 'Good morning.' });
  if (!guest) return;
  const may = guest.view?.self.receive.allowed;
  if (may) await expect.poll(() => reads(guest)).toBe(true);
  expect(await guest.fails('chat.send', { text: 'Hello?' })).toMatchObject({
    code: 'refused',
    reason: { right: 'send', reason: { rule: 'R8' } },
  });
  // The answer to a guest's own refused message came after everything that went before it.
  expect(reads(guest)).toBe(may);
}

/** R13, R14: a hand is raised and answered; what it gives is forwarded, and what it does not give is refused. */
async function expectHand({ hugo, ana }: { hugo: Client; ana: Client }, { member, hand }: Scenario) {
  if (member.publish.startsWith('yes')) return;
  await ana.ask('hand.raise', {});
  await expect.poll(() => hugo.view?.hands?.map(({ name }) => name)).toEqual(['Ana']);
  await hugo.ask('floor.allow', { participant: ana.participant });
  await expect.poll(() => ana.view?.self.grant?.kinds).toEqual(hand);
  await expectHeard(ana, [hugo]);
  for (const kind of ['camera', 'screen'] as const) {
    if (!(hand as readonly Kind[]).includes(kind)) await expectRefused(ana, kind, 'R7');
  }
  await hugo.ask('floor.stop', { participant: ana.participant });
  await expect.poll(() => ana.view?.self.grant).toBeNull();
  // With the floor goes the link that carried it.
  await expect.poll(() => closed(hugo)).toBe(1);
  await expectRefused(ana, 'microphone', 'R7');
}

async function expectRefused(client: Client, kind: Kind, rule: string): Promise<void> {
  expect(await client.fails('media.publish', { kind }), `${client.called}, ${kind}`).toMatchObject({
    code: 'refused',
    reason: { right: 'publish', kind, reason: { rule } },
  });
}

/** Somebody publishes a microphone, and it is forwarded to these. */
async function expectHeard(speaker: Client, listeners: readonly Client[]): Promise<void> {
  const before = new Map(listeners.map((listener) => [listener, links(listener)]));
  await speaker.ask('media.publish', { kind: 'microphone' });
  for (const listener of listeners)
    await expect
      .poll(() => links(listener), { message: `${speaker.called} at ${listener.called}` })
      .toBe((before.get(listener) ?? 0) + 1);
}

/** How many links were ever opened to somebody that bring them something, and how many links were closed. */
const links = ({ received }: Client): number =>
  received.filter(
    ({ event, payload }) => event === 'link.open' && (payload as { direction: string }).direction === 'down',
  ).length;
const closed = ({ received }: Client): number =>
  received.filter(({ event }) => event === 'link.close').length;
