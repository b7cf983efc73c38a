// Over 300 lines: one closure conducts the whole call, because its parts share its place, view and end.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '@/lib/core/failure.ts';
import type { Kind } from '@/lib/core/gate/rights.ts';
import { type ParticipantId, participantId, roomId } from '@/lib/core/ids.ts';
import { DEFAULT_PROFILE } from '@/lib/core/profile.ts';
import type { Said } from '@/lib/core/room/commands.ts';
import { fold, type Notice, type View } from '@/lib/core/roster/view.ts';
import type { EndReason } from '@/lib/core/session.ts';
import type { Look } from '@/lib/wire/answers.ts';
import type { RequestInput, RequestName } from '@/lib/wire/requests.ts';
import { credentials, keepGuest, keepName, knownName, takeToken } from './credentials.ts';
import { type DeviceKind, listDevices, openDevice } from './devices.ts';
import { cameraEncodings } from './encodings.ts';
import { createLinks } from './links.ts';
import { createOwnMedia } from './own-media.ts';
import { type Connection, connect } from './signaling.ts';
import { type CallActions, type CallState, INITIAL_STATE, type OwnMedia } from './state.ts';

export type Call = CallActions & { readonly store: StoreApi<CallState> };

/** A place in a room, to come back to after the socket was lost. */
interface Place {
  readonly participant: ParticipantId;
  readonly key: string;
  readonly name: string;
  /** The socket is gone; the media may still flow. */
  readonly lost: boolean;
}

