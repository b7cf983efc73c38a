import fc from 'fast-check';
import { AUDIENCES, KINDS, type Kind, MODERATION_RIGHTS, RIGHTS } from '@/lib/core/gate/rights.ts';
import { guestPerson, type ParticipantId, type PersonId, participantId, sourceId } from '@/lib/core/ids.ts';
import { DEFAULT_PROFILE, type ProfilePatch } from '@/lib/core/profile.ts';
import type { Actor, Command, Target } from '@/lib/core/room/commands.ts';
import { PRESETS, type PresetName } from '@/lib/core/room/presets.ts';
import { ANN, API, BEN, CLOCK, client, GUS, MAX, MIA, mark, NORA, OLGA, pub, T0 } from './kit.ts';

/*
 * What the property tests draw from: a few people with a few tabs each, who ask for anything at all, also for
 * what is not theirs, of people who are not there.
 */

export const GINA = guestPerson('gina');
export const CAST: readonly PersonId[] = [OLGA, MAX, MIA, ANN, BEN, NORA, GUS, GINA];

/** Names that occur in no other text, so that a scan of a message for them finds leaks and nothing else. */
export const nameOf = (id: PersonId): string => `Q${id.slice(id.indexOf(':') + 1)}Q shown`;

/** Two tabs of three people and one of everybody else; few enough that they often meet. */
export const CLIENTS: readonly { readonly id: ParticipantId; readonly person: PersonId }[] = [
  ...CAST.map((person) => ({ id: client(person, 1), person })),
  { id: client(ANN, 2), person: ANN },
  { id: client(MIA, 2), person: MIA },
  { id: client(GUS, 2), person: GUS },
];

const STRANGER = guestPerson('nobody');
const anyone = fc.constantFrom(...CAST);
const anyClient = fc.constantFrom(...CLIENTS);
const kinds = fc.option(fc.subarray([...KINDS]), { nil: undefined });

