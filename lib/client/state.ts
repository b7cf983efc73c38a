import type { Failure } from '@/lib/core/failure.ts';
import type { Kind } from '@/lib/core/gate/rights.ts';
import type { MessageId, ParticipantId, PublicationId } from '@/lib/core/ids.ts';
import type { Sent } from '@/lib/core/quality/viewing.ts';
import type { View } from '@/lib/core/roster/view.ts';
import type { EndReason } from '@/lib/core/session.ts';
import type { Look } from '@/lib/wire/answers.ts';
import { type ChatState, NO_CHAT } from './chat.ts';
import type { Device } from './device-choice.ts';
import type { DeviceKind } from './devices.ts';
import type { Flow } from './links.ts';
import type { Readings } from './meter.ts';
import type { ModerationActions } from './moderation.ts';
import type { Processing } from './processing.ts';

/** Where this page is in its life; each phase carries only its own data. */
export type Phase =
  | { readonly is: 'connecting' }
  /** The server cannot be reached, or does not know who we are; `retrying` while it is tried again by itself. */
  | { readonly is: 'unreachable'; readonly failure: Failure; readonly retrying: boolean }
  | { readonly is: 'pre-join'; readonly look: Look }
  | { readonly is: 'joining'; readonly look: Look }
  /** R27: at the door of a room with a lobby, until somebody lets one in. */
  | { readonly is: 'waiting'; readonly look: Look; readonly signaling: 'connected' | 'reconnecting' }
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
  /** `heard`: what the device picks up meanwhile, to be measured here; it is never sent. */
  | { readonly is: 'muted'; readonly publication: PublicationId; readonly heard?: MediaStreamTrack };

/** One own screen; several may be shared at once. `starting` from the click until the browser and the server said yes. */
export type OwnScreen = Extract<OwnMedia, { readonly is: 'starting' | 'on' }>;

export interface OwnKinds extends Readonly<Record<Exclude<Kind, 'screen'>, OwnMedia>> {
  /** In the order in which they were shared. */
  readonly screens: readonly OwnScreen[];
}

export interface DeviceChoice {
  readonly available: readonly Device[];
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
  /** What is done to the microphone's sound before it is sent. */
  readonly processing: Processing;
}

/** Something to tell the person once. `alert` for refusals and errors, `status` for the rest. */
export interface Message {
  readonly id: number;
  readonly as: 'status' | 'alert';
  readonly text: string;
  /** What the person may do about it, with a button. */
  readonly action?: 'unmute' | 'camera' | 'undo' | 'try-microphone' | 'try-camera' | 'use-devices';
  /** A newer message about the same takes its place. */
  readonly about?: 'waiting' | 'muted';
  /** What `use-devices` would use. */
  readonly devices?: Readonly<Partial<Record<DeviceKind, string>>>;
}

export interface CallState {
  readonly phase: Phase;
  readonly own: OwnKinds;
  /** Whether sound and picture get through, whatever the socket does. */
  readonly flow: Flow;
  /** What arrives now, by publication. */
  readonly tracks: Readonly<Record<string, MediaStreamTrack>>;
  readonly devices: Devices;
  readonly messages: readonly Message[];
  /** What people wrote. */
  readonly chat: ChatState;
  /** R13: the person's own choice; see `setOpenOnTurn`. */
  readonly openOnTurn: boolean;
  /** The person's own choice; see `setLowData`. */
  readonly lowData: boolean;
  /** How much of each picture is sent to this page, by publication; what is not named is sent whole. */
  readonly sent: Readonly<Record<string, Sent>>;
  /** What was last measured of the connection; null before that, and outside of a call. */
  readonly readings: Readings | null;
  /** R19: grows whenever something was written to the trail, for those who may read it. */
  readonly trailed: number;
}

/** A call that has only been asked for: nothing reached, opened or sent. */
export const INITIAL_STATE: CallState = {
  phase: { is: 'connecting' },
  own: {
    microphone: { is: 'off' },
    camera: { is: 'off' },
    screens: [],
    screenAudio: { is: 'off' },
  },
  flow: 'none',
  tracks: {},
  devices: {
    microphone: { available: [], chosen: '' },
    camera: { available: [], chosen: '' },
    speaker: { available: [], chosen: '' },
    preview: { microphone: null, camera: null },
    problem: { microphone: null, camera: null },
    processing: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  },
  messages: [],
  chat: NO_CHAT,
  openOnTurn: false,
  lowData: false,
  sent: {},
  readings: null,
  trailed: 0,
};

/** Everything a page can ask of a call. Failures come back as a message in the state, never as an exception. */
export interface CallActions extends ModerationActions {
  /** Opens or closes the preview of a device before joining, and remembers the choice. */
  preview(kind: 'microphone' | 'camera', on: boolean): Promise<void>;
  /** Before joining: tries the digits of a PIN, and shows what they would open. */
  enterPin(pin: string): Promise<void>;
  join(name: string): Promise<void>;
  leave(): void;
  /** Publishes, unmutes, mutes, or ends; opens only the device of the person who pressed the button. */
  setMicrophone(on: boolean): Promise<void>;
  setCamera(on: boolean): Promise<void>;
  /** On shares one more screen; off ends all of one's own. */
  setScreen(on: boolean): Promise<void>;
  /** Ends one of one's own screens, with the sound that came with it. */
  stopScreen(publication: PublicationId): Promise<void>;
  setHand(raised: boolean): Promise<void>;
  /** Before a call and in it: what is sent goes on, from the other device. Kept for the next time. */
  chooseDevice(kind: DeviceKind, id: string): Promise<void>;
  /** Blurs the background, where the camera itself can. Kept for the next time. */
  setBlur(on: boolean): Promise<void>;
  /** What is done to the microphone's sound, at once where it is open. Kept for the next time. */
  setProcessing(part: Partial<Processing>): Promise<void>;
  /** R13: one's own microphone opens by itself when one's raised hand is answered. Kept for the next time. */
  setOpenOnTurn(on: boolean): void;
  /** Small pictures only, both ways. Kept on this device. */
  setLowData(on: boolean): void;
  /** An element of the page shows a publication, until what is returned is called: what nobody shows is not sent. */
  showing(element: Element, publication: PublicationId): () => void;
  /** R30: one's own microphone is heard to talk, or no longer; told on where the server cannot hear it itself. */
  heardMyself(talking: boolean): void;
  /** To everybody, or to one person alone. Null when it was sent; otherwise why not, to be shown beside the words. */
  sendMessage(text: string, to?: ParticipantId): Promise<string | null>;
  /** Moderators: takes a message from everybody's sight. */
  removeMessage(message: MessageId): Promise<void>;
  /** Fetches what was written before the first message shown. */
  olderMessages(): Promise<void>;
  dismiss(message: number): void;
  /** Says why something is refused, as an alert; or, about one's own muted microphone, as a status. */
  tell(text: string, about?: 'muted'): void;
  /** Ends everything: devices, links, socket. For when the page goes away. */
  close(): void;
}

export type { Look };
