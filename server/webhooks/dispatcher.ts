import type { Log } from '../log.ts';
import type { Clock } from '../rooms/ports.ts';
import type { Lane, Waiting, WebhookStore } from '../store/webhooks.ts';
import { backoff, isHopeless } from './backoff.ts';
import { ANSWER_MS, post } from './post.ts';
import { signature } from './signature.ts';
import { Slots } from './slots.ts';
import type { Webhooks } from './webhooks.ts';

export interface DispatcherParts {
  readonly webhooks: Pick<Webhooks, 'find' | 'listen'>;
  readonly store: WebhookStore;
  readonly clock: Clock;
  readonly log: Log;
  /** From 0 to 1; draws out waits. */
  readonly random: () => number;
  readonly answerMs?: number;
}

/** How many deliveries of a lane are read at once. */
const BATCH = 50;
/** How soon a lane goes on after the database did not answer, milliseconds. */
const AGAIN_MS = 5_000;
/** How often the outbox is swept, milliseconds. */
const SWEEP_MS = 3_600_000;
/** How long closing waits for what is on its way, milliseconds; what is given up then is sent again after a restart. */
const PATIENCE_MS = 3_000;
/** Lanes whose place in the outbox is remembered although nothing waits in them. */
const REMEMBERED = 10_000;

interface Running extends Lane {
  /** Everything up to this delivery is through. */
  through: number;
  busy: boolean;
  /** Something was stored since the lane last looked. */
  stale: boolean;
  cancelTimer: () => void;
}

export type Dispatcher = ReturnType<typeof createDispatcher>;

/**
 * Sends what the outbox holds. One webhook's deliveries of one room are a lane: strictly one after another, so that
 * what is not taken holds up its own lane and no other. Whether something was taken is stored before the next is sent;
 * so each is told at least once, also across restarts, and in the order in which it happened.
 */
export function createDispatcher(parts: DispatcherParts) {
  const { webhooks, store, clock, log, random, answerMs = ANSWER_MS } = parts;
  const lanes = new Map<string, Running>();
  const slots = new Slots();
  const abandon = new AbortController();
  const working = new Set<Promise<void>>();
  let closing = false;
  let cancelSweep = () => {};

  function wake(some: readonly Lane[]): void {
    if (closing) return;
    for (const { webhook, room } of some) {
      const key = `${webhook} ${room}`;
      const lane = lanes.get(key) ?? {
        webhook,
        room,
        through: 0,
        busy: false,
        stale: false,
        cancelTimer: () => {},
      };
      lanes.set(key, lane);
      lane.stale = true;
      if (!lane.busy) start(lane);
    }
    if (lanes.size > REMEMBERED) forgetIdle();
  }

  function start(lane: Running): void {
    lane.busy = true;
    lane.cancelTimer();
    const done = work(lane)
      .catch((error: unknown) => {
        log.warn({ err: error, webhook: lane.webhook, room: lane.room }, 'the outbox did not answer');
        later(lane, clock.now() + AGAIN_MS);
      })
      .finally(() => {
        lane.busy = false;
        working.delete(done);
        if (lane.stale && !closing) start(lane);
      });
    working.add(done);
  }

  function later(lane: Running, at: number): void {
    // What is stored meanwhile waits behind the one that is to be tried again.
    lane.stale = false;
    if (closing) return;
    lane.cancelTimer = clock.at(at, () => wake([lane]));
  }

  /** Goes on until nothing waits, or the first that waits is not due. */
  async function work(lane: Running): Promise<void> {
    while (!closing) {
      lane.stale = false;
      const batch = await store.waiting(lane, lane.through, BATCH);
      for (const delivery of batch) {
        if (closing || !webhooks.find(lane.webhook)?.active) return;
        if (delivery.dueAt > clock.now()) return later(lane, delivery.dueAt);
        const error = await slots.use(lane.webhook, () => attempt(lane, delivery));
        if (closing && abandon.signal.aborted && error !== null) return;
        const again = await settle(lane, delivery, error);
        if (again !== null) return later(lane, again);
        lane.through = delivery.id;
      }
      if (!batch.length) return;
    }
  }

  async function attempt(lane: Running, { event }: Waiting): Promise<string | null> {
    const webhook = webhooks.find(lane.webhook);
    if (closing || !webhook) return 'not sent';
    const body = JSON.stringify(event);
    const timestamp = Math.floor(clock.now() / 1000);
    const signed = signature(webhook.secret, event.id, timestamp, body);
    return post(
      { url: webhook.url, id: event.id, timestamp, signature: signed, body },
      abandon.signal,
      answerMs,
    );
  }

  /** Writes down how an attempt went; when to try again, or null when this one is through. */
  async function settle(lane: Lane, delivery: Waiting, error: string | null): Promise<number | null> {
    const attempts = delivery.attempts + 1;
    const now = clock.now();
    if (error === null) {
      await store.taken(delivery.id, attempts, now);
      return null;
    }
    const { webhook, room } = lane;
    if (isHopeless(attempts, now - Date.parse(delivery.event.timestamp))) {
      await store.gaveUp(delivery.id, attempts, error);
      log.error(
        { webhook, room, delivery: delivery.id, attempts, why: error },
        'a webhook delivery was given up',
      );
      return null;
    }
    const dueAt = now + backoff(attempts, random());
    await store.failed(delivery.id, attempts, dueAt, error);
    log.warn(
      { webhook, room, delivery: delivery.id, attempts, why: error },
      'a webhook delivery was not taken',
    );
    return dueAt;
  }

  /** Where a lane is in the outbox is only remembered to spare it a look at what is through. */
  function forgetIdle(): void {
    for (const [key, lane] of lanes) {
      if (lanes.size <= REMEMBERED / 2) return;
      if (!lane.busy && !lane.stale) lanes.delete(key);
    }
  }

  async function sweep(): Promise<void> {
    cancelSweep = clock.at(clock.now() + SWEEP_MS, () => void sweep());
    try {
      const { gaveUp, removed } = await store.prune(clock.now());
      if (gaveUp) log.error({ gaveUp }, 'webhook deliveries waited too long and were given up');
      if (removed) log.info({ removed }, 'old webhook deliveries removed');
    } catch (error) {
      log.warn({ err: error }, 'the outbox of webhooks could not be swept');
    }
  }

  return {
    /** Begins with whatever was left waiting. */
    async start(): Promise<void> {
      webhooks.listen(wake);
      await sweep();
      wake(await store.lanes());
    },

    /** Ends what is on its way, in a while at most; whatever waits is kept. */
    async close(): Promise<void> {
      closing = true;
      cancelSweep();
      for (const lane of lanes.values()) lane.cancelTimer();
      const patience = setTimeout(() => abandon.abort(), PATIENCE_MS);
      await Promise.allSettled(working);
      clearTimeout(patience);
    },
  };
}
