// Over 300 lines: one place for everything that backends and the console ask of rooms, each act a few lines.
import { randomInt, randomUUID } from 'node:crypto';
import { type Failure, FailureError, failure } from '@/lib/core/failure.ts';
import { type Person, stranger } from '@/lib/core/gate/person.ts';
import { type PersonId, pinId, type RoomId, roomId, userPerson } from '@/lib/core/ids.ts';
import type {
  Actor,
  AuditEntry,
  Command,
  Effect,
  MemberEdit,
  SettingsEdit,
} from '@/lib/core/room/commands.ts';
import { eventsOf, type RoomEvent } from '@/lib/core/room/events.ts';
import { type Pin, PLAIN_PIN } from '@/lib/core/room/pins.ts';
import { type PresetName, presetSettings } from '@/lib/core/room/presets.ts';
import { emptyRoom, type Room } from '@/lib/core/room/room.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { step } from '@/lib/core/room/step.ts';
import type { RoomRow, RoomStore } from '../store/rooms.ts';
import type { User, UserPatch, UserStore, UserToken } from '../store/users.ts';
import type { RoomHost, Step } from './host.ts';
import { UnknownUsers } from './newcomers.ts';
import type { Clock, Hooks } from './ports.ts';
import type { Registry } from './registry.ts';

export interface AdministrationParts {
  readonly registry: Registry;
  readonly rooms: RoomStore;
  readonly users: UserStore;
  /** Signs a user token; `expiresAt` in milliseconds since the epoch. */
  readonly sign: (address: string, expiresAt: number, id: string) => Promise<string>;
  readonly hooks?: Hooks | undefined;
  readonly clock: Clock;
}

/** A backend, with its authority checked already (R10). */
export type Backend = Extract<Actor, { type: 'api' }>;