const target: fc.Arbitrary<Target> = fc.oneof(
  { weight: 5, arbitrary: anyClient.map(({ id }) => ({ participant: id })) },
  { weight: 4, arbitrary: anyone.map((person) => ({ person })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Target>(
      { person: STRANGER },
      { participant: participantId('pt-nobody-1') },
      { participant: OLGA as never },
    ),
  },
);

function ownPub(id: ParticipantId, kind: Kind) {
  return pub(`${CLIENTS.findIndex((known) => known.id === id)}-${kind}`);
}

/** Few publication identifiers, so that people try to take, close and mute each other's. */
const publication = fc.tuple(anyClient, fc.constantFrom(...KINDS)).map(([{ id }, kind]) => ownPub(id, kind));
const right = fc.constantFrom(...RIGHTS);
const time = fc.integer({ min: -30, max: 600 }).map((seconds) => T0 + seconds * 1000);
const someMark = fc.constantFrom(null, mark('Qmarkq Q'));

const profile = fc.record({
  kinds: fc.oneof(fc.constant(KINDS), fc.subarray([...KINDS])),
  screens: fc.constantFrom(1, 2),
});
const patch = fc.oneof(
  fc.record({ showAttendees: fc.boolean() }),
  fc.record({ capacity: fc.constantFrom(0, 2, 5, 1000) }),
  fc.record({ locked: someMark }),
  fc.record({ name: fc.constantFrom('Physics', 'Chemistry') }),
  profile.map((part) => ({ profile: { ...DEFAULT_PROFILE, ...part } })),
  fc.record({
    hands: fc.record({ policy: fc.constantFrom('off', 'ask'), kinds: fc.subarray([...KINDS]) }),
  }),
  fc.record({
    muteAll: fc.option(fc.record({ mark: someMark, except: fc.subarray([...CAST]) })),
  }),
  fc.constant({}),
);
/** Settings that close the room, which ends every stay: drawn seldom. */
const closing = fc.oneof(
  fc.record({ paused: someMark }),
  fc.record({ deleted: fc.constantFrom(null, null, mark('Qmarkq Q')) }),
  fc.record({ startsAt: fc.option(time) }),
  fc.record({ expiresAt: fc.option(time) }),
);

const memberProfile = fc.oneof(
  fc.constant<ProfilePatch>({}),
  fc.subarray([...KINDS]).map((some): ProfilePatch => ({ kinds: some })),
);
const membership = fc.oneof(
  fc.constant(null),
  fc.record({ role: fc.constant('member' as const), moderation: fc.constant([]), profile: memberProfile }),
  fc.record({
    role: fc.constant('moderator' as const),
    moderation: fc.subarray([...MODERATION_RIGHTS]),
    profile: memberProfile,
  }),
  fc.record({ role: fc.constant('owner' as const), moderation: fc.constant([]), profile: memberProfile }),
);

const joinAs = ({ id, person }: (typeof CLIENTS)[number]): Command => ({
  do: 'join',
  person,
  name: nameOf(person),
  source: sourceId(`src-${id.length}-${CLIENTS.findIndex((one) => one.id === id)}`),
});

const make = <Name extends Command['do']>(
  name: Name,
  rest: fc.Arbitrary<Omit<Extract<Command, { do: Name }>, 'do'>>,
): fc.Arbitrary<Command> => rest.map((fields) => ({ do: name, ...fields }) as unknown as Command);

const COMMANDS: readonly { readonly weight: number; readonly arbitrary: fc.Arbitrary<Command> }[] = [
  { weight: 2, arbitrary: make('leave', fc.constant({})) },
  { weight: 2, arbitrary: make('away', fc.constant({})) },
  { weight: 2, arbitrary: make('back', fc.constant({})) },
  { weight: 16, arbitrary: make('publish', fc.record({ publication, kind: fc.constantFrom(...KINDS) })) },
  { weight: 3, arbitrary: make('unpublish', fc.record({ publication })) },
  { weight: 3, arbitrary: make('mute', fc.record({ publication, muted: fc.boolean() })) },
  { weight: 6, arbitrary: make('mute-person', fc.record({ target, lock: fc.boolean() })) },
  { weight: 3, arbitrary: make('release-mute', fc.record({ target })) },
  {
    weight: 2,
    arbitrary: make('mute-all', fc.record({ except: fc.option(fc.subarray([...CAST]), { nil: undefined }) })),
  },
  { weight: 2, arbitrary: make('release-all', fc.constant({})) },
  { weight: 3, arbitrary: make('ask-unmute', fc.record({ target })) },
  { weight: 8, arbitrary: make('raise-hand', fc.constant({})) },
  {
    weight: 3,
    arbitrary: make('lower-hand', fc.record({ target: fc.option(target, { nil: undefined }) })),
  },
  {
    weight: 12,
    arbitrary: make(
      'allow',
      fc.record({
        target,
        kinds,
        seconds: fc.constantFrom(undefined, 0, -1, Number.NaN, 1, 5, 30, 600, 1e9),
        cause: fc.constantFrom(undefined, 'hand', 'click', 'api'),
      }),
    ),
  },
  { weight: 6, arbitrary: make('stop', fc.record({ target })) },
  { weight: 2, arbitrary: make('remove', fc.record({ target })) },
  { weight: 3, arbitrary: make('readmit', fc.record({ target })) },
  {
    weight: 12,
    arbitrary: make(
      'override',
      fc.record({
        target,
        right,
        value: fc.constantFrom('allow', 'deny', null),
        media: fc.option(fc.subarray(['audio' as const, 'video' as const]), { nil: undefined }),
      }),
    ),
  },
  { weight: 4, arbitrary: make('audience', fc.record({ right, audience: fc.constantFrom(...AUDIENCES) })) },
  { weight: 3, arbitrary: make('settings', fc.record({ patch })) },
  { weight: 1, arbitrary: make('settings', fc.record({ patch: closing })) },
  {
    weight: 3,
    arbitrary: make('member', fc.record({ person: anyone, name: anyone.map(nameOf), membership })),
  },
  { weight: 1, arbitrary: make('tick', fc.constant({})) },
];

/** One thing that somebody asks for, and how much time passed before. */
export interface Act {
  readonly after: number;
  readonly actor: Actor;
  readonly command: Command;
}

const after = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 500 }) },
  { weight: 3, arbitrary: fc.integer({ min: 500, max: 6_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(20_000, 30_000, 600_000) },
);
const asClient = (one: (typeof CLIENTS)[number]): Actor => ({ type: 'participant', id: one.id });
const actor: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 6, arbitrary: anyClient.map(asClient) },
  // Somebody who may do most things, or sequences would be refusals mostly.
  { weight: 4, arbitrary: fc.constantFrom(...CLIENTS.slice(0, 2)).map(asClient) },
  { weight: 1, arbitrary: fc.constant<Actor>({ type: 'participant', id: participantId('pt-nobody-1') }) },
  { weight: 2, arbitrary: fc.constantFrom<Actor>(API, CLOCK) },
);

/** What a participant publishes is mostly their own, by its kind; sometimes they name what is another's. */
const one: fc.Arbitrary<Act> = fc
  .record({
    after,
    actor,
    command: fc.oneof(...COMMANDS),
    own: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
    kind: fc.constantFrom(...KINDS),
  })
  .map(({ own, kind, ...rest }) => {
    const { actor: who, command } = rest;
    if (!own || who.type !== 'participant' || !('publication' in command)) return rest;
    return { ...rest, command: { ...command, publication: ownPub(who.id, kind) } };
  });

