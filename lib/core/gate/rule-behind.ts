import type { Denied } from './decision.ts';
import { ago, by, OTHERS, PUBLISHING } from './explain.ts';
import type { Mark } from './person.ts';

/**
 * Which rule said no, and by whom and when it was set, as far as that is known: what stands beside the reason for
 * somebody who wants to know exactly. A sentence; null where the reason says it all.
 */
export function ruleBehind({ right, reason, kind = 'microphone' }: Denied, now: number): string | null {
  switch (reason.because) {
    case 'audience':
      // Of every other right the reason itself is the rule.
      return right === 'publish'
        ? `Rule of this room: only people chosen by a host may ${PUBLISHING[kind](OTHERS)}${set(reason.mark, now)}.`
        : `A rule of this room${set(reason.mark, now)}.`;
    case 'silence':
      return `A rule of this room${set(reason.mark, now)}.`;
    case 'override':
      return `Decided for one person alone${set(reason.mark, now)}.`;
    case 'muted':
      return `A lock on one microphone${set(reason.mark, now)}. It lasts until a host releases it.`;
    case 'muted-all':
      return `Rule of this room: all microphones are locked${set(reason.mark, now)}, but for those whom a host lets speak.`;
    case 'kind':
    case 'data-off':
      return reason.scope === 'room' ? 'A setting of this room.' : 'A setting for one person alone.';
    case 'hands-off':
      return 'A setting of this room.';
    case 'not-moderator':
      return 'Rule of every room: hosts decide about others.';
    case 'paused':
    case 'locked':
      return `A setting of this room${set(reason.mark, now)}.`;
    default:
      return null;
  }
}

/** Who set a rule, and when; nothing of one that came with the room. */
const set = (mark: Mark | null, now: number) =>
  mark ? `, set${by(mark.byName)}${ago(mark.at, now) || ' just now'}` : '';
