import type { Failure } from '@/lib/core/failure.ts';
import type { Kind } from '@/lib/core/gate/rights.ts';
import type { ParticipantId, PublicationId } from '@/lib/core/ids.ts';
import type { View } from '@/lib/core/roster/view.ts';
import type { EndReason } from '@/lib/core/session.ts';
import type { Look } from '@/lib/wire/answers.ts';

/** Where this page is in its life; each phase carries only its own data. */
export type Phase =
  | { readonly is: 'connecting' }
  /** The server cannot be reached, or does not know who we are; `retrying` while it is tried again by itself. */
  | { readonly is: 'unreachable'; readonly failure: Failure; readonly retrying: boolean }
  | { readonly is: 'pre-join'; readonly look: Look }
  | { readonly is: 'joining'; readonly look: Look }
  | {
      readonly is: 'in-call';
      readonly view: View;
      readonly signaling: 'connected' | 'reconnecting';
      /** Add to Date.now() to have the server's clock. */
      readonly clockOffset: number;
    }
  | { readonly is: 'ended'; readonly reason: EndReason };

/** One kind of own media. `starting` from the click until the device and the server said yes. */
export type OwnMedia =
  | { readonly is: 'off' }
  | { readonly is: 'starting' }
  | { readonly is: 'on'; readonly publication: PublicationId; readonly track: MediaStreamTrack }
  | { readonly is: 'muted'; readonly publication: PublicationId };

export interface DeviceChoice {
  readonly available: readonly { readonly id: string; readonly label: string }[];
  /** Empty: the system's default. */
  readonly chosen: string;
}

export interface Devices {
  readonly microphone: DeviceChoice;
  readonly camera: DeviceChoice;
  readonly speaker: DeviceChoice;
  /** Pre-join only: what would be sent. */
  readonly preview: {
    readonly microphone: MediaStreamTrack | null;
    readonly camera: MediaStreamTrack | null;
  };
  /** Why a device could not be opened, in plain words, with the fix. */
  readonly problem: { readonly microphone: string | null; readonly camera: string | null };
}

/** Something to tell the person once. `alert` for refusals and errors, `status` for the rest. */
export interface Message {
  readonly id: number;
  readonly as: 'status' | 'alert';
  readonly text: string;
  /** What the person may do about it, with a button. */
  readonly action?: 'unmute';
}

export interface CallState {
  readonly phase: Phase;
  readonly own: Readonly<Record<Kind, OwnMedia>>;
  /** What arrives now, by publication. */
  readonly tracks: Readonly<Record<string, MediaStreamTrack>>;
  readonly devices: Devices;
  readonly messages: readonly Message[];
}

/** A call that has only been asked for: nothing reached, opened or sent. */
export const INITIAL_STATE: CallState = {
  phase: { is: 'connecting' },
  own: {
    microphone: { is: 'off' },
    camera: { is: 'off' },
    screen: { is: 'off' },
    screenAudio: { is: 'off' },
  },
  tracks: {},
  devices: {
    microphone: { available: [], chosen: '' },
    camera: { available: [], chosen: '' },
    speaker: { available: [], chosen: '' },
    preview: { microphone: null, camera: null },
    problem: { microphone: null, camera: null },
  },
  messages: [],
};

/** Everything a page can ask of a call. Failures come back as a message in the state, never as an exception. */
export interface CallActions {
  /** Opens or closes the preview of a device before joining, and remembers the choice. */
  preview(kind: 'microphone' | 'camera', on: boolean): Promise<void>;
  join(name: string): Promise<void>;
  leave(): void;
  /** Publishes, unmutes, mutes, or ends; opens only the device of the person who pressed the button. */
  setMicrophone(on: boolean): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  setScreen(on: boolean): Promise<void>;
  setHand(raised: boolean): Promise<void>;
  chooseDevice(kind: 'microphone' | 'camera' | 'speaker', id: string): Promise<void>;
  /** Moderators: by participant, as shown in the list. */
  allow(participant: ParticipantId, seconds?: number): Promise<void>;
  stop(participant: ParticipantId): Promise<void>;
  /** `lock`: they may not unmute until they are released. */
  mute(participant: ParticipantId, lock: boolean): Promise<void>;
  releaseMute(participant: ParticipantId): Promise<void>;
  askToUnmute(participant: ParticipantId): Promise<void>;
  /** Locks or releases everybody, also whoever comes later. */
  setMuteAll(on: boolean): Promise<void>;
  lowerHand(participant: ParticipantId): Promise<void>;
  remove(participant: ParticipantId): Promise<void>;
  dismiss(message: number): void;
  /** Says why something is refused, as an alert. */
  tell(text: string): void;
  /** Ends everything: devices, links, socket. For when the page goes away. */
  close(): void;
}

export type { Look };
