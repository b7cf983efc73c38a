import type { Kind } from '@/lib/core/gate/rights.ts';
import type { ParticipantId, PersonId, PublicationId } from '@/lib/core/ids.ts';
import type { View } from '@/lib/core/roster/view.ts';
import type { Explained, TrailEntry, TrailPage } from '@/lib/wire/answers.ts';
import type { RequestInput, RequestName } from '@/lib/wire/requests.ts';
import type { Signaling } from './signaling.ts';

/** What those who moderate can do. Failures are said in the call's messages; nothing here throws. */
export interface ModerationActions {
  /** Gives the floor, for `seconds` or until it is ended; of these kinds, or of those a raised hand gives. */
  allow(participant: ParticipantId, seconds?: number, kinds?: readonly Kind[]): Promise<void>;
  /** More time for somebody whose floor has an end. */
  extend(participant: ParticipantId, seconds: number): Promise<void>;
  /** Answers the first raised hand, for `seconds` or until it is ended. */
  allowNext(seconds?: number): Promise<void>;
  /** Takes the right to send away; with kinds, these alone. */
  stop(participant: ParticipantId, kinds?: readonly Kind[]): Promise<void>;
  /** Closes one publication and takes no right away. */
  stopPublication(publication: PublicationId): Promise<void>;
  /** The same to several at once, which is taken back at once. */
  stopSeveral(participants: readonly ParticipantId[]): Promise<void>;
  /** `lock`: they may not unmute until they are released. */
  mute(participant: ParticipantId, lock: boolean): Promise<void>;
  releaseMute(participant: ParticipantId): Promise<void>;
  askToUnmute(participant: ParticipantId): Promise<void>;
  askForCamera(participant: ParticipantId): Promise<void>;
  /** Locks or releases everybody, also whoever comes later; when locking, all but a few. */
  setMuteAll(on: boolean, except?: readonly ParticipantId[]): Promise<void>;
  lowerHand(participant: ParticipantId): Promise<void>;
  lowerAllHands(): Promise<void>;
  /** Shows one person large to everybody; null: nobody any more. */
  spotlight(participant: ParticipantId | null): Promise<void>;
  setRole(participant: ParticipantId, role: 'moderator' | 'member'): Promise<void>;
  /** Lets somebody in who waits, or everybody. */
  admit(participant: ParticipantId): Promise<void>;
  admitAll(): Promise<void>;
  deny(participant: ParticipantId): Promise<void>;
  remove(participant: ParticipantId): Promise<void>;
  readmit(person: PersonId): Promise<void>;
  setLocked(locked: boolean): Promise<void>;
  /** Ends the call for everybody. */
  endCall(): Promise<void>;
  /** Takes back one's own last stop, removal or mute of all. */
  undo(): Promise<void>;
  /** Every right of somebody with its reason; null when it cannot be had. */
  explain(participant: ParticipantId): Promise<Explained | null>;
  /** Owners: what was changed here, the newest first; null when it cannot be had. */
  trail(before?: number): Promise<TrailPage | null>;
}

export interface ModerationParts {
  readonly signaling: Pick<Signaling, 'request'>;
  view(): View | null;
  alert(text: string): void;
  /** Says what was done, with the way to take it back. */
  undoable(text: string): void;
}

export function createModeration({ signaling, view, alert, undoable }: ModerationParts): ModerationActions {
  /** Sends a request whose only interesting answer is a failure; whether it was done. */
  async function ask<Name extends RequestName>(name: Name, payload: RequestInput<Name>): Promise<boolean> {
    const answer = await signaling.request(name, payload);
    if (!answer.ok) alert(answer.failure.message);
    return answer.ok;
  }
  const quietly = async (asked: Promise<boolean>): Promise<void> => void (await asked);
  const nameOf = (participant: ParticipantId) => view()?.people?.[participant]?.name ?? 'This person';

  const stop: ModerationActions['stop'] = async (participant, kinds) => {
    const name = nameOf(participant);
    if (await ask('floor.stop', { participant, ...(kinds && { kinds: [...kinds] }) }))
      undoable(`${name} ${kinds ? STOPPED[kinds[0] ?? 'microphone'] : STOPPED.microphone}.`);
  };

  return {
    allow: (participant, seconds, kinds) =>
      quietly(
        ask('floor.allow', {
          participant,
          ...(seconds !== undefined && { seconds }),
          ...(kinds && { kinds: [...kinds] }),
        }),
      ),
    extend: (participant, seconds) => quietly(ask('floor.extend', { participant, seconds })),
    allowNext: (seconds) => quietly(ask('floor.next', seconds === undefined ? {} : { seconds })),
    stop,
    async stopSeveral(participants) {
      const [only, ...more] = participants;
      if (!only) return;
      if (!more.length) return stop(only);
      if (await ask('floor.stopSeveral', { participants: [...participants] }))
        undoable(`${participants.length} people were stopped from speaking.`);
    },
    stopPublication: (publication) => quietly(ask('media.stop', { publication })),
    mute: (participant, lock) => quietly(ask('mute.person', { participant, lock })),
    releaseMute: (participant) => quietly(ask('mute.release', { participant })),
    askToUnmute: (participant) => quietly(ask('mute.askUnmute', { participant })),
    askForCamera: (participant) => quietly(ask('person.askCamera', { participant })),
    async setMuteAll(on, except) {
      if (!on) return quietly(ask('mute.releaseAll', {}));
      if (await ask('mute.all', except?.length ? { except: [...except] } : {}))
        undoable(
          except?.length
            ? 'Everyone is muted but those you chose.'
            : 'Everyone is muted but moderators and those you let speak.',
        );
    },
    lowerHand: (participant) => quietly(ask('hand.lower', { participant })),
    lowerAllHands: () => quietly(ask('hand.lowerAll', {})),
    spotlight: (participant) => quietly(ask('person.spotlight', participant ? { participant } : {})),
    setRole: (participant, role) => quietly(ask('person.role', { participant, role })),
    admit: (participant) => quietly(ask('lobby.admit', { participant })),
    admitAll: () => quietly(ask('lobby.admitAll', {})),
    deny: (participant) => quietly(ask('lobby.deny', { participant })),
    async remove(participant) {
      const name = nameOf(participant);
      if (await ask('person.remove', { participant })) undoable(`${name} was removed.`);
    },
    readmit: (person) => quietly(ask('person.readmit', { person })),
    setLocked: (locked) => quietly(ask('room.lock', { locked })),
    endCall: () => quietly(ask('room.end', {})),
    undo: () => quietly(ask('act.undo', {})),
    async explain(participant) {
      const answer = await signaling.request('person.explain', { participant });
      if (answer.ok) return answer.value;
      alert(answer.failure.message);
      return null;
    },
    async trail(before) {
      const answer = await signaling.request('room.trail', before === undefined ? {} : { before });
      if (answer.ok) return answer.value;
      alert(answer.failure.message);
      return null;
    },
  };
}

const STOPPED: Record<Kind, string> = {
  microphone: 'was stopped from speaking',
  camera: 'may not turn a camera on any more',
  screen: 'may not share a screen any more',
  screenAudio: 'may not share sound any more',
};

export type { Explained, TrailEntry, TrailPage };