/** The conductor of one call: joins signaling, links, devices and the store. One per visit of a room's page. */
export function createCall(room: string): Call {
  takeToken(room);
  const id = roomId(room);
  const store = createStore<CallState>(() => INITIAL_STATE);
  const set = (part: Partial<CallState>) => store.setState(part);
  let place: Place | null = null;
  /** Notices and the join's answer travel apart; the call begins when both are here. */
  let view: View | null = null;
  let clockOffset = 0;
  let lastMessage = 0;
  let closed = false;
  /** Previews that were asked for: what the person wants to come in with, though a device may still be opening. */
  const wanted = new Map<'microphone' | 'camera', Promise<void>>();

  const now = () => Date.now() + clockOffset;
  const say = (as: 'status' | 'alert', text: string, action?: 'unmute') => {
    const { messages } = store.getState();
    if (messages.some((message) => message.text === text)) return;
    lastMessage += 1;
    set({ messages: [...messages.slice(-3), { id: lastMessage, as, text, ...(action && { action }) }] });
  };

  const signaling = connect(() => credentials(room), watch);
  const links = createLinks({
    signal: (link, signal) => void signaling.request('link.signal', { link, signal }),
    failed: (link) => void signaling.request('link.failed', { link }),
    received: (tracks) => set({ tracks }),
    encodings: (kind) => (kind === 'camera' ? cameraEncodings(view?.self.profile ?? DEFAULT_PROFILE) : []),
  });
  const own = createOwnMedia({
    signaling,
    links,
    self: () => view?.self ?? null,
    isMuted: (publication) => view?.publications[publication]?.muted ?? false,
    chosen: (kind) => store.getState().devices[kind].chosen,
    show,
    alert: (text) => say('alert', text),
    now,
  });

  signaling.on('notices', (notices) => receive(notices));
  signaling.on('link.open', ({ link, iceServers, ...opening }) => links.open(link, opening, iceServers));
  signaling.on('link.signal', ({ link, signal }) => links.signal(link, signal));
  signaling.on('link.slots', ({ link, slots }) => links.slots(link, slots));
  signaling.on('link.close', ({ link }) => links.close(link));
  signaling.on('ended', (reason) => closed || finish(reason));

  function show(kind: Kind, media: OwnMedia): void {
    const { own: before, messages } = store.getState();
    set({ own: { ...before, [kind]: media } });
    // Whoever has unmuted need not be asked to any more.
    if (kind === 'microphone' && media.is === 'on')
      set({ messages: messages.filter(({ action }) => action !== 'unmute') });
  }

  /** R15, R23: what a moderator did or asks; the answer is the person's own. */
  function hear(words: Said): void {
    if (words.is === 'muted') {
      const what = words.byName ? `${words.byName} muted you.` : 'You were muted.';
      say('status', `${what} You can unmute yourself.`);
    } else if (store.getState().own.microphone.is !== 'on') {
      say('status', `${words.byName || 'A host'} asks you to unmute.`, 'unmute');
    }
  }

  function receive(notices: readonly Notice[]): void {
    for (const notice of notices) {
      if (notice.is === 'view') view = notice.view;
      else if (view) view = fold(view, notice);
      if (view && (notice.is === 'view' || notice.is === 'self')) own.enforce(view.self);
      if (notice.is === 'view' || notice.is === 'publication') own.follow();
      if (notice.is === 'muted' || notice.is === 'asked-to-unmute') hear(notice);
    }
    begin();
  }

  /** The call is on once the server gave a place and the first view, in whichever order they came. */
  function begin(): void {
    if (place && view)
      set({
        phase: { is: 'in-call', view, signaling: place.lost ? 'reconnecting' : 'connected', clockOffset },
      });
  }

  function watch(connection: Connection): void {
    if (closed) return;
    const { phase } = store.getState();
    if (connection.is === 'rejected') refuse(connection.failure);
    else if (connection.is === 'connected') void (place ? comeBack(place) : look());
    else if (place) {
      place = { ...place, lost: true };
      begin();
    } else if (phase.is === 'connecting' || phase.is === 'unreachable') {
      const failure = { code: 'unavailable', message: 'The server cannot be reached.' } as const;
      set({ phase: { is: 'unreachable', failure, retrying: true } });
    }
  }

  function refuse(failure: Failure): void {
    place = null;
    own.stopAll();
    links.closeAll();
    set({ phase: { is: 'unreachable', failure, retrying: false } });
  }

  async function look(): Promise<void> {
    const answer = await signaling.request('room.look', { room: id });
    const { phase } = store.getState();
    if (closed || phase.is === 'in-call' || phase.is === 'ended') return;
    if (!answer.ok) return refuse(answer.failure);
    if (answer.value.guest) keepGuest(answer.value.guest);
    const { you } = answer.value;
    const seen: Look = { ...answer.value, you: { ...you, name: you.name || knownName() } };
    if (phase.is !== 'joining') set({ phase: { is: 'pre-join', look: seen } });
    await findDevices();
  }

  async function enter(name: string, kept: Place | null): Promise<'came-in' | 'came-back' | Failure> {
    const resume = kept ? { resume: { participant: participantId(kept.participant), key: kept.key } } : {};
    const answer = await signaling.request('room.join', { room: id, name, ...resume });
    if (!answer.ok) return answer.failure;
    const { participant, key } = answer.value;
    clockOffset = answer.value.now - Date.now();
    place = { participant, key, name, lost: false };
    begin();
    return kept?.participant === participant ? 'came-back' : 'came-in';
  }

  async function comeBack(kept: Place): Promise<void> {
    // If the place was not kept, the server opens new links, perhaps before it answers; these are then nobody's.
    const standing = links.ids();
    const outcome = await enter(kept.name, kept);
    if (closed || outcome === 'came-back') return;
    if (outcome !== 'came-in') {
      // The socket may have gone again meanwhile; the next connection tries again.
      if (outcome.code !== 'unavailable') refuse(outcome);
      return;
    }
    for (const link of standing) links.close(link);
    await own.resume();
  }

  /** The socket stays until the server has heard the last word. */
  function finish(reason: EndReason, lastWord: Promise<unknown> = Promise.resolve()): void {
    place = null;
    own.stopAll();
    links.closeAll();
    closePreview();
    closed = true;
    void lastWord.then(() => signaling.close());
    set({ phase: { is: 'ended', reason } });
  }

  function closePreview(): void {
    wanted.clear();
    const { preview } = store.getState().devices;
    preview.microphone?.stop();
    preview.camera?.stop();
    setDevices({ preview: { microphone: null, camera: null } });
  }

  const setDevices = (part: Partial<CallState['devices']>) =>
    set({ devices: { ...store.getState().devices, ...part } });

  async function findDevices(): Promise<void> {
    const { microphone, camera, speaker } = store.getState().devices;
    setDevices(
      await listDevices({ microphone: microphone.chosen, camera: camera.chosen, speaker: speaker.chosen }),
    );
  }
  const onDeviceChange = () => void findDevices();
  navigator.mediaDevices?.addEventListener('devicechange', onDeviceChange);
  // A closed tab is a goodbye, not a lost network: nobody should wait for it to come back.
  const onPageHide = () => void signaling.request('room.leave', {});
  window.addEventListener('pagehide', onPageHide);

  /** Publishes what was being previewed, once its device is open. */
  async function start(
    kind: 'microphone' | 'camera',
    publish: (on: boolean, track: MediaStreamTrack) => Promise<void>,
  ) {
    await wanted.get(kind);
    const { devices } = store.getState();
    const track = devices.preview[kind];
    wanted.delete(kind);
    setDevices({ preview: { ...devices.preview, [kind]: null } });
    if (track) await publish(true, track);
  }

  /** Sends a request whose only interesting answer is a failure. */
  async function ask<Name extends RequestName>(name: Name, payload: RequestInput<Name>): Promise<void> {
    const answer = await signaling.request(name, payload);
    if (!answer.ok) say('alert', answer.failure.message);
  }

  return {
    store,

    async preview(kind, on) {
      const { preview, problem } = store.getState().devices;
      preview[kind]?.stop();
      setDevices({ preview: { ...preview, [kind]: null }, problem: { ...problem, [kind]: null } });
      wanted.delete(kind);
      if (!on) return;
      const opening: Promise<void> = openDevice(
        kind,
        store.getState().devices[kind].chosen,
        DEFAULT_PROFILE,
      ).then((opened) => {
        const { devices } = store.getState();
        const stillWanted = wanted.get(kind) === opening && !closed;
        if (!opened.ok) setDevices({ problem: { ...devices.problem, [kind]: opened.problem } });
        else if (stillWanted) setDevices({ preview: { ...devices.preview, [kind]: opened.track } });
        else opened.track.stop();
      });
      wanted.set(kind, opening);
      await opening;
      await findDevices();
    },

    async join(name) {
      const { phase } = store.getState();
      if (phase.is !== 'pre-join') return;
      set({ phase: { is: 'joining', look: phase.look } });
      const outcome = await enter(name, null);
      if (typeof outcome === 'object') {
        say('alert', outcome.message);
        set({ phase });
        // What is said at the door may have changed: ask again.
        void look();
        return;
      }
      if (phase.look.you.kind === 'guest') keepName(name);
      await Promise.all([start('microphone', own.setMicrophone), start('camera', own.setCamera)]);
    },

    leave() {
      finish({ why: 'left' }, signaling.request('room.leave', {}));
    },

    setMicrophone: (on) => own.setMicrophone(on).then(findDevices),
    setCamera: (on) => own.setCamera(on).then(findDevices),
    setScreen: (on) => own.setScreen(on),
    setHand: (raised) => (raised ? ask('hand.raise', {}) : ask('hand.lower', {})),

    async chooseDevice(kind: DeviceKind, chosen) {
      const { devices, phase } = store.getState();
      setDevices({ [kind]: { ...devices[kind], chosen } });
      if (kind === 'speaker') return;
      if (phase.is === 'in-call') await own.replace(kind);
      else if (devices.preview[kind]) await this.preview(kind, true);
    },

    allow: (participant, seconds) =>
      ask('floor.allow', { participant, ...(seconds !== undefined && { seconds }) }),
    stop: (participant) => ask('floor.stop', { participant }),
    mute: (participant, lock) => ask('mute.person', { participant, lock }),
    releaseMute: (participant) => ask('mute.release', { participant }),
    askToUnmute: (participant) => ask('mute.askUnmute', { participant }),
    setMuteAll: (on) => (on ? ask('mute.all', {}) : ask('mute.releaseAll', {})),
    lowerHand: (participant) => ask('hand.lower', { participant }),
    remove: (participant) => ask('person.remove', { participant }),

    dismiss: (message) => set({ messages: store.getState().messages.filter(({ id }) => id !== message) }),
    tell: (text) => say('alert', text),

    close() {
      closed = true;
      navigator.mediaDevices?.removeEventListener('devicechange', onDeviceChange);
      window.removeEventListener('pagehide', onPageHide);
      own.stopAll();
      closePreview();
      links.closeAll();
      signaling.close();
    },
  };
}
