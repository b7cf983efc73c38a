import type { Readings } from '@/lib/client/meter.ts';
import type { CallState } from '@/lib/client/state.ts';
import type { Stream } from '@/lib/client/statistics.ts';
import type { Decision } from '@/lib/core/gate/decision.ts';
import type { Kind } from '@/lib/core/gate/rights.ts';
import { publicationId } from '@/lib/core/ids.ts';
import type { LinkQuality, Report } from '@/lib/core/quality/report.ts';
import type { Sent } from '@/lib/core/quality/viewing.ts';
import * as make from './build.ts';
import { pictureTrack } from './fake-tracks.ts';

const { inCall, person, publication, view } = make;

const GOOD: Report = {
  interval: 2000,
  down: {
    bitrate: 2_310_000,
    packets: 610,
    lost: 1,
    delay: 48,
    roundTrip: 31,
    freezes: 0,
    framesDropped: 0,
    concealed: 0,
  },
  up: { bitrate: 1_320_000, available: 3_900_000, lost: 0, roundTrip: 33, limited: 'none' },
};
const LOSSY: Report = {
  interval: 2000,
  down: {
    ...GOOD.down,
    bitrate: 190_000,
    packets: 210,
    lost: 31,
    delay: 190,
    roundTrip: 240,
    concealed: 0.06,
  },
  up: { bitrate: 84_000, available: 120_000, lost: 0.11, roundTrip: 260, limited: 'bandwidth' },
};

const stream = (id: string, part: Partial<Stream>): Stream => ({
  publication: publicationId(id),
  way: 'down',
  medium: id.endsWith('microphone') ? 'audio' : 'video',
  codec: id.endsWith('microphone') ? 'opus' : 'VP8',
  size: id.endsWith('microphone') ? null : { width: 1280, height: 720 },
  framesPerSecond: id.endsWith('microphone') ? null : 30,
  bitrate: id.endsWith('microphone') ? 32_000 : 1_090_000,
  lost: 0.002,
  roundTrip: 31,
  freezes: 0,
  layers: [],
  ...part,
});
const STREAMS = [
  stream('Noah-camera', {}),
  stream('Noah-microphone', {}),
  stream('Ömer-camera', { size: { width: 640, height: 360 }, bitrate: 440_000, freezes: 1 }),
  stream('Zoë-screen', { size: { width: 1920, height: 1080 }, framesPerSecond: 5 }),
  stream('Mia-camera', { way: 'up', layers: ['h', 'm', 'l'], bitrate: 1_280_000 }),
  stream('Mia-microphone', { way: 'up' }),
];

const readings = (report: Report): Readings => ({
  report,
  streams: STREAMS,
  recent: [report, report, report],
});

/** A meeting as Mia sees it, with everybody's camera on. */
const meeting = (
  part: Partial<CallState> = {},
  links: Readonly<Record<string, LinkQuality>> = {},
  screen = false,
) => {
  const names = ['Mia', 'Noah', 'Zoë', 'Ömer', 'Ivan', 'שרה'];
  return inCall(
    view({
      self: make.self('Mia'),
      room: { name: 'Meeting', preset: 'conference' },
      publications: names
        .flatMap((name) => {
          const link = links[name] ? { link: links[name] } : {};
          return [publication(name, 'microphone', link), publication(name, 'camera', link)];
        })
        .concat(screen ? publication('Zoë', 'screen') : []),
      people: names.map((name) => person(name)),
    }),
    {
      tracks: {
        ...Object.fromEntries(names.map((name, index) => [`${name}-camera`, pictureTrack(index * 55)])),
        ...(screen && { 'Zoë-screen': pictureTrack(0, true) }),
      },
      readings: readings(GOOD),
      ...part,
    },
  );
};

const held = (level: Sent['level'], ...names: string[]): Readonly<Record<string, Sent>> =>
  Object.fromEntries(names.map((name) => [name, { level, why: 'network' as const }]));
const CAMERAS = ['Noah', 'Zoë', 'Ömer', 'Ivan', 'שרה'].map((name) => `${name}-camera`);

/** R9: what the room's profile leaves out. */
const never = (kind: Kind): Decision => ({
  allowed: false,
  right: 'publish',
  kind,
  reason: { rule: 'R9', because: 'kind', kind, scope: 'room' },
  remedy: { do: 'none' },
});

/** How connections are shown; see `open.ts` for what was pressed. */
export const CONNECTIONS = {
  'link-own-fair': () => meeting({ sent: held(0, 'Noah-camera') }),
  'link-own-poor': () => meeting({ readings: readings(LOSSY) }),
  'link-others': () => meeting({}, { Noah: 'poor', Zoë: 'fair' }),
  'link-paused': () => meeting({ sent: held('none', ...CAMERAS), readings: readings(LOSSY) }),
  'link-paused-beside': () =>
    meeting({ sent: held('none', ...CAMERAS), readings: readings(LOSSY) }, { Noah: 'poor' }, true),
  'link-paused-screen': () => meeting({ sent: held('none', ...CAMERAS, 'Zoë-screen') }, {}, true),
  'low-data': () => meeting({ lowData: true }),
  'connection-good': () => meeting(),
  'connection-slow': () =>
    meeting({
      sent: { ...held(0, 'Noah-camera'), 'Ömer-camera': { level: 1, why: 'tile' } },
      readings: readings(LOSSY),
    }),
  'connection-measuring': () => meeting({ readings: null }),
  'hear-only': () =>
    inCall(
      view({
        self: make.listener('Ana', {
          subscribe: { audio: make.may, video: make.mayAsk('subscribe') },
        }),
        publications: [
          publication('Tess', 'screen'),
          publication('Tess', 'camera'),
          publication('Tess', 'microphone'),
        ],
        people: [person('Tess', { role: 'owner' }), person('Ana')],
      }),
    ),
  'voice-room': () =>
    inCall(
      view({
        self: make.self('Ana', {
          publish: {
            microphone: make.may,
            camera: never('camera'),
            screen: never('screen'),
            screenAudio: never('screenAudio'),
          },
        }),
        room: { name: 'Voice room', preset: 'voice-room' },
        people: [person('Ana')],
      }),
    ),
};
