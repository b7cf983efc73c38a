import type { CallState } from '@/lib/client/state.ts';
import type { Decision } from '@/lib/core/gate/decision.ts';
import { publicationId, userPerson } from '@/lib/core/ids.ts';
import { DEFAULT_PROFILE } from '@/lib/core/profile.ts';
import * as make from './build.ts';
import { CONNECTIONS } from './connections.ts';
import { pictureTrack, voiceTrack } from './fake-tracks.ts';
import { crowd, MEETINGS } from './meetings.ts';

const { canSpeak, cannotSpeak, inCall, listener, look, person, publication, state, view } = make;
const LONG = 'Wolfeschlegelsteinhausenbergerdorff-Przybyszewska 🦄👩‍👩‍👧';
const OFF = state({}).own;
const on = (kind: string, track: MediaStreamTrack) =>
  ({ is: 'on', publication: publicationId(`own-${kind}`), track }) as const;

const banned: Decision = {
  allowed: false,
  right: 'enter',
  reason: { rule: 'R2', because: 'banned', mark: { by: null, byName: 'Tess', at: 0 } },
  remedy: { do: 'none' },
};

const class4 = [
  person('Tess', { role: 'owner', speak: canSpeak }),
  person('Ana', { speak: cannotSpeak, joinedAt: 2 }),
  person('Ben', {
    speak: {
      kinds: ['microphone', 'camera'],
      granted: true,
      until: Date.now() + 42_000,
      lockedBy: null,
      spoken: 95_000,
    },
    joinedAt: 3,
  }),
  person(LONG, { speak: cannotSpeak, joinedAt: 4, away: true }),
];
const plain = (people: typeof class4) => people.map((one) => ({ ...one, speak: null }));
const tessAndBen = [
  publication('Tess', 'camera'),
  publication('Tess', 'microphone'),
  publication('Ben', 'microphone', { muted: true }),
];

const asStudent = (part: Parameters<typeof listener>[1], hands: string[] = []) =>
  view({ self: listener('Ana', part), publications: tessAndBen, people: plain(class4), hands });
const heardTess = () => ({ 'Tess-camera': pictureTrack(200), 'Tess-microphone': voiceTrack() });

/** Muted, and heard to talk by nobody but this page. */
const mutedAndTalking = () =>
  ({ is: 'muted', publication: publicationId('Ana-microphone'), heard: voiceTrack() }) as const;

/** A room of so many, as its host sees it: every kind of person, and a few who may be seen or heard. */
const full = (count: number, part: Partial<Parameters<typeof view>[0]> = {}) => {
  const names = ['Tess', ...crowd(count - 1)];
  return inCall(
    view({
      self: make.host('Tess'),
      room: { name: 'Lecture' },
      publications: names
        .slice(0, 10)
        .map((name, index) => publication(name, 'microphone', { muted: index % 4 > 1, talking: index === 2 }))
        .concat(publication('Tess', 'camera'), publication('Noah', 'camera')),
      people: names.map((name, index) =>
        person(name, {
          role: index === 0 ? 'owner' : index === 5 ? 'moderator' : index % 9 === 8 ? 'guest' : 'member',
          joinedAt: index,
          away: index === 6,
          spotlit: index === 2,
          speak:
            index === 3
              ? { ...canSpeak, granted: true, until: Date.now() + 42_000 }
              : index < 20
                ? canSpeak
                : cannotSpeak,
        }),
      ),
      hands: names.slice(22, 25),
      ...part,
    }),
    { tracks: { 'Tess-camera': pictureTrack(200), 'Noah-camera': pictureTrack(90) } },
  );
};

const HEADSET = 'Headset microphone with quite a long name (USB 0d8c)';

/** Somebody who talks and shows themselves, with a few devices to choose from. */
function withDevices(problem: CallState['devices']['problem']): CallState {
  const { devices } = state({});
  return inCall(view({ self: make.self('Ana'), publications: tessAndBen, people: plain(class4) }), {
    tracks: heardTess(),
    own: { ...OFF, microphone: on('microphone', voiceTrack()), camera: on('camera', pictureTrack(30)) },
    devices: {
      ...devices,
      microphone: {
        available: [
          { id: 'm1', label: HEADSET },
          { id: 'm2', label: 'Built-in microphone (Realtek)' },
        ],
        chosen: 'm1',
      },
      speaker: { available: [{ id: 's1', label: 'Headset earphones (USB 0d8c)' }], chosen: 's1' },
      problem,
    },
  });
}