export interface NewRoom {
  /** Made up when it is left out. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly preset: PresetName;
  readonly edit?: SettingsEdit | undefined;
  readonly members?: readonly MemberEdit[] | undefined;
}

/** A PIN as it is asked for; what is made up for it is the id, and the digits unless they are given. */
export type NewPin = Partial<Omit<Pin, 'id' | 'used'>>;

export type Administration = ReturnType<typeof createAdministration>;

/** Life of a user token for which nothing was said, milliseconds: a year. */
export const TOKEN_LIFE_MS = 525_600 * 60_000;

/**
 * What backends and the console do to rooms and users: every change of a room becomes a command to its one host,
 * as a click in the call does. Whatever is refused is thrown as a FailureError and has changed nothing.
 */
export function createAdministration({ registry, rooms, users, sign, hooks, clock }: AdministrationParts) {
  async function withHost<Answer>(id: RoomId, use: (host: RoomHost) => Promise<Answer>): Promise<Answer> {
    const host = await registry.find(id);
    if (!host || host.state.settings.deleted) throw new FailureError(noSuchRoom);
    try {
      return await use(host);
    } finally {
      registry.rest(id);
    }
  }

  /**
   * Carries out one command in one room.
   * @param unless see {@link RoomHost.run}
   */
  const command = (
    actor: Backend,
    id: RoomId,
    asked: Command,
    unless?: (room: Room) => Failure | null,
  ): Promise<void> =>
    withHost(id, async (host) => {
      const failed = await host.run(actor, asked, unless);
      if (failed) throw new FailureError(failed);
    });

  /** Carries out what was thought out about a room as it was, and again when it was changed meanwhile. */
  const insisting = (
    id: RoomId,
    act: (host: RoomHost, settled: Room) => Promise<Failure | null>,
  ): Promise<void> =>
    withHost(id, async (host) => {
      for (let attempt = 1; ; attempt += 1) {
        const failed = await act(host, await host.settled());
        if (!failed) return;
        if (failed !== overtaken || attempt === ATTEMPTS) throw new FailureError(failed);
      }
    });

  /** The names under which these people are known; fails for whoever is not a user. */
  async function named(edits: readonly MemberEdit[]): Promise<MemberEdit[]> {
    const addresses = edits.flatMap(({ person }) => addressOf(person) ?? []);
    const known = new Map((await users.findAll(addresses)).map((user) => [user.address, user.name]));
    const unknown: { at: number; address: string }[] = [];
    const found = edits.map((edit, at) => {
      const address = addressOf(edit.person);
      if (address === null || edit.membership === null) return edit;
      const name = known.get(address);
      if (name === undefined) unknown.push({ at, address });
      return edit.membership ? { ...edit, name: edit.name ?? (name || address) } : edit;
    });
    if (unknown.length) throw new UnknownUsers(unknown);
    return found;
  }

  /** In every room where something is decided about this person, or where they are now. */
  async function everywhere(person: PersonId, act: (host: RoomHost) => Promise<unknown>): Promise<void> {
    const stored = await rooms.roomsOf(person);
    const present = await registry.roomsWith(person);
    for (const id of new Set([...stored, ...present])) await withHost(id, act).catch(notFoundIsFine);
  }

  const disconnect = (actor: Backend, person: PersonId) =>
    everywhere(person, (host) => host.run(actor, { do: 'disconnect', target: { person } }));

  async function user(address: string): Promise<User> {
    const found = await users.find(address);
    if (!found) throw new FailureError(failure('not-found', `There is no user "${address}".`));
    return found;
  }

  return {
    command,

    /** The settled state of a room, and whatever is read from it; starts the room's host for as long as it takes. */
    read: <Answer>(id: RoomId, use: (room: Room, host: RoomHost, now: number) => Answer): Promise<Answer> =>
      withHost(id, async (host) => use(await host.settled(), host, clock.now())),

    /**
     * Calls back after every step of a room, until the returned function is called; only then may it rest again.
     */
    watch: async (id: RoomId, watcher: (step: Step) => void): Promise<() => void> => {
      const host = await registry.find(id);
      if (!host || host.state.settings.deleted) throw new FailureError(noSuchRoom);
      const stop = host.watch(watcher);
      return () => {
        stop();
        registry.rest(id);
      };
    },

    /** Makes a room as its preset has it, changed by `edit`, with members, and with a speaker's and a listener's PIN. */
    async createRoom(actor: Backend, asked: NewRoom): Promise<{ row: RoomRow; pins: readonly Pin[] }> {
      const id = roomId(asked.id ?? newRoomId());
      const now = clock.now();
      const first = presetSettings(asked.preset, asked.name);
      const entries: AuditEntry[] = [
        {
          actor: { person: null, name: actor.name },
          at: now,
          cause: 'asked',
          change: { on: 'created', before: null, after: first },
        },
      ];
      const empty = emptyRoom(id, first, []);
      let room = empty;
      const effects: Effect[] = [];
      const commands: Command[] = [
        { do: 'settings', patch: asked.edit ?? {} },
        { do: 'members', members: await named(asked.members ?? []) },
        ...firstPins().map((pin): Command => ({ do: 'put-pin', pin })),
      ];
      for (const one of commands) {
        const outcome = step(room, actor, one, now);
        if (outcome.failure) throw new FailureError(outcome.failure);
        room = outcome.room;
        effects.push(...outcome.effects);
      }
      for (const effect of effects) if (effect.type === 'record') entries.push(effect.entry);
      const pins = [...room.pins.values()];
      const people: Person[] = [...room.people.values()];
      // What a room is made with is no change of it; who is on its list is told.
      const added = hooks?.wanted(id) ? eventsOf(empty, room, effects).filter(isAddition) : [];
      const deliveries = hooks?.addressed(room, added, now) ?? [];
      const gid = await rooms.create(id, room.settings, people, now, pins, entries, deliveries);
      if (gid === null) throw new FailureError(failure('conflict', `There is a room "${id}" already.`));
      if (deliveries.length) hooks?.stored(id, deliveries);
      return { row: { id, gid, settings: room.settings, createdAt: now }, pins };
    },

    editRoom: (
      actor: Backend,
      id: RoomId,
      patch: SettingsEdit,
      unless?: (room: Room) => Failure | null,
    ): Promise<void> => command(actor, id, { do: 'settings', patch }, unless),

    /** Closes a room for good. Its trail stays. */
    deleteRoom: (actor: Backend, id: RoomId, unless?: (room: Room) => Failure | null): Promise<void> =>
      command(actor, id, { do: 'settings', patch: { deleted: true } }, unless),

    named,

    /** Adds, changes and takes off many people at once: all of them or none. */
    async editMembers(
      actor: Backend,
      id: RoomId,
      edits: readonly MemberEdit[],
      unless?: (room: Room) => Failure | null,
    ): Promise<void> {
      const members = await named(edits);
      await command(actor, id, { do: 'members', members }, unless);
    },

    /**
     * Changes a room by what it is now: an edit that keeps some of a value and replaces the rest. Made anew when
     * somebody else was faster.
     */
    editRoomBy: (actor: Backend, id: RoomId, make: (settings: RoomSettings) => SettingsEdit): Promise<void> =>
      insisting(id, async (host, settled) => {
        const { settings } = settled;
        const changed = (room: Room) => (room.settings === settings ? null : overtaken);
        return host.run(actor, { do: 'settings', patch: make(settings) }, changed);
      }),

    /** The same for members. */
    editMembersBy: (actor: Backend, id: RoomId, make: (room: Room) => readonly MemberEdit[]): Promise<void> =>
      insisting(id, async (host, settled) => {
        const members = await named(make(settled));
        const changed = (room: Room) =>
          room.settings.profile === settled.settings.profile &&
          members.every(({ person }) => room.people.get(person) === settled.people.get(person))
            ? null
            : overtaken;
        return host.run(actor, { do: 'members', members }, changed);
      }),

    /** Makes a PIN; its digits are made up where none are given. */
    createPin: (actor: Backend, id: RoomId, asked: NewPin): Promise<Pin> =>
      withHost(id, async (host) => {
        const taken = new Set([...host.state.pins.values()].map(({ code }) => code));
        const pin: Pin = { ...PLAIN_PIN, code: newCode(taken), ...asked, id: pinId(randomUUID()), used: 0 };
        const failed = await host.run(actor, { do: 'put-pin', pin });
        if (failed) throw new FailureError(failed);
        return pin;
      }),

    /** What is absent in the patch stays. */
    editPin: (
      actor: Backend,
      id: RoomId,
      which: Pin['id'],
      patch: NewPin | ((before: Pin) => NewPin),
    ): Promise<Pin> =>
      withHost(id, async (host) => {
        const before = host.state.pins.get(which);
        if (!before) throw new FailureError(failure('not-found', 'There is no such PIN.'));
        const edit = typeof patch === 'function' ? patch(before) : patch;
        const failed = await host.run(actor, { do: 'put-pin', pin: { ...before, ...edit } });
        if (failed) throw new FailureError(failed);
        return host.state.pins.get(which) ?? before;
      }),

    user,

    async addUser(address: string, patch: UserPatch): Promise<User> {
      const added = await users.add(address, patch, clock.now());
      if (!added) throw new FailureError(failure('conflict', `There is a user "${address}" already.`));
      return added;
    },

    /** Switching a user off ends every call they are in. */
    async editUser(actor: Backend, address: string, patch: UserPatch): Promise<User> {
      const edited = await users.edit(address, patch);
      if (!edited) throw new FailureError(failure('not-found', `There is no user "${address}".`));
      if (patch.active === false) await disconnect(actor, userPerson(address));
      return edited;
    },

    /** Takes a user off every list, and out of every call. What was denied to them stays denied. */
    async removeUser(actor: Backend, address: string): Promise<void> {
      await user(address);
      const person = userPerson(address);
      await users.edit(address, { active: false });
      await everywhere(person, async (host) => {
        // There need not be anything to take away; a room that could not store it stops the removal.
        const failed = await host.run(actor, { do: 'member', person, membership: null });
        if (failed && failed.code !== 'not-found') throw new FailureError(failed);
        await host.run(actor, { do: 'disconnect', target: { person } });
      });
      await users.remove(address);
    },

    /** A token by which this user comes in. It is shown once; what is kept is that it was given out. */
    async createToken(
      address: string,
      { app = '', expiresAt = clock.now() + TOKEN_LIFE_MS }: { app?: string; expiresAt?: number } = {},
    ): Promise<UserToken & { readonly token: string }> {
      await user(address);
      const id = randomUUID();
      const kept = { id, address, app, createdAt: clock.now(), expiresAt };
      const token = await sign(address, expiresAt, id);
      await users.addToken(kept);
      return { ...kept, token };
    },

    /** Takes tokens back, and ends the calls that they may have been used for. */
    async removeTokens(
      actor: Backend,
      address: string,
      which: { id?: string; app?: string } = {},
    ): Promise<number> {
      const removed = await users.removeTokens(address, which);
      if (removed) await disconnect(actor, userPerson(address));
      return removed;
    },

    /** What is stored about a person in a room; a stranger where nothing is. */
    async person(id: RoomId, person: PersonId): Promise<Person> {
      return (await rooms.member(id, person)) ?? stranger(person, '');
    },
  };
}

/** How often a change is thought out anew before the one who asked is told that others are faster. */
const ATTEMPTS = 5;
const overtaken = failure(
  'conflict',
  'This was changed by somebody else at the same moment. Please try again.',
);

const isAddition = ({ type }: RoomEvent) => type === 'member.added';

const noSuchRoom = failure('not-found', 'There is no such room.');

const notFoundIsFine = (error: unknown) => {
  if (!(error instanceof FailureError) || error.failure.code !== 'not-found') throw error;
};

/** The address of a user; null for a guest. */
export const addressOf = (person: PersonId): string | null =>
  person.startsWith('user:') ? person.slice('user:'.length) : null;

/** Ten letters and digits that are not taken for each other when read aloud: 32^10 is beyond guessing. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const newRoomId = () => Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** Nine digits: few enough to read out, and too many to try out under the door's limits. */
function newCode(taken: ReadonlySet<string>): string {
  for (;;) {
    const code = String(randomInt(100_000_000, 1_000_000_000));
    if (!taken.has(code)) return code;
  }
}

/** Every room is made with a PIN for those who speak and one for those who listen. */
function firstPins(): Pin[] {
  const hearing = { subscribe: 'allow', list: 'allow', receive: 'allow' } as const;
  const speaker = newCode(new Set());
  const pin = (label: string, code: string, overrides: Pin['overrides']): Pin => ({
    ...PLAIN_PIN,
    id: pinId(randomUUID()),
    label,
    code,
    overrides,
  });
  return [
    pin('Speaker', speaker, { ...hearing, publish: 'allow', send: 'allow' }),
    pin('Listener', newCode(new Set([speaker])), { ...hearing, publish: 'deny' }),
  ];
}
