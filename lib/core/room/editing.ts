import { FailureError, failure } from '../failure.ts';
import { RIGHTS, type Right } from '../gate/rights.ts';
import type { Setting, SettingsPatch } from './changes.ts';
import { contradiction, same } from './check.ts';
import type { CommandOf, SettingsEdit } from './commands.ts';
import type { AudienceRule, RoomSettings } from './settings.ts';
import type { Turn } from './turn.ts';

/** Changes the settings that the edit names; all of them, or with a failure none. */
export function settings(turn: Turn, { patch }: CommandOf<'settings'>): void {
  const named = Object.entries(patch).filter(([, value]) => value !== undefined);
  const deletes = named.some(([key]) => key === 'deleted');
  if (deletes) turn.requireModeration('deleteRoom');
  if (!deletes || named.length > 1) turn.requireModeration('modifyRoom');

  const current = turn.room.settings;
  const edited = editedSettings(turn, current, patch);
  const keys = (Object.keys(edited) as Setting[]).filter((key) => !same(edited[key], current[key]));
  const audiences = editedAudiences(turn, current, patch);
  const wrong = contradiction({ ...current, ...edited, audiences }, current, turn.now);
  if (wrong) throw new FailureError(failure('bad-request', wrong));
  for (const right of RIGHTS) {
    const before = current.audiences[right];
    const after = audiences[right];
    if (after !== before) turn.change({ on: 'audience', right, before, after });
  }
  if (keys.length) {
    const after: SettingsPatch = Object.fromEntries(keys.map((key) => [key, edited[key]]));
    const before: SettingsPatch = Object.fromEntries(keys.map((key) => [key, current[key]]));
    turn.change({ on: 'settings', before, after });
  }
  if (turn.room.settings.hands.policy !== 'off') return;
  for (const hand of turn.room.hands)
    turn.change({ on: 'hand', person: hand.person, before: hand, after: null }, 'revoked');
}

/** The settings that an edit names, as they would be. Audiences have changes of their own. */
function editedSettings(turn: Turn, current: RoomSettings, patch: SettingsEdit): Partial<RoomSettings> {
  const { audiences: _, profile, hands, muteAll, paused, locked, deleted, ...plain } = patch;
  const marked = (on: boolean, before: RoomSettings['paused']) => (on ? (before ?? turn.mark()) : null);
  return {
    ...defined(plain),
    ...(profile && { profile: { ...current.profile, ...defined(profile) } }),
    ...(hands && { hands: { ...current.hands, ...defined(hands) } }),
    ...(paused !== undefined && { paused: marked(paused, current.paused) }),
    ...(locked !== undefined && { locked: marked(locked, current.locked) }),
    ...(deleted !== undefined && { deleted: marked(deleted, current.deleted) }),
    ...(muteAll !== undefined && {
      muteAll: muteAll ? (current.muteAll ?? { mark: turn.mark(), except: [] }) : null,
    }),
  };
}

function editedAudiences(turn: Turn, { audiences }: RoomSettings, patch: SettingsEdit) {
  const edited: Record<Right, AudienceRule> = { ...audiences };
  for (const right of RIGHTS) {
    const audience = patch.audiences?.[right];
    if (audience && audience !== audiences[right].audience) edited[right] = { audience, mark: turn.mark() };
  }
  return edited;
}

type Defined<Patch> = { [Key in keyof Patch]?: Exclude<Patch[Key], undefined> };
const defined = <Patch extends object>(patch: Patch): Defined<Patch> =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Defined<Patch>;
