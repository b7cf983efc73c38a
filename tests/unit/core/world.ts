import fc from 'fast-check';
import {
  AUDIENCES,
  type Audience,
  KINDS,
  type Kind,
  MODERATION_RIGHTS,
  RIGHTS,
  type Right,
  ROLES,
} from '@/lib/core/gate/rights.ts';
import {
  guestPerson,
  messageId,
  type ParticipantId,
  type PersonId,
  participantId,
  sourceId,
} from '@/lib/core/ids.ts';
import { FIXABLE } from '@/lib/core/profile.ts';
import type {
  Actor,
  Command,
  MemberEdit,
  MembershipEdit,
  SettingsEdit,
  Target,
} from '@/lib/core/room/commands.ts';
import type { Pin } from '@/lib/core/room/pins.ts';
import { PRESETS, type PresetName } from '@/lib/core/room/presets.ts';
import { CODECS, HAND_ORDERS, HAND_POLICIES, TOPOLOGIES } from '@/lib/core/room/settings.ts';
import { ANN, API, BEN, CLOCK, client, GUS, MAX, MIA, makePin, NORA, OLGA, pub, T0 } from './kit.ts';

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

/** Mostly what fits together, now and then what contradicts itself. */
const kindsOfHands = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.subarray([...KINDS]).map((some) => ({ kinds: some, handKinds: some.slice(1) })),
  },
  { weight: 2, arbitrary: fc.constant({ kinds: KINDS }) },
  { weight: 1, arbitrary: fc.record({ handKinds: fc.subarray([...KINDS]) }) },
);
const profile = fc
  .tuple(
    kindsOfHands,
    fc.record(
      {
        screens: fc.constantFrom(0, 1, 2, -1),
        resolution: fc.constantFrom('vga' as const, 'hd' as const),
        maxBitrate: fc.constantFrom(500_000, 2_000_000),
        frameRate: fc.constantFrom(15, 30, 0),
        fixed: fc.subarray([...FIXABLE]),
        simulcast: fc.boolean(),
        adaptive: fc.boolean(),
        data: fc.boolean(),
        talkDetection: fc.boolean(),
        callDuration: fc.constantFrom(0, 0, 3, 60, 600),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([some, rest]) => ({ ...some, ...rest }));
const hands = fc.record(
  {
    policy: fc.constantFrom(...HAND_POLICIES),
    speakers: fc.constantFrom(1, 2, 0),
    seconds: fc.constantFrom(null, 30, -1),
    order: fc.constantFrom(...HAND_ORDERS),
  },
  { requiredKeys: [] },
);
const audiences = fc.record(
  Object.fromEntries(RIGHTS.map((name) => [name, fc.constantFrom(...AUDIENCES)])) as Record<
    Right,
    fc.Arbitrary<Audience>
  >,
  { requiredKeys: [] },
);
/** One field each, or any of them together. */
const fields = {
  showAttendees: fc.boolean(),
  capacity: fc.constantFrom(0, 2, 5, 1000),
  locked: fc.boolean(),
  lobby: fc.boolean(),
  name: fc.constantFrom('Physics', 'Chemistry'),
  preset: fc.constantFrom('conference', 'classroom', 'party'),
  profile,
  hands,
  audiences,
  muteAll: fc.boolean(),
  muteOnEntry: fc.boolean(),
  storeMessages: fc.boolean(),
  topology: fc.constantFrom(...TOPOLOGIES),
  codec: fc.constantFrom(...CODECS),
  foreign: fc.constantFrom({}, { flag: 7 }),
};
const patch: fc.Arbitrary<SettingsEdit> = fc.oneof(
  ...Object.entries(fields).map(([key, arbitrary]) =>
    (arbitrary as fc.Arbitrary<unknown>).map((value) => ({ [key]: value })),
  ),
  fc.record(fields, { requiredKeys: [] }),
);
/** Settings that close the room, which ends every stay: drawn seldom. */
const closing: fc.Arbitrary<SettingsEdit> = fc.oneof(
  fc.record({ paused: fc.boolean() }),
  fc.record({ deleted: fc.constantFrom(false, false, true) }),
  fc.record({ startsAt: fc.option(time) }),
  fc.record({ expiresAt: fc.option(time) }),
  fc.record({ startsAt: time, duration: fc.constantFrom(null, 60, 600) }),
);

const memberProfile = fc.oneof(
  fc.constant({}),
  fc.record({ kinds: fc.oneof(fc.constant(null), fc.subarray([...KINDS])) }),
  fc.record({ screens: fc.constantFrom(null, 2, -1), simulcast: fc.boolean(), adaptive: fc.boolean() }),
);
/** Ends that fall within the story, and a few that are over already. */
const end = fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: time });
const membership: fc.Arbitrary<MembershipEdit | null> = fc.oneof(
  fc.constant(null),
  fc.record({ role: fc.constant('member' as const), profile: memberProfile }),
  fc.record({
    role: fc.constant('moderator' as const),
    moderation: fc.subarray([...MODERATION_RIGHTS]),
    profile: memberProfile,
  }),
  fc.record({ role: fc.constant('owner' as const), profile: memberProfile }),
  fc.record({ expiresAt: end }),
  fc.record({
    role: fc.constantFrom(...ROLES),
    moderation: fc.subarray([...MODERATION_RIGHTS]),
    expiresAt: end,
    foreign: fc.constantFrom({}, { flag: 1 }),
  }),
);
const overrides = fc.record(
  Object.fromEntries(RIGHTS.map((name) => [name, fc.constantFrom('allow', 'deny', null)])) as Record<
    Right,
    fc.Arbitrary<'allow' | 'deny' | null>
  >,
  { requiredKeys: [] },
);
const memberEdit: fc.Arbitrary<MemberEdit> = fc
  .tuple(anyone, fc.record({ membership, overrides, named: fc.boolean() }, { requiredKeys: [] }))
  .map(([person, { named, ...rest }]) => ({ person, ...rest, ...(named && { name: nameOf(person) }) }));

