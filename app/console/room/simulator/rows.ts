import type { Decision, Decisions } from '../../data/shapes.ts';

export interface RulingRow {
  readonly right: string;
  readonly ruling: Decision;
}

/** Every right in the order of the page, in the words of the console. */
export const rulingRows = (rulings: Decisions): RulingRow[] => [
  { right: 'Come in', ruling: rulings.enter },
  { right: 'Publish: microphone', ruling: rulings.publish.microphone },
  { right: 'Publish: camera', ruling: rulings.publish.camera },
  { right: 'Publish: screen', ruling: rulings.publish.screen },
  { right: 'Publish: screen sound', ruling: rulings.publish.screenAudio },
  { right: 'Unmute', ruling: rulings.unmute },
  { right: 'Subscribe: sound', ruling: rulings.subscribe.audio },
  { right: 'Subscribe: picture', ruling: rulings.subscribe.video },
  { right: 'List', ruling: rulings.list },
  { right: 'Send messages', ruling: rulings.send },
  { right: 'Receive messages', ruling: rulings.receive },
];

/** The rules of lib/core/RULES.md that answer, each in a few words. */
const RULES: Readonly<Record<string, string>> = {
  R1: 'the room is not open',
  R2: 'removed from the room',
  R3: 'a live grant',
  R4: 'an override that denies',
  R5: 'an override',
  R6: 'owner or moderator',
  R7: 'the room’s audience',
  R8: 'nothing says yes',
  R9: 'the media settings',
  R11: 'entering',
  R15: 'a mute',
  R21: 'a locked mute',
  R22: 'mute all',
};

export const ruleWords = ({ rule, because }: Decision): string =>
  `${rule}: ${RULES[rule] ?? because.replaceAll('-', ' ')}`;

const REMEDIES: Readonly<Record<string, string>> = {
  'raise-hand': 'Raise a hand',
  'sign-in': 'Sign in with an account',
  'ask-host': 'Ask a host',
};

/** What the person could do about a no; null where nothing helps, and with a yes. */
export function remedyWords({ remedy }: Decision): string | null {
  if (!remedy) return null;
  if (remedy.do === 'wait')
    return remedy.until === null ? 'Wait' : `Wait until ${new Date(remedy.until).toLocaleString()}`;
  return REMEDIES[remedy.do] ?? null;
}
