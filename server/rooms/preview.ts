import { FailureError } from '@/lib/core/failure.ts';
import { type Differences, differences } from '@/lib/core/gate/simulate.ts';
import type { RoomId } from '@/lib/core/ids.ts';
import type { Command, MemberEdit, SettingsEdit } from '@/lib/core/room/commands.ts';
import type { Room } from '@/lib/core/room/room.ts';
import { step } from '@/lib/core/room/step.ts';
import type { Administration, Backend } from './administration.ts';

/**
 * Who would gain and who would lose what by an edit, which is carried out on a copy and kept nowhere.
 * @param edit made from the settings as they are, since what null means depends on them
 * @throws FailureError with which the edit itself would be refused
 */
export async function preview(
  administration: Administration,
  actor: Backend,
  id: RoomId,
  edit: (room: Room) => SettingsEdit,
  members: readonly MemberEdit[],
): Promise<Differences> {
  const edits = await administration.named(members);
  return administration.read(id, (before, _host, now) => {
    const commands: Command[] = [
      { do: 'settings', patch: edit(before) },
      { do: 'members', members: edits },
    ];
    let after = before;
    for (const command of commands) {
      const outcome = step(after, actor, command, now);
      if (outcome.failure) throw new FailureError(outcome.failure);
      after = outcome.room;
    }
    return differences(before, after, now);
  });
}