/** Few PINs and few digits, so that they meet, are typed by many, and are sometimes gone. */
const PINS = ['1111', '2222', '3333'].map((code, i) => makePin(`pin-${i}`, code, { label: 'Qmarkq pin' }));
const pin: fc.Arbitrary<Pin> = fc
  .record({
    base: fc.constantFrom(...PINS),
    besides: fc.record(
      {
        code: fc.constantFrom('1111', '2222', '3333', '4'),
        role: fc.constantFrom('member' as const, 'moderator' as const),
        moderation: fc.subarray([...MODERATION_RIGHTS]),
        overrides: fc.record(
          Object.fromEntries(RIGHTS.map((name) => [name, fc.constantFrom('allow', 'deny')])) as Record<
            Right,
            fc.Arbitrary<'allow' | 'deny'>
          >,
          { requiredKeys: [] },
        ),
        memberSeconds: fc.constantFrom(null, 5, 60, 0),
        expiresAt: end,
        maxUses: fc.constantFrom(null, 1, 2),
        used: fc.constantFrom(0, 9),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ base, besides }) => ({ ...base, ...besides }));

const joinAs = ({ id, person }: (typeof CLIENTS)[number], code?: string): Command => ({
  do: 'join',
  person,
  name: nameOf(person),
  ...(code === undefined ? {} : { pin: code }),
  source: sourceId(`src-${id.length}-${CLIENTS.findIndex((one) => one.id === id)}`),
});

const make = <Name extends Command['do']>(
  name: Name,
  rest: fc.Arbitrary<Omit<Extract<Command, { do: Name }>, 'do'>>,
): fc.Arbitrary<Command> => rest.map((fields) => ({ do: name, ...fields }) as unknown as Command);

const words = fc.oneof(
  { weight: 5, arbitrary: fc.constant('hello') },
  { weight: 1, arbitrary: fc.constantFrom('', ' \u200b', 'x'.repeat(2_001), 'x'.repeat(4_097)) },
);
const toOne = fc.option(target, { nil: undefined, freq: 1 });
/** A backend must name who writes, by a name of theirs, and nobody else may. */
const inNameOf = anyone.map((person) => ({ person, name: nameOf(person) }));

const COMMANDS: readonly { readonly weight: number; readonly arbitrary: fc.Arbitrary<Command> }[] = [
  { weight: 2, arbitrary: make('leave', fc.constant({})) },
  { weight: 2, arbitrary: make('away', fc.constant({})) },
  { weight: 2, arbitrary: make('back', fc.constant({})) },
  { weight: 16, arbitrary: make('publish', fc.record({ publication, kind: fc.constantFrom(...KINDS) })) },
  { weight: 3, arbitrary: make('unpublish', fc.record({ publication })) },
  { weight: 2, arbitrary: make('stop-publication', fc.record({ publication })) },
  { weight: 3, arbitrary: make('mute', fc.record({ publication, muted: fc.boolean() })) },
  { weight: 6, arbitrary: make('mute-person', fc.record({ target, lock: fc.boolean() })) },
  { weight: 3, arbitrary: make('release-mute', fc.record({ target })) },
  {
    weight: 2,
    arbitrary: make(
      'mute-all',
      fc.record({ except: fc.option(fc.array(target, { maxLength: 4 }), { nil: undefined }) }),
    ),
  },
  { weight: 2, arbitrary: make('release-all', fc.constant({})) },
  { weight: 3, arbitrary: make('ask-unmute', fc.record({ target })) },
  { weight: 1, arbitrary: make('ask-camera', fc.record({ target })) },
  { weight: 10, arbitrary: make('talk', fc.record({ publication, talking: fc.boolean() })) },
  { weight: 6, arbitrary: make('link', fc.record({ quality: fc.constantFrom('good', 'fair', 'poor') })) },
  {
    weight: 4,
    arbitrary: make(
      'exceed',
      fc.record({
        publication,
        excess: fc.oneof(
          fc.record({
            what: fc.constant('resolution' as const),
            width: fc.constantFrom(180, 320, 1280, 4000),
            height: fc.constantFrom(180, 320, 720, 4000),
          }),
          fc.record({ what: fc.constant('bitrate' as const), bitrate: fc.constantFrom(0, 1e6, 1e9) }),
        ),
      }),
    ),
  },
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
  { weight: 4, arbitrary: make('admit', fc.record({ target: fc.option(target, { nil: undefined }) })) },
  { weight: 2, arbitrary: make('deny', fc.record({ target })) },
  { weight: 3, arbitrary: make('allow-next', fc.record({ seconds: fc.constantFrom(undefined, 0, 5) })) },
  { weight: 6, arbitrary: make('stop', fc.record({ target, kinds })) },
  {
    weight: 3,
    arbitrary: make('stop-several', fc.record({ targets: fc.array(target, { maxLength: 4 }), kinds })),
  },
  { weight: 3, arbitrary: make('extend', fc.record({ target, seconds: fc.constantFrom(0, 1, 60, 1e9) })) },
  { weight: 4, arbitrary: make('spotlight', fc.record({ target: fc.option(target, { nil: undefined }) })) },
  { weight: 4, arbitrary: make('undo', fc.constant({})) },
  { weight: 2, arbitrary: make('lock', fc.record({ locked: fc.boolean() })) },
  { weight: 1, arbitrary: make('end-call', fc.constant({})) },
  {
    weight: 3,
    arbitrary: make('set-role', fc.record({ target, role: fc.constantFrom('moderator', 'member') })),
  },
  { weight: 1, arbitrary: make('lower-all', fc.constant({})) },
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
        kinds,
      }),
    ),
  },
  { weight: 4, arbitrary: make('audience', fc.record({ right, audience: fc.constantFrom(...AUDIENCES) })) },
  { weight: 4, arbitrary: make('settings', fc.record({ patch })) },
  { weight: 1, arbitrary: make('settings', fc.record({ patch: closing })) },
  { weight: 4, arbitrary: make('member', memberEdit) },
  { weight: 2, arbitrary: make('members', fc.record({ members: fc.array(memberEdit, { maxLength: 4 }) })) },
  { weight: 4, arbitrary: make('put-pin', fc.record({ pin })) },
  {
    weight: 1,
    arbitrary: make('remove-pin', fc.record({ pin: fc.constantFrom(...PINS.map(({ id }) => id)) })),
  },
  {
    weight: 12,
    arbitrary: make('say', fc.record({ text: words, to: toOne, seconds: fc.constantFrom(undefined, 60) })),
  },
  { weight: 4, arbitrary: make('send-data', fc.record({ data: words, to: toOne })) },
  {
    weight: 4,
    arbitrary: make(
      'remove-message',
      fc.record({
        message: fc.constantFrom('m-1', 'm-2').map(messageId),
        ends: fc.option(fc.record({ sender: anyone, to: fc.option(anyone) })),
      }),
    ),
  },
  { weight: 1, arbitrary: make('disconnect', fc.record({ target })) },
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
    writer: inNameOf,
  })
  .map(({ own, kind, writer, ...rest }) => {
    const { actor: who, command } = rest;
    if ((command.do === 'say' || command.do === 'send-data') && (who.type === 'api') === own)
      return { ...rest, command: { ...command, from: writer } };
    if (!own || who.type !== 'participant' || !('publication' in command)) return rest;
    const named = { ...command, publication: ownPub(who.id, kind) };
    // What somebody sends is measured by what carries it.
    return { ...rest, actor: command.do === 'exceed' ? ENGINE : who, command: named };
  });