/** Every state of the interface that is looked at and checked. */
export const STATES = {
  connecting: () => state({}),
  unreachable: () =>
    state({
      phase: {
        is: 'unreachable',
        failure: { code: 'unavailable', message: 'The server does not answer.' },
        retrying: true,
      },
    }),
  'bad-link': () =>
    state({
      phase: {
        is: 'unreachable',
        failure: { code: 'unauthenticated', message: 'This invitation is not valid.' },
        retrying: false,
      },
    }),
  'door-speaker': () => {
    const { devices } = state({});
    return state({
      phase: { is: 'pre-join', look: look({}) },
      devices: { ...devices, preview: { microphone: voiceTrack(), camera: pictureTrack(30) } },
    });
  },
  'door-listener': () =>
    state({ phase: { is: 'pre-join', look: look({ publish: make.every(make.mayAsk()) }) } }),
  'door-guest': () =>
    state({
      phase: {
        is: 'pre-join',
        look: look({
          room: { name: 'Meeting', preset: 'conference' },
          you: { kind: 'guest', name: '', role: 'guest' },
        }),
      },
    }),
  'door-refused': () => state({ phase: { is: 'pre-join', look: look({ enter: banned }) } }),
  'door-problem': () => {
    const { devices } = state({});
    return state({
      phase: { is: 'joining', look: look({}) },
      devices: {
        ...devices,
        problem: {
          ...devices.problem,
          camera: 'Another program is using the camera. Close it, then try again.',
        },
      },
    });
  },
  teacher: () =>
    inCall(
      view({ self: make.host('Tess'), publications: tessAndBen, people: class4, hands: ['Ana', LONG] }),
      {
        own: { ...OFF, camera: on('camera', pictureTrack(200)), microphone: on('microphone', voiceTrack()) },
      },
    ),
  'teacher-quiet': () => inCall(view({ self: make.host('Tess'), people: class4.slice(0, 1) })),
  student: () => inCall(asStudent({}), { tracks: heardTess() }),
  'student-hand': () => inCall(asStudent({ handRaised: true }, ['Ben', 'Ana']), { tracks: heardTess() }),
  'student-granted': () =>
    inCall(
      asStudent({
        publish: { ...make.every(make.mayAsk()), microphone: make.may, camera: make.may },
        grant: { kinds: ['microphone', 'camera'], until: Date.now() + 58_000, byName: 'Tess', cause: 'hand' },
      }),
      { tracks: heardTess() },
    ),
  'student-granted-asked': () =>
    inCall(
      asStudent({
        publish: { ...make.every(make.mayAsk()), microphone: make.may },
        grant: { kinds: ['microphone'], until: null, byName: 'Tess', cause: 'hand' },
      }),
      {
        tracks: heardTess(),
        messages: [{ id: 1, as: 'status', text: 'Tess asks you to unmute.', action: 'unmute' }],
      },
    ),
  'student-talks-muted': () =>
    inCall(view({ self: make.self('Ana'), publications: tessAndBen, people: plain(class4) }), {
      tracks: { 'Tess-camera': pictureTrack(200) },
      own: { ...OFF, microphone: mutedAndTalking() },
    }),
  'student-talks-locked': () =>
    inCall(
      view({
        self: make.self('Ana', { unmute: make.lockedByTess }),
        publications: [...tessAndBen, publication('Ana', 'microphone', { muted: true, lockedBy: 'Tess' })],
        people: plain(class4),
      }),
      { own: { ...OFF, microphone: mutedAndTalking() } },
    ),
  'teacher-floor': () =>
    inCall(
      view({
        self: make.host('Tess'),
        publications: [publication('Tess', 'microphone'), publication('Ben', 'microphone')],
        people: [
          person('Tess', { role: 'owner', speak: canSpeak }),
          person('Ben', {
            speak: { ...canSpeak, granted: true, until: Date.now() + 42_000 },
            joinedAt: 2,
          }),
          person(LONG, { speak: { ...canSpeak, granted: true }, joinedAt: 3, away: true }),
          person('Chloe', { speak: { ...canSpeak, granted: true }, joinedAt: 4 }),
          person('Ana', { speak: cannotSpeak, joinedAt: 5 }),
        ],
        hands: ['Ana', 'Max', LONG],
      }),
    ),
  'teacher-one-hand': () =>
    inCall(view({ self: make.host('Tess'), publications: tessAndBen, people: class4, hands: ['Ana'] })),
  'teacher-mutes': () =>
    inCall(
      view({
        self: make.host('Tess'),
        room: { muteAll: true },
        publications: [
          publication('Tess', 'microphone'),
          publication('Ana', 'microphone', { muted: true, lockedBy: 'Tess' }),
          publication('Ben', 'microphone'),
          publication('Chloe', 'microphone', { muted: true }),
        ],
        people: [
          person('Tess', { role: 'owner', speak: canSpeak }),
          person('Ana', { speak: make.lockedOut, joinedAt: 2 }),
          person('Ben', { speak: { ...canSpeak, granted: true }, joinedAt: 3 }),
          person('Chloe', { speak: canSpeak, joinedAt: 4 }),
        ],
      }),
      { own: { ...OFF, microphone: on('microphone', voiceTrack()) } },
    ),
  'door-muted': () => state({ phase: { is: 'pre-join', look: look({ unmute: make.allMutedByTess }) } }),
  'student-locked': () =>
    inCall(
      view({
        self: make.self('Ana', { unmute: make.lockedByTess }),
        publications: [...tessAndBen, publication('Ana', 'microphone', { muted: true, lockedBy: 'Tess' })],
        people: plain(class4),
      }),
      {
        tracks: heardTess(),
        own: { ...OFF, microphone: { is: 'muted', publication: publicationId('Ana-microphone') } },
      },
    ),
  'student-asked': () =>
    inCall(
      view({
        self: make.self('Ana'),
        publications: [...tessAndBen, publication('Ana', 'microphone', { muted: true })],
        people: plain(class4),
      }),
      {
        tracks: heardTess(),
        own: { ...OFF, microphone: { is: 'muted', publication: publicationId('Ana-microphone') } },
        messages: [
          { id: 1, as: 'status', text: 'Tess muted you. You can unmute yourself.' },
          { id: 2, as: 'status', text: 'Tess asks you to unmute.', action: 'unmute' },
        ],
      },
    ),
  'webinar-guest': () =>
    inCall(
      view({
        self: listener('Guest', { role: 'guest', list: make.mayAsk('list') }),
        room: { name: 'Open webinar', preset: 'open-webinar' },
        publications: [
          publication('x', 'camera', { name: null, participant: null }),
          publication('x', 'microphone', { name: null, participant: null }),
        ],
        people: null,
        hands: null,
      }),
      {
        tracks: { 'x-camera': pictureTrack(280) },
        messages: [{ id: 1, as: 'alert', text: 'You are not allowed to speak. Raise your hand to ask.' }],
      },
    ),
  'webinar-callers': () =>
    inCall(
      view({
        self: listener('Guest', { role: 'guest' }),
        room: { name: 'Open webinar', preset: 'open-webinar', hands: 'off' },
        publications: tessAndBen,
        people: null,
        hands: null,
      }),
      { tracks: heardTess() },
    ),
  screen: () =>
    inCall(
      view({
        self: make.self('Ana'),
        publications: [publication('Tess', 'screen'), ...tessAndBen, publication('Ana', 'microphone')],
        people: plain(class4),
      }),
      {
        tracks: { ...heardTess(), 'Tess-screen': pictureTrack(0, true) },
        own: { ...OFF, microphone: on('microphone', voiceTrack()) },
      },
    ),
  'own-screen': () =>
    inCall(
      view({
        self: make.self('Ana'),
        publications: [publication('Ana', 'screen', { id: publicationId('own-screen') }), ...tessAndBen],
        people: plain(class4),
      }),
      {
        tracks: heardTess(),
        own: { ...OFF, screens: [on('screen', pictureTrack(0, true))], camera: { is: 'starting' } },
      },
    ),
  'two-screens': () =>
    inCall(
      view({
        self: make.host('Tess'),
        publications: [
          publication('Ana', 'screen'),
          publication('Ana', 'screen', { id: publicationId('Ana-screen-2') }),
          publication('Ben', 'screen'),
          ...tessAndBen,
        ],
        people: class4,
      }),
      {
        tracks: {
          'Ana-screen': pictureTrack(0, true),
          'Ana-screen-2': pictureTrack(120, true),
          'Ben-screen': pictureTrack(200, true),
        },
      },
    ),
  'own-two-screens': () =>
    inCall(
      view({
        self: make.self('Ana', { profile: { ...DEFAULT_PROFILE, screens: 3 } }),
        publications: [
          publication('Ana', 'screen', { id: publicationId('own-screen') }),
          publication('Ana', 'screen', { id: publicationId('own-screen-2') }),
          ...tessAndBen,
        ],
        people: plain(class4),
      }),
      {
        tracks: heardTess(),
        own: {
          ...OFF,
          screens: [on('screen', pictureTrack(0, true)), on('screen-2', pictureTrack(120, true))],
        },
        messages: [{ id: 1, as: 'alert', text: 'Tess stopped one of your screens. You may start it again.' }],
      },
    ),
  ...MEETINGS,
  ...CONNECTIONS,
  thirty: () => full(30),
  thousand: () => full(1000),
  'thirty-student': () => {
    const { phase } = full(30);
    const people = phase.is === 'in-call' ? Object.values(phase.view.people ?? {}) : [];
    return inCall(
      view({
        self: listener('Noah'),
        publications: tessAndBen,
        people: people.map((p) => ({ ...p, speak: null })),
      }),
    );
  },
  'teacher-removed': () =>
    inCall(
      view({
        self: make.host('Tess'),
        room: { locked: true },
        publications: tessAndBen,
        people: class4.slice(0, 3),
        removed: [
          { person: userPerson('max'), name: 'Max', byName: 'Tess', at: Date.now() - 60_000 },
          { person: userPerson('long'), name: LONG, byName: '', at: Date.now() - 200_000_000 },
        ],
      }),
    ),
  why: () => inCall(asStudent({ send: make.mayAsk('send') })),
  'why-control': () => inCall(asStudent({})),
  'why-ana': () => inCall(view({ self: make.host('Tess'), publications: tessAndBen, people: class4 })),
  history: () => inCall(view({ self: make.host('Tess'), publications: tessAndBen, people: class4 })),
  selecting: () => full(30),
  reconnecting: () => {
    const base = inCall(asStudent({}), { tracks: heardTess() });
    return base.phase.is === 'in-call'
      ? { ...base, flow: 'flowing' as const, phase: { ...base.phase, signaling: 'reconnecting' as const } }
      : base;
  },
  'connecting-media': () => ({ ...inCall(asStudent({})), flow: 'connecting' as const }),
  devices: () => withDevices({ microphone: null, camera: null }),
  'devices-problem': () => {
    const problem =
      'The browser blocks your camera. Allow it with the icon beside the address, then try again.';
    const base = withDevices({ microphone: null, camera: problem });
    return {
      ...base,
      own: { ...base.own, camera: { is: 'off' as const } },
      messages: [{ id: 1, as: 'alert' as const, text: problem, action: 'try-camera' as const }],
    };
  },
  unplugged: () => ({
    ...withDevices({ microphone: null, camera: null }),
    messages: [
      {
        id: 1,
        as: 'status' as const,
        text: 'Your microphone was unplugged. Now using Built-in microphone (Realtek).',
      },
      {
        id: 2,
        as: 'status' as const,
        text: `${HEADSET} was plugged in.`,
        action: 'use-devices' as const,
        devices: { microphone: 'm1', speaker: 's1' },
      },
    ],
  }),
  'door-lobby': () =>
    state({
      phase: {
        is: 'pre-join',
        look: look({ waits: true, muteOnEntry: true, you: { kind: 'guest', name: '', role: 'guest' } }),
      },
    }),
  waiting: () => {
    const { devices } = state({});
    return state({
      phase: { is: 'waiting', look: look({}), signaling: 'connected' },
      devices: { ...devices, preview: { microphone: voiceTrack(), camera: pictureTrack(30) } },
    });
  },
  'waiting-lost': () => state({ phase: { is: 'waiting', look: look({}), signaling: 'reconnecting' } }),
  'teacher-lobby': () =>
    inCall(
      view({
        self: make.host('Tess'),
        publications: tessAndBen,
        people: class4,
        hands: ['Ana', LONG],
        waiting: [
          make.waits('Zoë', 2, { role: 'guest' }),
          make.waits(LONG, 1),
          make.waits('Max', 3, { away: true }),
        ],
      }),
      {
        messages: [{ id: 1, as: 'status', text: '3 people are waiting to come in.', about: 'waiting' }],
      },
    ),
  'student-turn': () =>
    inCall(
      view({
        self: listener('Ana', {
          publish: { ...make.every(make.mayAsk()), microphone: make.may },
          grant: { kinds: ['microphone'], until: Date.now() + 28_000, byName: '', cause: 'queue' },
          callEnds: Date.now() + 280_000,
        }),
        room: { hands: 'auto' },
        publications: tessAndBen,
        people: plain(class4),
        hands: ['Ben'],
      }),
      { tracks: heardTess() },
    ),
  'last-minute': () =>
    inCall(
      view({
        self: make.self('Ana', { callEnds: Date.now() + 55_000 }),
        publications: tessAndBen,
        people: plain(class4),
      }),
      { tracks: heardTess() },
    ),
  denied: () => state({ phase: { is: 'ended', reason: { why: 'denied' } } }),
  'time-over': () => state({ phase: { is: 'ended', reason: { why: 'time-over' } } }),
  chat: () =>
    inCall(view({ self: make.host('Tess'), publications: tessAndBen, people: class4 }), {
      chat: make.chat(
        [
          make.message('Ana', 'Good morning! Is the worksheet online already?'),
          make.message(
            'Tess',
            'It is: https://school.example/physics/worksheet-7.pdf\nPlease read page 2 first.',
            {
              own: true,
            },
          ),
          make.message('Ben', 'May I leave five minutes early?', { to: { name: 'Tess' } }),
          make.message('Tess', 'Yes, Ben.', { own: true, to: { name: 'Ben' } }),
          make.message(LONG, `${'Donaudampfschiff'.repeat(6)} <b>not bold</b> javascript:alert(1)`),
          make.message('Ana', null),
          make.message('Ben', 'שלום, מה שלומך?'),
        ],
        { more: true },
      ),
    }),
  'chat-empty': () => inCall(asStudent({}), { chat: make.chat([], { kept: false }) }),
  'chat-guest': () =>
    inCall(
      view({
        self: listener('Guest', {
          role: 'guest',
          list: make.mayAsk('list'),
          send: {
            allowed: false,
            right: 'send',
            reason: { rule: 'R8', because: 'silence', audience: 'members', mark: null },
            remedy: { do: 'sign-in' },
          },
        }),
        room: { name: 'Open webinar', preset: 'open-webinar' },
        publications: [publication('x', 'camera', { name: null, participant: null })],
        people: null,
        hands: null,
      }),
      {
        chat: make.chat([
          make.message(null, 'Welcome, everybody. We begin in a minute.'),
          make.message(null, 'Can you speak a little louder?'),
        ]),
        tracks: { 'x-camera': pictureTrack(280) },
      },
    ),
  'chat-deaf': () => inCall(asStudent({ receive: make.mayAsk('receive'), send: make.mayAsk('send') })),
  'chat-unread': () =>
    inCall(asStudent({}), { chat: make.chat([make.message('Tess', 'Look here')], { arrived: 3 }) }),
  left: () => state({ phase: { is: 'ended', reason: { why: 'left' } } }),
  removed: () => state({ phase: { is: 'ended', reason: { why: 'removed' } } }),
} as const satisfies Record<string, () => CallState>;
export type StateName = keyof typeof STATES;
