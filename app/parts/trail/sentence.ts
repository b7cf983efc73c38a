import { part, type Told, textPart, timePart } from './change.ts';
import { differences, plain } from './differences.ts';

export interface Words {
  /** How a person is called; the sentence is about people, not identifiers. */
  readonly nameOf: (person: string) => string;
  /** @param at milliseconds since the epoch */
  readonly time: (at: number) => string;
  /** What a right is called here, where that is not its own name. */
  readonly rights?: Readonly<Record<string, string>>;
}

/** What happened, as one plain sentence without its full stop: "Tess allowed Ana to speak (hand), until 14:05". */
export function sentence(change: Told, words: Words): string {
  const { actor, cause } = change;
  const by = actor.name || (actor.person && words.nameOf(actor.person)) || 'Somebody';
  const whom = change.person ? words.nameOf(change.person) : 'somebody';
  const self = change.person !== null && change.person === actor.person;
  const said: Said = { by, whom, self, cause, change, words };
  return (
    (Object.hasOwn(SENTENCES, change.on) && SENTENCES[change.on]?.(said)) || `${by} changed ${change.on}`
  );
}

interface Said {
  readonly by: string;
  readonly whom: string;
  /** Whoever acted acted on themselves. */
  readonly self: boolean;
  readonly cause: string;
  readonly change: Told;
  readonly words: Words;
}

const SENT: Readonly<Record<string, string>> = {
  microphone: 'the microphone',
  camera: 'the camera',
  screen: 'a screen',
  screenAudio: 'the shared sound',
};

const SENTENCES: Readonly<Record<string, (said: Said) => string>> = {
  created: ({ by, change }) => {
    const preset = textPart(change.after, 'preset');
    return `${by} made the room${preset ? ` from the preset “${preset}”` : ''}`;
  },
  membership,
  override: ({ by, whom, change, words }) => {
    const right = rightWord(change.right, words);
    switch (part(change.after, 'value')) {
      case 'allow':
        return `${by} allowed ${whom} to ${right}${only(change.after)}`;
      case 'deny':
        return `${by} denied ${whom} the right to ${right}${only(change.after)}`;
      default:
        return `${by} took back what was set for ${whom}: to ${right} is as the room has it again`;
    }
  },
  grant,
  ban: ({ by, whom, change }) =>
    change.after ? `${by} removed ${whom} from the room` : `${by} readmitted ${whom}`,
  mute: ({ by, whom, change }) =>
    change.after
      ? `${by} muted ${whom} and locked the microphone`
      : `${by} released the microphone of ${whom}`,
  admission: ({ by, whom, change }) =>
    part(change.after, 'admitted') ? `${by} let ${whom} in from the lobby` : `${by} did not let ${whom} in`,
  message: ({ by, whom, self }) =>
    self ? `${by} removed a message of their own` : `${by} removed a message of ${whom}`,
  silence: ({ by, whom }) => `${by} muted ${whom}`,
  exceeded: ({ whom, change }) => {
    const { after } = change;
    const what = `the ${settingWord(textPart(after, 'kind'))} of ${whom}`;
    const most = part(after, 'most');
    return textPart(after, 'what') === 'resolution'
      ? `${capital(what)} was stopped: it sent ${pixels(after)}, and ${pixels(most)} is allowed`
      : `${capital(what)} was stopped: it sent ${kilobits(after)}, and ${kilobits(most)} is allowed`;
  },
  publication: ({ by, whom, change }) =>
    `${by} stopped ${SENT[textPart(change.after, 'kind')] ?? 'something'} of ${whom}`,
  pin: ({ by, change }) => {
    const named = (value: unknown) => `the PIN “${textPart(value, 'label')}”`;
    if (!change.before) return `${by} made ${named(change.after)}`;
    if (!change.after) return `${by} removed ${named(change.before)}`;
    const used = part(change.after, 'used') !== part(change.before, 'used');
    return `${by} ${used ? 'used' : 'changed'} ${named(change.after)}`;
  },
  redeemed: ({ whom }) => `${whom} came in with a PIN`,
  hand,
  spotlight: ({ by, cause, change, words }) => {
    const whom = String(change.after ?? change.before ?? '');
    const name = whom ? words.nameOf(whom) : 'somebody';
    if (change.after) return `${by} put the spotlight on ${name}`;
    return cause === 'left'
      ? `The spotlight on ${name} ended as they left`
      : `${by} ended the spotlight on ${name}`;
  },
  'call-ended': ({ by }) => `${by} ended the call for everyone`,
  audience: ({ by, change, words }) =>
    `${by} changed who can ${rightWord(change.right, words)} from ${textPart(change.before, 'audience') || 'nobody'} to ${textPart(change.after, 'audience') || 'nobody'}`,
  settings,
};

const rightWord = (right: string | null, { rights }: Words): string =>
  (right && rights && Object.hasOwn(rights, right) ? rights[right] : right) ?? 'do something';