const ENGINE: Actor = { type: 'engine' };
const FIRST = { id: client(ANN, 1), person: ANN };
const SECOND = { id: client(ANN, 2), person: ANN };
const MIAS = { id: client(MIA, 1), person: MIA };

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
      'lobby',
      'queue',
      'blind-room',
      'reopen',
      'pin',
      'pin-stopped',
      'promotion',
      'expiry',
    ),
    pin: fc.constantFrom(...PINS),
  })
  .map(({ after: waits, host, who, kind, seconds, plot, pin: { id, code } }) => {
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
      lobby: [
        said(host, { do: 'settings', patch: { lobby: true } }),
        said(self, { do: 'leave' }),
        said(self, joinAs(who)),
        said(host, kind === 'camera' ? { do: 'deny', target } : { do: 'admit', target }),
      ],
      queue: [
        said(API, { do: 'settings', patch: { hands: { policy: 'auto', speakers: 1, seconds: 30 } } }),
        said(self, { do: 'raise-hand' }),
        said(asClient(FIRST), { do: 'raise-hand' }),
        said(host, kind === 'camera' ? { do: 'stop', target } : { do: 'lower-hand', target }),
      ],
      blind: [said(host, { do: 'override', target, right: 'list', value: 'deny' })],
      'blind-room': [
        said(host, { do: 'audience', right: 'list', audience: 'selected' }),
        said(host, { do: 'audience', right: 'subscribe', audience: 'anyone' }),
      ],
      reopen: [
        said(API, {
          do: 'settings',
          patch: { paused: false, deleted: false, startsAt: null, expiresAt: null },
        }),
        said(self, joinAs(who)),
      ],
      pin: [
        said(API, {
          do: 'put-pin',
          pin: makePin(id, code, { memberSeconds: 5, overrides: { publish: 'allow' } }),
        }),
        said(self, joinAs(who, code)),
        said(self, { do: 'publish', ...mine, kind }),
        said(host, { do: 'member', person: who.person, membership: null }),
      ],
      'pin-stopped': [
        said(API, {
          do: 'put-pin',
          pin: makePin(id, code, { overrides: { publish: 'allow', send: 'allow' } }),
        }),
        said(self, { do: 'leave' }),
        said(API, { do: 'override', target: { person: who.person }, right: 'publish', value: 'deny' }),
        said(self, joinAs(who, code)),
      ],
      promotion: [
        said(API, {
          do: 'member',
          person: MIA,
          membership: { role: 'moderator', moderation: ['editMembers', 'editModerators', 'managePins'] },
        }),
        said(asClient(MIAS), joinAs(MIAS)),
        said(asClient(MIAS), {
          do: 'member',
          person: who.person,
          membership: { role: 'moderator', moderation: ['deleteRoom'] },
        }),
        said(asClient(MIAS), {
          do: 'put-pin',
          pin: makePin(id, code, { role: 'moderator', moderation: ['editMembers', 'deleteRoom'] }),
        }),
      ],
      expiry: [
        said(host, {
          do: 'member',
          person: who.person,
          membership: { role: 'moderator', moderation: ['controlCalls'] },
          overrides: { publish: 'allow', send: 'deny' },
        }),
        said(API, { do: 'allow', target: { person: who.person }, seconds }),
        said(self, { do: 'publish', ...mine, kind }),
        said(API, { do: 'member', person: who.person, membership: { expiresAt: T0 + 60_000 } }),
      ],
    } satisfies Record<typeof plot, readonly Omit<Act, 'after'>[]>;
    return plots[plot].map((act, i): Act => ({ ...act, after: waits[i] ?? 0 }));
  });

const entrance: fc.Arbitrary<readonly Act[]> = fc
  .tuple(after, anyClient, fc.constantFrom(undefined, undefined, ...PINS.map(({ code }) => code), '9999'))
  .map(([wait, who, code]) => [{ after: wait, actor: asClient(who), command: joinAs(who, code) }]);

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