const FIRST = { id: client(ANN, 1), person: ANN };
const SECOND = { id: client(ANN, 2), person: ANN };

/** A few acts that belong together, so that stories also go where chance alone seldom leads. */
const scene: fc.Arbitrary<readonly Act[]> = fc
  .record({
    after: fc.array(after, { minLength: 4, maxLength: 4 }),
    host: fc.constantFrom<Actor>(...CLIENTS.slice(0, 3).map(asClient), API),
    who: anyClient,
    kind: fc.constantFrom(...KINDS),
    seconds: fc.constantFrom(undefined, 1, 5, 60),
    plot: fc.constantFrom(
      'tabs',
      'floor',
      'mute',
      'lock',
      'lock-floor',
      'mute-all',
      'network',
      'removal',
      'blind',
      'blind-room',
      'reopen',
    ),
  })
  .map(({ after: waits, host, who, kind, seconds, plot }) => {
    const target = { participant: who.id };
    const mine = { publication: ownPub(who.id, kind) };
    const voice = { publication: ownPub(who.id, 'microphone') };
    const said = (by: Actor, command: Command) => ({ actor: by, command });
    const self = asClient(who);
    const plots = {
      floor: [
        said(self, { do: 'raise-hand' }),
        said(host, { do: 'allow', target, seconds, kinds: [kind, 'microphone'] }),
        said(self, { do: 'publish', ...mine, kind }),
        said(host, { do: 'stop', target }),
      ],
      mute: [
        said(self, { do: 'publish', ...mine, kind }),
        said(self, { do: 'mute', ...mine, muted: true }),
        said(self, { do: 'mute', ...mine, muted: false }),
        said(self, { do: 'unpublish', ...mine }),
      ],
      lock: [
        said(self, { do: 'publish', ...voice, kind: 'microphone' }),
        said(host, { do: 'mute-person', target, lock: kind !== 'camera' }),
        said(self, { do: 'mute', ...voice, muted: false }),
        said(host, { do: 'release-mute', target }),
      ],
      'lock-floor': [
        said(host, { do: 'mute-person', target, lock: true }),
        said(host, { do: 'allow', target, seconds, kinds: ['microphone'] }),
        said(self, { do: 'publish', ...voice, kind: 'microphone' }),
        said(host, { do: 'mute-person', target, lock: true }),
      ],
      'mute-all': [
        said(self, { do: 'publish', ...voice, kind: 'microphone' }),
        said(host, { do: 'mute-all' }),
        said(self, { do: 'mute', ...voice, muted: false }),
        said(host, { do: 'release-all' }),
      ],
      tabs: [
        said(asClient(FIRST), joinAs(FIRST)),
        said(asClient(SECOND), joinAs(SECOND)),
        said(asClient(FIRST), { do: 'raise-hand' }),
        said(asClient(FIRST), { do: 'leave' }),
      ],
      network: [said(self, { do: 'away' }), said(self, { do: 'back' }), said(self, { do: 'away' })],
      removal: [
        said(host, { do: 'remove', target }),
        said(self, joinAs(who)),
        said(host, { do: 'readmit', target: { person: who.person } }),
        said(self, joinAs(who)),
      ],
      blind: [said(host, { do: 'override', target, right: 'list', value: 'deny' })],
      'blind-room': [
        said(host, { do: 'audience', right: 'list', audience: 'selected' }),
        said(host, { do: 'audience', right: 'subscribe', audience: 'anyone' }),
      ],
      reopen: [
        said(API, {
          do: 'settings',
          patch: { paused: null, deleted: null, startsAt: null, expiresAt: null },
        }),
        said(self, joinAs(who)),
      ],
    } satisfies Record<typeof plot, readonly Omit<Act, 'after'>[]>;
    return plots[plot].map((act, i): Act => ({ ...act, after: waits[i] ?? 0 }));
  });

const entrance: fc.Arbitrary<readonly Act[]> = fc
  .tuple(after, anyClient)
  .map(([wait, who]) => [{ after: wait, actor: asClient(who), command: joinAs(who) }]);

export interface Story {
  readonly preset: PresetName;
  readonly acts: readonly Act[];
}

/** Up to 200 acts in a room of any preset; nearly everybody has tried to come in before. */
export const story: fc.Arbitrary<Story> = fc.record({
  preset: fc.constantFrom(...(Object.keys(PRESETS) as PresetName[])),
  acts: fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: one.map((act): readonly Act[] => [act]) },
        { weight: 2, arbitrary: entrance },
        { weight: 2, arbitrary: scene },
      ),
      { minLength: 1, maxLength: 130, size: 'max' },
    )
    .map((parts) => [
      ...CLIENTS.slice(0, 9).map((who) => ({ after: 10, actor: asClient(who), command: joinAs(who) })),
      ...parts.flat().slice(0, 191),
    ]),
});
