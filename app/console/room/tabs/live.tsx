'use client';

import { MicOff, Search, WifiOff } from 'lucide-react';
import { useState } from 'react';
import { button, field } from '../../../parts/button.ts';
import { Confirm } from '../../../parts/confirm.tsx';
import type { LiveParticipant, LiveState } from '../../data/shapes.ts';
import { AllowDialog } from '../../live/allow-dialog.tsx';
import { LiveCall } from '../../live/live-call.tsx';
import { LiveHands } from '../../live/live-hands.tsx';
import { LivePeople } from '../../live/live-people.tsx';
import { LiveWaiting } from '../../live/live-waiting.tsx';
import { PersonMenu } from '../../live/person-menu.tsx';
import { Removed } from '../../live/removed.tsx';
import { type Act, useCommand } from '../../live/use-command.ts';
import { found } from '../../live/words.ts';
import { Skeleton } from '../../parts/skeleton.tsx';
import { type Said, Status, useSaid } from '../../parts/status.tsx';
import { useRoomPage } from '../room-context.tsx';

/** From this many people on, there is a field to find somebody. */
const MANY = 8;

export function LiveTab() {
  const { id, live } = useRoomPage();
  const { said, say } = useSaid();
  const act = useCommand(id, say);
  const call = 'call' in live ? live.call : null;
  return (
    <>
      {live.state === 'lost' && (
        <p
          role="alert"
          className="mb-4 flex items-center gap-2.5 rounded-lg bg-hand-wash p-3 text-sm font-medium text-hand"
        >
          <WifiOff aria-hidden size={18} className="shrink-0" />
          {call
            ? 'Reconnecting. What you see is how it was before the connection broke.'
            : 'No connection to the call yet. Trying again.'}
        </p>
      )}
      {call ? (
        <Running call={call} act={act} said={said} />
      ) : (
        live.state === 'connecting' && <Skeleton lines={5} label="Looking into the call" />
      )}
      <div className="mt-4">
        <Removed room={id} act={act} />
      </div>
    </>
  );
}

function Running({ call, act, said }: { call: LiveState; act: Act; said: Said }) {
  const { room } = useRoomPage();
  const [search, setSearch] = useState('');
  const [allowing, setAllowing] = useState<LiveParticipant | null>(null);
  const [removing, setRemoving] = useState<LiveParticipant | null>(null);
  const { participants, hands, waiting, muteAll, locked } = call;
  const shown = found(participants, search);

  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-0 flex-1 basis-56">
          <h2 className="text-lg font-semibold tabular-nums">
            {participants.length === 0
              ? 'Nobody is in'
              : participants.length === 1
                ? '1 person is in'
                : `${participants.length.toLocaleString('en')} people are in`}
          </h2>
          {muteAll && (
            <p className="flex items-start gap-1.5 text-sm text-soft">
              <MicOff aria-hidden size={15} className="mt-0.5 shrink-0" />
              Everyone is muted, but for moderators and those who were let speak.
            </p>
          )}
        </div>
        {muteAll ? (
          <button
            type="button"
            className={button.plain}
            onClick={() => void act({ do: 'release-all' }, 'Everyone may unmute again.')}
          >
            Release all
          </button>
        ) : (
          <button
            type="button"
            className={button.plain}
            onClick={() =>
              void act({ do: 'mute-all' }, 'Everyone is muted but moderators and those who were let speak.')
            }
          >
            Mute all
          </button>
        )}
      </div>
      {participants.length > 0 && <LiveCall locked={locked} act={act} />}
      <Status said={said} />
      {(room.lobby || waiting.length > 0) && <LiveWaiting waiting={waiting} act={act} />}
      {participants.length === 0 ? (
        <p className="rounded-lg border border-dashed border-edge p-8 text-center text-soft">
          When somebody comes in they appear here at once, with what they publish and whether they may speak.
        </p>
      ) : (
        <div className="grid gap-4">
          <LiveHands hands={hands} act={act} />
          <div>
            {participants.length >= MANY && (
              <label className="relative mb-3 block sm:max-w-sm">
                <span className="sr-only">Find somebody in the call</span>
                <Search
                  aria-hidden
                  size={17}
                  className="absolute start-3 top-1/2 -translate-y-1/2 text-soft"
                />
                <input
                  type="search"
                  placeholder="Name or address"
                  className={`${field} ps-9.5`}
                  value={search}
                  onChange={(event) => setSearch(event.target.value)}
                />
              </label>
            )}
            {shown.length === 0 && (
              <p className="text-soft">Nobody in the call has “{search.trim()}” in the name.</p>
            )}
            <LivePeople
              people={shown}
              menu={(person) => (
                <PersonMenu
                  person={person}
                  act={act}
                  allowWith={() => setAllowing(person)}
                  remove={() => setRemoving(person)}
                />
              )}
            />
            <p className="mt-2 text-sm text-soft">
              Resolution and bitrate are what was negotiated: the most that may be sent, not what is measured.
            </p>
          </div>
        </div>
      )}
      <AllowDialog
        room={room}
        person={allowing}
        close={() => setAllowing(null)}
        allow={(person, kinds, seconds) =>
          void act(
            {
              do: 'allow',
              participant: person.id,
              kinds: [...kinds],
              ...(seconds !== undefined && { seconds }),
            },
            `${person.name} may speak.`,
          )
        }
      />
      <Confirm
        open={removing !== null}
        onOpenChange={(open) => open || setRemoving(null)}
        title={removing ? `Remove ${removing.name} from the room?` : ''}
        label="Remove"
        act={() =>
          removing &&
          void act({ do: 'remove', person: removing.person }, `${removing.name} is removed, and kept out.`)
        }
      >
        They leave at once, in every tab, and cannot come back until somebody readmits them.
      </Confirm>
    </>
  );
}
