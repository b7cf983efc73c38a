/** The five rights of RULES.md, what they are asked about, and who a room may open them to. */
export const RIGHTS = ['publish', 'subscribe', 'list', 'send', 'receive'] as const;
export type Right = (typeof RIGHTS)[number];

export const AUDIENCES = ['members', 'selected', 'anyone'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What can be published; `publish` is asked for each kind by itself. */
export const KINDS = ['microphone', 'camera', 'screen', 'screenAudio'] as const;
export type Kind = (typeof KINDS)[number];

export type Medium = 'audio' | 'video';
export const mediumOf = (kind: Kind): Medium =>
  kind === 'microphone' || kind === 'screenAudio' ? 'audio' : 'video';

export const ROLES = ['owner', 'moderator', 'member'] as const;
export type Role = (typeof ROLES)[number];

/** What a moderator may be trusted with; an owner has all. */
export const MODERATION_RIGHTS = [
  'modifyRoom',
  'editMembers',
  'editModerators',
  'controlCalls',
  'removeFromCall',
  'managePins',
  'deleteRoom',
] as const;
export type ModerationRight = (typeof MODERATION_RIGHTS)[number];
