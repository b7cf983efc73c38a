import type { CallState } from '@/lib/client/state.ts';
import type { Decision } from '@/lib/core/gate/decision.ts';
import { publicationId } from '@/lib/core/ids.ts';
import * as make from './build.ts';
import { pictureTrack, voiceTrack } from './fake-tracks.ts';

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
    speak: { kinds: ['microphone', 'camera'], granted: true, until: Date.now() + 42_000, lockedBy: null },
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

const crowd = (count: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      ['Mia', 'Noah', 'Zoë', 'Ömer', '李 雷', 'שרה', 'Ivan', 'Lu'][index % 8] +
      (index > 7 ? ` ${index}` : ''),
  );

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
        grant: { kinds: ['microphone', 'camera'], until: Date.now() + 58_000, byName: 'Tess' },
      }),
      { tracks: heardTess() },
    ),
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
        publications: [publication('Ana', 'screen'), ...tessAndBen],
        people: plain(class4),
      }),
      {
        tracks: heardTess(),
        own: { ...OFF, screen: on('screen', pictureTrack(0, true)), camera: { is: 'starting' } },
      },
    ),
  twelve: () => {
    const names = crowd(12);
    return inCall(
      view({
        self: make.self('Mia'),
        room: { name: 'Meeting', preset: 'conference' },
        publications: names.flatMap((name, index) => [
          publication(name, 'microphone', { muted: index % 3 > 0 }),
          ...(index % 2 ? [publication(name, 'camera')] : []),
        ]),
        people: names.map((name) => person(name)),
      }),
      {
        tracks: Object.fromEntries(names.map((name, index) => [`${name}-camera`, pictureTrack(index * 30)])),
      },
    );
  },
  reconnecting: () => {
    const base = inCall(asStudent({}), { tracks: heardTess() });
    return base.phase.is === 'in-call'
      ? { ...base, phase: { ...base.phase, signaling: 'reconnecting' as const } }
      : base;
  },
  left: () => state({ phase: { is: 'ended', reason: { why: 'left' } } }),
  removed: () => state({ phase: { is: 'ended', reason: { why: 'removed' } } }),
} as const satisfies Record<string, () => CallState>;
export type StateName = keyof typeof STATES;
