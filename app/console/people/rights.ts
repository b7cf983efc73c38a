import type { Audience, Kind, ModerationRight, Right, Role } from '@/lib/core/gate/rights.ts';

export const RIGHT_TITLES: Readonly<Record<Right, string>> = {
  publish: 'Publish',
  subscribe: 'Subscribe',
  list: 'List',
  send: 'Send',
  receive: 'Receive',
};

export const RIGHT_ABOUT: Readonly<Record<Right, string>> = {
  publish: 'Speak, show a camera or a screen.',
  subscribe: 'See and hear those who publish.',
  list: 'Know who is here.',
  send: 'Write messages.',
  receive: 'Read messages.',
};

export const ROLE_TITLES: Readonly<Record<Role, string>> = {
  owner: 'Owner',
  moderator: 'Moderator',
  member: 'Member',
};

export const MODERATION_TITLES: Readonly<Record<ModerationRight, string>> = {
  modifyRoom: 'Modify the room',
  editMembers: 'Add and remove members',
  editModerators: 'Add and remove moderators',
  controlCalls: 'Control calls (allow, mute, lower hands)',
  removeFromCall: 'Remove from the call',
  managePins: 'Manage PINs',
  deleteRoom: 'Delete the room',
};

export const KIND_TITLES: Readonly<Record<Kind, string>> = {
  microphone: 'Microphone',
  camera: 'Camera',
  screen: 'Screen',
  screenAudio: 'Screen audio',
};

/** R6 to R8: what holds for somebody who carries no override of their own. */
export function inherited(audience: Audience, role: Role | null): boolean {
  if (role === 'owner' || role === 'moderator' || audience === 'anyone') return true;
  return audience === 'members' && role !== null;
}

/** How a person is called: by name, else by address. */
export const callName = ({
  name,
  address,
  person,
}: {
  name: string;
  address: string | null;
  person: string;
}) => name || address || (person.startsWith('guest:') ? 'A guest' : person.replace(/^user:/, ''));

/** What somebody holds who is made a moderator and had no moderation rights; shown beside the name at once. */
export const newModerator = (held: readonly ModerationRight[]): { moderation: ModerationRight[] } => ({
  moderation: held.length ? [...held] : ['controlCalls', 'removeFromCall'],
});

/** What an override of publish is limited to, as beside its three buttons: "Camera only". */
export const kindsOnly = (kinds: readonly Kind[]): string =>
  `${kinds.map((kind, at) => (at ? KIND_TITLES[kind].toLowerCase() : KIND_TITLES[kind])).join(', ')} only`;
