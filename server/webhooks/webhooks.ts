import { randomUUID } from 'node:crypto';
import { FailureError, failure } from '@/lib/core/failure.ts';
import type { EventType } from '@/lib/core/room/events.ts';
import type { Clock, Hooks } from '../rooms/ports.ts';
import type { Lane, Webhook, WebhookPatch, WebhookStore } from '../store/webhooks.ts';
import { interrupted, payloadOf } from './payloads.ts';
import { newSecret } from './signature.ts';

export interface WebhooksParts {
  readonly store: WebhookStore;
  readonly clock: Clock;
}

export interface NewWebhook {
  readonly url: string;
  /** Names of events; empty for all. */
  readonly events?: readonly EventType[] | undefined;
  /** Room ids; empty for all. */
  readonly rooms?: readonly string[] | undefined;
  readonly active?: boolean | undefined;
}

/** The id of the webhook that WEBHOOK_URL makes. */
export const BUILT_IN = 'environment';
/** Most webhooks of one installation: each event is stored once for each that wants it. */
export const MOST_WEBHOOKS = 100;

export type Webhooks = Awaited<ReturnType<typeof createWebhooks>>;

/**
 * Who wants to be told what. The list is held in memory, so that a room in which nobody is interested costs nothing;
 * all changes of it come through here.
 *
 * @param builtIn from the environment: told of everything, in every room
 */
export async function createWebhooks(
  { store, clock }: WebhooksParts,
  builtIn: { readonly url: string; readonly secret: string } | null,
) {
  let all = new Map<string, Webhook>();
  let active: readonly Webhook[] = [];
  let everyRoom = false;
  let rooms: ReadonlySet<string> = new Set();
  /** Who sends what is stored; nobody until the dispatcher runs. */
  let listener: (lanes: readonly Lane[]) => void = () => {};

  async function reload(): Promise<void> {
    all = new Map((await store.all()).map((webhook) => [webhook.id, webhook]));
    active = [...all.values()].filter((webhook) => webhook.active);
    everyRoom = active.some((webhook) => !webhook.rooms.length);
    rooms = new Set(active.flatMap((webhook) => webhook.rooms));
  }

  function own(id: string): Webhook {
    const found = all.get(id);
    if (!found) throw new FailureError(failure('not-found', 'There is no such webhook.'));
    if (id === BUILT_IN)
      throw new FailureError(
        failure(
          'conflict',
          'This webhook is set by WEBHOOK_URL in the server’s environment. Change it there.',
        ),
      );
    return found;
  }

  await reload();
  const before = all.get(BUILT_IN);
  if (builtIn) {
    const set = { ...builtIn, events: [], rooms: [], active: true };
    await store.put({ ...set, id: BUILT_IN, createdAt: before?.createdAt ?? clock.now() });
    await reload();
  } else if (before?.active) {
    // What waits for it waits on, should the variable only have been forgotten.
    await store.edit(BUILT_IN, { active: false });
    await reload();
  }
  for (const { webhook, room, event } of await store.begun()) {
    const known = all.get(webhook);
    if (!known?.active || !wants(known, room, 'room.ended')) continue;
    const about = event.room as { id: string; name: string };
    const told = interrupted(randomUUID(), about, clock.now());
    await store.add(room, [{ webhook, event: told }], clock.now());
  }

  const hooks: Hooks = {
    wanted: (room) => everyRoom || rooms.has(room),
    addressed(room, events, at) {
      return events.flatMap((event) => {
        const told = active.filter((webhook) => wants(webhook, room.id, event.type));
        if (!told.length) return [];
        const payload = payloadOf(randomUUID(), room, event, at);
        return told.map(({ id }) => ({ webhook: id, event: payload }));
      });
    },
    stored: (room, deliveries) =>
      listener([...new Set(deliveries.map(({ webhook }) => webhook))].map((webhook) => ({ webhook, room }))),
  };

  return {
    hooks,

    list: (): readonly Webhook[] => [...all.values()],
    find: (id: string): Webhook | null => all.get(id) ?? null,

    /** Calls back whenever something was stored that is to be sent. */
    listen(to: (lanes: readonly Lane[]) => void): void {
      listener = to;
    },

    /** Makes a webhook with a new secret. @throws FailureError */
    async add({ url, events = [], rooms = [], active = true }: NewWebhook): Promise<Webhook> {
      if (all.size >= MOST_WEBHOOKS)
        throw new FailureError(failure('conflict', `There can be ${MOST_WEBHOOKS} webhooks at most.`));
      const createdAt = clock.now();
      const made = {
        id: randomUUID(),
        url: checked(url),
        secret: newSecret(),
        events,
        rooms,
        active,
        createdAt,
      };
      await store.put(made);
      await reload();
      return made;
    },

    /** What is absent stays. Switched on again, it is told what waited for it. @throws FailureError */
    async edit(id: string, patch: Omit<WebhookPatch, 'secret'>): Promise<Webhook> {
      own(id);
      if (patch.url !== undefined) checked(patch.url);
      const edited = Object.keys(patch).length ? await store.edit(id, patch) : own(id);
      await reload();
      if (!edited) throw new FailureError(failure('not-found', 'There is no such webhook.'));
      if (patch.active) listener(await store.lanes(id));
      return edited;
    },

    /** With whatever still waits for it. @throws FailureError */
    async remove(id: string): Promise<void> {
      own(id);
      await store.remove(id);
      await reload();
    },

    /** What was told to a webhook, and what waits; the newest first. @throws FailureError */
    async deliveries(id: string, query: Parameters<WebhookStore['page']>[1]) {
      if (!all.has(id)) throw new FailureError(failure('not-found', 'There is no such webhook.'));
      return store.page(id, query);
    },
  };
}

const wants = ({ events, rooms }: Webhook, room: string, type: string): boolean =>
  (!events.length || events.includes(type)) && (!rooms.length || rooms.includes(room));

/** Only http and https, and nothing secret in the address, which is shown to everybody who may read webhooks. */
function checked(url: string): string {
  const wrong = (why: string) => new FailureError(failure('bad-request', `url: ${why}`));
  if (!URL.canParse(url)) throw wrong('is no address.');
  const { protocol, username, password } = new URL(url);
  if (!['http:', 'https:'].includes(protocol)) throw wrong('must begin with http:// or https://.');
  if (username || password) throw wrong('must hold no name and password; deliveries are signed.');
  if (url.length > 2048) throw wrong('is longer than 2048 characters.');
  return url;
}
