import type { ActView } from '@/lib/core/roster/acts.ts';

/** What another host did, in one sentence; null for what is seen anyway where it happens. */
export function actWords({ what, by, to }: ActView): string | null {
  const who = to?.name || 'somebody';
  switch (what) {
    case 'allowed':
      return `${by.name} let ${who} speak.`;
    case 'stopped':
      return `${by.name} stopped ${who} from sending.`;
    case 'screen-stopped':
      return `${by.name} stopped a screen of ${who}.`;
    case 'sending-stopped':
      return `${by.name} stopped something that ${who} was sending.`;
    case 'muted':
      return `${by.name} muted ${who}.`;
    case 'locked':
      return `${by.name} muted ${who} until released.`;
    case 'released':
      return `${by.name} lets ${who} unmute.`;
    case 'muted-all':
      return `${by.name} muted everyone.`;
    case 'released-all':
      return `${by.name} lets everyone unmute.`;
    case 'removed':
      return `${by.name} removed ${who}.`;
    case 'readmitted':
      return `${by.name} lets ${who} come back.`;
    case 'admitted':
      return `${by.name} let ${who} in.`;
    case 'denied':
      return `${by.name} did not let ${who} in.`;
    case 'lowered':
      return `${by.name} lowered ${who}’s hand.`;
    case 'promoted':
      return `${by.name} made ${who} a moderator.`;
    case 'demoted':
      return `${by.name} took ${who}’s moderation back.`;
    case 'room-locked':
      return `${by.name} locked the room.`;
    case 'room-unlocked':
      return `${by.name} unlocked the room.`;
    case 'spotlit':
    case 'unlit':
      return null;
  }
}
