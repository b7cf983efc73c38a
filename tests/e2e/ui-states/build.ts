import { type CallState, INITIAL_STATE, type Look } from '@/lib/client/state.ts';
import type { Decision } from '@/lib/core/gate/decision.ts';
import { KINDS, type Kind, MODERATION_RIGHTS } from '@/lib/core/gate/rights.ts';
import { participantId, publicationId, sourceId } from '@/lib/core/ids.ts';
import { DEFAULT_PROFILE } from '@/lib/core/profile.ts';
import type { PersonView, PublicationView, SelfView, SpeakView, View } from '@/lib/core/roster/view.ts';

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
export const mayAsk = (right: 'publish' | 'list' | 'subscribe' = 'publish'): Decision => ({
  allowed: false,
  right,
  reason: { rule: 'R7', because: 'audience', audience: 'selected', mark: null },
  remedy: { do: right === 'publish' ? 'raise-hand' : 'ask-host' },
});
export const every = (decision: Decision): Record<Kind, Decision> => ({
  microphone: decision,
  camera: decision,
  screen: decision,
  screenAudio: decision,
});

export const look = (part: Partial<Look>): Look => ({
  room: { name: 'Classroom', preset: 'classroom' },
  you: { kind: 'user', name: 'Ana', role: 'member' },
  enter: { ...may, right: 'enter' },
  publish: every(may),
  subscribe: { audio: may, video: may },
  unmute: mayUnmute,
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
  speak: null,
  ...part,
});
export const canSpeak: SpeakView = { kinds: KINDS, granted: false, until: null, lockedBy: null };
export const cannotSpeak: SpeakView = { kinds: [], granted: false, until: null, lockedBy: null };
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
  lockedBy: null,
  name: owner,
  participant: participantId(owner),
  ...part,
});

export const view = (part: {
  self: SelfView;
  room?: Partial<View['room']>;
  publications?: PublicationView[];
  people?: PersonView[] | null;
  hands?: string[] | null;
}): View => ({
  room: { name: 'Classroom', preset: 'classroom', hands: 'ask', muteAll: false, ...part.room },
  self: part.self,
  publications: Object.fromEntries((part.publications ?? []).map((one) => [one.id, one])),
  people:
    part.people === null ? null : Object.fromEntries((part.people ?? []).map((p) => [p.participant, p])),
  hands:
    part.hands === null
      ? null
      : (part.hands ?? []).map((name) => ({ participant: participantId(name), name, at: 1 })),
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
  },
  ...part,
});

export const inCall = (shown: View, part: Partial<CallState> = {}): CallState =>
  state({ phase: { is: 'in-call', view: shown, signaling: 'connected', clockOffset: 0 }, ...part });