function membership({ by, whom, self, cause, change, words }: Said): string {
  const { before, after } = change;
  if (!after) return cause === 'time' ? `The membership of ${whom} ended` : `${by} took ${whom} off the list`;
  const role = textPart(after, 'role');
  const an = `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`;
  const end = timePart(after, 'expiresAt');
  const until = end === null ? '' : `, until ${words.time(end)}`;
  if (!before)
    return self ? `${whom} joined the list as ${an}${until}` : `${by} added ${whom} as ${an}${until}`;
  if (textPart(before, 'role') !== role) return `${by} made ${whom} ${an}${until}`;
  const changed = (key: string) => JSON.stringify(part(before, key)) !== JSON.stringify(part(after, key));
  if (changed('profile')) return `${by} changed what ${whom} may publish, and how`;
  if (changed('moderation')) return `${by} changed what ${whom} may do as a moderator`;
  if (changed('expiresAt'))
    return end === null
      ? `${by} let the membership of ${whom} last`
      : `${by} limited the membership of ${whom}${until}`;
  return `${by} changed the membership of ${whom}`;
}

/** How a grant came about; a click goes without saying. */
const CAUSES: Readonly<Record<string, string>> = { hand: ' (hand)', api: ' (API)' };

function grant({ by, whom, cause, change, words }: Said): string {
  const { before, after } = change;
  const speaking = change.right === 'publish';
  if (!after) {
    const what = speaking ? 'the floor' : `the grant to ${rightWord(change.right, words)}`;
    if (cause === 'time') return `${capital(what)} of ${whom} ended: the time was over`;
    return speaking ? `${by} took the floor from ${whom}` : `${by} ended ${what} of ${whom}`;
  }
  const end = timePart(after, 'until');
  const until = end === null ? '' : `, until ${words.time(end)}`;
  const doing = speaking ? `speak${only(after)}` : rightWord(change.right, words);
  const way = CAUSES[textPart(after, 'cause')] ?? '';
  return before
    ? `${by} changed the floor of ${whom}: ${doing}${way}${until}`
    : `${by} allowed ${whom} to ${doing}${way}${until}`;
}

/** Of which kinds alone it is: " with camera". `screenAudio` is "screen audio". */
function only(value: unknown): string {
  const kinds = part(value, 'kinds');
  const named = Array.isArray(kinds) ? kinds.map((kind) => settingWord(String(kind))) : [];
  return named.length ? ` with ${named.join(', ')}` : '';
}

function hand({ by, whom, self, cause, change }: Said): string {
  if (change.after) return `${whom} raised a hand`;
  if (cause === 'answered') return `${by} answered the hand of ${whom}`;
  if (cause === 'left') return `The hand of ${whom} went down as they left`;
  if (cause === 'revoked') return `The hand of ${whom} went down: hands were switched off`;
  return self ? `${whom} lowered their hand` : `${by} lowered the hand of ${whom}`;
}

/** Settings that are switched, by what is said of them on and off. */
const SWITCHES: Readonly<Record<string, readonly [string, string]>> = {
  muteAll: ['muted everyone', 'released everyone’s microphone'],
  paused: ['paused the room', 'opened the room again'],
  locked: ['locked the room', 'unlocked the room'],
  deleted: ['deleted the room', 'restored the room'],
};

function settings({ by, change, words }: Said): string {
  const { before, after } = change;
  const keys = Object.keys(typeof after === 'object' && after !== null ? after : {});
  const [key] = keys;
  if (!key) return `${by} changed the settings`;
  if (keys.length > 1) return `${by} changed ${keys.length} settings: ${keys.map(settingWord).join(', ')}`;
  const [was, is] = [part(before, key), part(after, key)];
  if (key === 'muteAll' && was && is) return muteAllExcept(by, was, is, words);
  const switched = Object.hasOwn(SWITCHES, key) ? SWITCHES[key] : undefined;
  if (switched) return `${by} ${is ? switched[0] : switched[1]}`;
  const parts = typeof is === 'object' && is !== null ? differences(was, is) : [];
  if (parts.length === 1 && parts[0])
    return `${by} changed ${settingWord(key)}, ${settingWord(parts[0].path)}, from ${plain(parts[0].before)} to ${plain(parts[0].after)}`;
  if (parts.length)
    return `${by} changed ${settingWord(key)}: ${parts.map(({ path }) => settingWord(path)).join(', ')}`;
  const shown = (value: unknown) => {
    const at = /At$/.test(key) ? timePart({ value }, 'value') : null;
    return at === null ? plain(value) : words.time(at);
  };
  return `${by} changed ${settingWord(key)} from ${shown(was)} to ${shown(is)}`;
}

function muteAllExcept(by: string, was: unknown, is: unknown, { nameOf }: Words): string {
  const [before, after] = [part(was, 'except'), part(is, 'except')];
  if (!Array.isArray(before) || !Array.isArray(after)) return `${by} changed who is muted`;
  const released = after.filter((one) => !before.includes(one)).map((one) => nameOf(String(one)));
  return released.length
    ? `${by} released the microphone of ${released.join(', ')}`
    : `${by} muted everyone again`;
}

/** `maxBitrate` is "max bitrate". */
const settingWord = (key: string): string =>
  key.replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);

const pixels = (value: unknown) => `${textPart(value, 'width')}×${textPart(value, 'height')}`;
const kilobits = (value: unknown) => `${Math.round(Number(textPart(value, 'bitrate')) / 1000)} kbit/s`;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
