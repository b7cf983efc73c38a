import { type ChatState, NO_CHAT } from '@/lib/client/chat.ts';
import { type CallState, INITIAL_STATE, type Look } from '@/lib/client/state.ts';
import type { Decision } from '@/lib/core/gate/decision.ts';
import { KINDS, type Kind, MODERATION_RIGHTS } from '@/lib/core/gate/rights.ts';
import { messageId, participantId, publicationId, sourceId } from '@/lib/core/ids.ts';
import { DEFAULT_PROFILE } from '@/lib/core/profile.ts';
import type {
  MessageView,
  PersonView,
  PublicationView,
  RemovedView,
  SelfView,
  SpeakView,
  View,
  WaitingView,
} from '@/lib/core/roster/view.ts';

/** Short ways to say a state. */
export const may: Decision = {
  allowed: true,
  right: 'publish',
  reason: { rule: 'R7', because: 'audience', audience: 'members', mark: null },
};
export const mayUnmute: Decision = {
  allowed: true,
  right: 'unmute',
  reason: { rule: 'R15', because: 'not-muted' },
};
const byTess = { by: null, byName: 'Tess', at: 0 };
export const lockedByTess: Decision = {
  allowed: false,
  right: 'unmute',
  kind: 'microphone',
  reason: { rule: 'R21', because: 'muted', mark: { ...byTess, at: Date.now() } },
  remedy: { do: 'raise-hand' },
};
export const allMutedByTess: Decision = {
  ...lockedByTess,
  reason: { rule: 'R22', because: 'muted-all', mark: byTess },
};
export const mayAsk = (
  right: 'publish' | 'list' | 'subscribe' | 'send' | 'receive' = 'publish',
): Decision => ({
  allowed: false,
  right,
  reason: { rule: 'R7', because: 'audience', audience: 'selected', mark: null },
  remedy: { do: right === 'publish' ? 'raise-hand' : 'ask-host' },
});
export const every = (decision: Decision): Record<Kind, Decision> => ({
  microphone: of('microphone', decision),
  camera: of('camera', decision),
  screen: of('screen', decision),
  screenAudio: of('screenAudio', decision),
});
const of = (kind: Kind, decision: Decision): Decision =>
  decision.allowed ? decision : { ...decision, kind };

export const look = (part: Partial<Look>): Look => ({
  room: { name: 'Classroom', preset: 'classroom' },
  you: { kind: 'user', name: 'Ana', role: 'member' },
  enter: { ...may, right: 'enter' },
  publish: every(may),
  subscribe: { audio: may, video: may },
  unmute: mayUnmute,
  waits: false,
  muteOnEntry: false,
  guest: null,
  ...part,
});

export const self = (name: string, part: Partial<SelfView> = {}): SelfView => ({
  participant: participantId(name),
  source: sourceId(name),
  name,
  role: 'member',
  publish: every(may),
  subscribe: { audio: may, video: may },
  list: may,
  send: may,
  receive: may,
  unmute: mayUnmute,
  grant: null,
  callEnds: null,
  profile: DEFAULT_PROFILE,
  handRaised: false,
  moderation: [],
  ...part,
});
export const host = (name: string): SelfView => self(name, { role: 'owner', moderation: MODERATION_RIGHTS });
export const listener = (name: string, part: Partial<SelfView> = {}): SelfView =>
  self(name, { publish: every(mayAsk()), ...part });

export const person = (name: string, part: Partial<PersonView> = {}): PersonView => ({
  participant: participantId(name),
  source: sourceId(name),
  name,
  role: 'member',
  joinedAt: 1,
  away: false,
  spotlit: false,
  speak: null,
  ...part,
});
export const canSpeak: SpeakView = { kinds: KINDS, granted: false, until: null, lockedBy: null, spoken: 0 };
export const cannotSpeak: SpeakView = { ...canSpeak, kinds: [] };
export const lockedOut: SpeakView = { ...canSpeak, lockedBy: 'Tess' };

export const publication = (
  owner: string,
  kind: Kind,
  part: Partial<PublicationView> = {},
): PublicationView => ({
  id: publicationId(`${owner}-${kind}`),
  source: sourceId(owner),
  kind,
  muted: false,
  talk: kind === 'microphone',
  talking: false,
  spotlit: false,
  link: 'good',
  lockedBy: null,
  name: owner,
  participant: participantId(owner),
  ...part,
});

let written = 0;
/** Something that somebody wrote today, a minute after what was written before it; null for a writer who is not named. */
export const message = (
  from: string | null,
  text: string | null,
  part: Partial<MessageView> = {},
): MessageView => {
  written += 1;
  return {
    id: messageId(`m${written}`),
    at: new Date().setHours(10, written % 60, 0, 0),
    text,
    own: false,
    from: from === null ? null : { name: from, participant: participantId(from) },
    to: null,
    ...part,
  };
};
export const chat = (messages: MessageView[], part: Partial<ChatState> = {}): ChatState => ({
  ...NO_CHAT,
  kept: true,
  messages,
  ...part,
});

export const view = (part: {
  self: SelfView;
  room?: Partial<View['room']>;
  publications?: PublicationView[];
  people?: PersonView[] | null;
  hands?: string[] | null;
  waiting?: WaitingView[];
  removed?: RemovedView[];
}): View => ({
  room: {
    name: 'Classroom',
    preset: 'classroom',
    hands: 'ask',
    muteAll: false,
    muteOnEntry: false,
    locked: false,
    ...part.room,
  },
  self: part.self,
  publications: Object.fromEntries((part.publications ?? []).map((one) => [one.id, one])),
  people:
    part.people === null ? null : Object.fromEntries((part.people ?? []).map((p) => [p.participant, p])),
  hands:
    part.hands === null
      ? null
      : (part.hands ?? []).map((name, index) => ({
          participant: participantId(name),
          name,
          at: Date.now() - 125_000 + index * 50_000,
          spoken: index % 2 ? 95_000 : 0,
        })),
  waiting: part.waiting ? Object.fromEntries(part.waiting.map((one) => [one.participant, one])) : null,
  removed: part.removed ?? null,
});

export const waits = (name: string, place: number, part: Partial<WaitingView> = {}): WaitingView => ({
  participant: participantId(name),
  name,
  role: 'member',
  since: 1,
  place,
  away: false,
  ...part,
});

export const state = (part: Partial<CallState>): CallState => ({
  ...INITIAL_STATE,
  devices: {
    microphone: {
      available: [{ id: 'm1', label: 'Headset microphone with quite a long name (USB 0d8c)' }],
      chosen: 'm1',
    },
    camera: { available: [{ id: 'c1', label: 'Built-in camera' }], chosen: '' },
    speaker: { available: [], chosen: '' },
    preview: { microphone: null, camera: null },
    problem: { microphone: null, camera: null },
    processing: { echoCancellation: true, noiseSuppression: true, autoGainControl: false },
  },
  ...part,
});

export const inCall = (shown: View, part: Partial<CallState> = {}): CallState =>
  state({ phase: { is: 'in-call', view: shown, signaling: 'connected', clockOffset: 0 }, ...part });
