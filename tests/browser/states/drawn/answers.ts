import type { Decision } from '@/lib/core/gate/decision.ts';
import type { Explained, TrailPage } from '@/lib/wire/answers.ts';

const mark = { by: null, byName: 'Tess', at: Date.now() - 180_000 };
const member: Decision = {
  allowed: true,
  right: 'subscribe',
  reason: { rule: 'R7', because: 'audience', audience: 'members', mark: null },
};
const stopped: Decision = {
  allowed: false,
  right: 'publish',
  kind: 'microphone',
  reason: { rule: 'R4', because: 'override', mark },
  remedy: { do: 'raise-hand' },
};
const notChosen: Decision = {
  allowed: false,
  right: 'publish',
  kind: 'screen',
  reason: { rule: 'R7', because: 'audience', audience: 'selected', mark: null },
  remedy: { do: 'ask-host' },
};

/** What a host is told when asking about somebody who was stopped. */
export const EXPLAINED: Explained = {
  publish: {
    microphone: stopped,
    camera: { ...stopped, kind: 'camera' },
    screen: notChosen,
    screenAudio: { ...notChosen, kind: 'screenAudio' },
  },
  subscribe: { audio: member, video: member },
  list: { ...member, right: 'list' },
  send: { ...member, right: 'send' },
  receive: { ...member, right: 'receive' },
  unmute: { allowed: true, right: 'unmute', reason: { rule: 'R15', because: 'not-muted' } },
};

const entry = (id: number, part: Partial<TrailPage['entries'][number]>): TrailPage['entries'][number] => ({
  id,
  at: Date.now() - (100 - id) * 1_000,
  actor: 'Tess',
  cause: 'asked',
  on: 'hand',
  name: 'Ana',
  right: null,
  before: null,
  after: null,
  ...part,
});

/** The last things that happened in a lesson, the newest first. */
export const TRAIL: TrailPage = {
  more: true,
  entries: [
    entry(54, { on: 'override', cause: 'revoked', right: 'publish', after: { value: 'deny', mark } }),
    entry(53, { on: 'grant', cause: 'revoked', right: 'publish', before: { cause: 'hand', mark } }),
    entry(52, { on: 'grant', right: 'publish', after: { kinds: ['microphone'], cause: 'hand', mark } }),
    entry(51, { actor: 'Ana', on: 'hand', after: { person: 'user:ana', at: 1 } }),
    entry(50, {
      on: 'settings',
      name: null,
      before: { muteAll: null },
      after: { muteAll: { mark, except: [] } },
    }),
  ],
};

/** What happened before that, up to the first. */
export const OLDER: TrailPage = {
  more: false,
  entries: [
    entry(4, { on: 'spotlight', name: null, after: 'user:ben@school.example' }),
    entry(3, { on: 'ban', name: 'Max', after: mark }),
    entry(2, { on: 'admission', after: { admitted: true, mark } }),
    entry(1, { on: 'created', name: null, after: { preset: 'classroom' } }),
  ],
};
