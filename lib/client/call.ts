// Over 300 lines: one closure conducts the whole call, because its parts share its place, view and end.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '@/lib/core/failure.ts';
import { type ParticipantId, participantId, roomId } from '@/lib/core/ids.ts';
import { DEFAULT_PROFILE } from '@/lib/core/profile.ts';
import type { Said } from '@/lib/core/room/commands.ts';
import { fold, type Notice, type SelfView, type View } from '@/lib/core/roster/view.ts';
import type { EndReason } from '@/lib/core/session.ts';
import type { Look } from '@/lib/wire/answers.ts';
import type { RequestInput, RequestName } from '@/lib/wire/requests.ts';
import { actWords } from './acts.ts';
import { createChat } from './chat.ts';
import {
  credentials,
  keepGuest,
  keepName,
  keepPin,
  knownName,
  knownPin,
  takeSecrets,
} from './credentials.ts';
import type { Capturing } from './device-problem.ts';
import { encodingOf } from './encodings.ts';
import { createEquipment } from './equipment.ts';
import { createLinks } from './links.ts';
import { createMeter } from './meter.ts';
import { createModeration } from './moderation.ts';
import { watchNetwork } from './network.ts';
import { createOwnMedia } from './own-media.ts';
import { warmUp } from './peer.ts';
import { blurring, keepLowData, keepOpenOnTurn, keptLowData, keptOpenOnTurn } from './preferences.ts';
import { process } from './processing.ts';
import { type Connection, connect } from './signaling.ts';
import { createSparing } from './sparing.ts';
import { type CallActions, type CallState, INITIAL_STATE, type Message, type OwnMedia } from './state.ts';
import { opensByItself } from './turn.ts';
import { createViewing } from './viewing.ts';

export type Call = CallActions & { readonly store: StoreApi<CallState> };

/** A place in a room, to come back to after the socket was lost. */
interface Place {
  readonly participant: ParticipantId;
  readonly key: string;
  readonly name: string;
  /** The start of the server that gave it. */
  readonly run: string;
  /** The socket is gone; the media may still flow. */
  readonly lost: boolean;
}

/** Longest wait at a closed door that is worth a timer, milliseconds. */
const LONGEST_WAIT_MS = 3_600_000;

const NO_PICTURES =
  'This browser does not have the video format of this room: sound comes through, pictures do not. Use another browser, or ask a host to choose another format in the room’s settings.';

const isSaid = (notice: Notice): notice is Said =>
  ['muted', 'asked-to-unmute', 'asked-for-camera', 'stopped', 'exceeded'].includes(notice.is);

/** The conductor of one call: joins signaling, links, devices and the store. One per visit of a room's page. */
export function createCall(room: string): Call {
  takeSecrets(room);
  const id = roomId(room);
  const store = createStore<CallState>(() => ({
    ...INITIAL_STATE,
    openOnTurn: keptOpenOnTurn(),
    lowData: keptLowData(),
  }));
  const set = (part: Partial<CallState>) => store.setState(part);
  let place: Place | null = null;
  /** Waiting to be let in: what was seen at the door, to be drawn until a view comes. */
  let waiting: Look | null = null;
  /** Notices and the join's answer travel apart; the call begins when both are here. */
  let view: View | null = null;
  /** What the door looked like when it was gone through. */
  let door: Look | null = null;
  let lookingAgain: ReturnType<typeof setTimeout> | undefined;
  let clockOffset = 0;
  /** R30: whether the server hears who talks. */
  let hears = true;
  /** Whether a restart of the server took nothing from anybody. */
  let intact = true;
  let lastMessage = 0;
  let closed = false;
  /** The browser has loaded what a call needs. */
  let warm = false;
  /** Previews that were asked for: what the person wants to come in with, though a device may still be opening. */
  const wanted = new Map<Capturing, Promise<void>>();

  const now = () => Date.now() + clockOffset;
  const say = (
    as: 'status' | 'alert',
    text: string,
    action?: Message['action'],
    about?: Message['about'],
    devices?: Message['devices'],
  ) => {
    const { messages } = store.getState();
    if (messages.some((message) => message.text === text)) return;
    lastMessage += 1;
    const rest = { ...(action && { action }), ...(about && { about }), ...(devices && { devices }) };
    const message = { id: lastMessage, as, text, ...rest };
    set({ messages: [...messages.slice(-3), message] });
  };

  const signaling = connect(() => credentials(room), watch);
  const links = createLinks({
    signal: (link, signal) => void signaling.request('link.signal', { link, signal }),
    restart: async (link) => {
      const answer = await signaling.request('link.restart', { link });
      if (answer.ok) return 'mends';
      // Anything else will be otherwise once this page is back in its place.
      return answer.failure.code === 'not-found' ? 'unknown' : 'unreachable';
    },
    failed: (link) => void signaling.request('link.failed', { link }),
    received: (tracks) => set({ tracks }),
    flow: (flow) => set({ flow }),
    pictureless: () => say('alert', NO_PICTURES),
    stands: (publication) => view?.publications[publication] !== undefined,
    encoding: (kind, codec) => encodingOf(kind, view?.self.profile ?? DEFAULT_PROFILE, codec),
  });
  const setDevices = (part: Partial<CallState['devices']>) =>
    set({ devices: { ...store.getState().devices, ...part } });
  const isOpen = (kind: Capturing) => ['on', 'muted'].includes(store.getState().own[kind].is);
  const equipment = createEquipment({
    state: () => store.getState().devices,
    set: setDevices,
    inUse: isOpen,
    inCall: () => store.getState().phase.is === 'in-call',
    status: (text) => say('status', text),
    offer: (text, devices) => say('status', text, 'use-devices', undefined, devices),
  });
  const own = createOwnMedia({
    signaling,
    links,
    self: () => view?.self ?? null,
    isMuted: (publication) => view?.publications[publication]?.muted ?? false,
    open: equipment.open,
    instead: equipment.instead,
    show,
    showScreens: (screens, sound) => set({ own: { ...store.getState().own, screens, screenAudio: sound } }),
    alert: (text) => say('alert', text),
    failed: (kind, problem) => say('alert', problem, `try-${kind}`),
    status: (text) => say('status', text),
    now,
  });

  const viewing = createViewing(
    ({ tiles, lowData }) => void signaling.request('media.viewing', { tiles: [...tiles], lowData }),
    store.getState().lowData,
  );
  const sparing = createSparing(
    {
      slots: (link, slots) => links.slots(link, slots),
      camera() {
        const { camera } = store.getState().own;
        return camera.is === 'on' ? camera.publication : null;
      },
    },
    store.getState().lowData,
  );
  const meter = createMeter({
    look: links.stats,
    narrow: () => Object.values(store.getState().sent).some(({ why }) => why === 'network'),
    tell: (report) => void signaling.request('media.measured', report),
    show: (readings) => set({ readings }),
  });

  const chat = createChat({
    signaling,
    state: () => store.getState().chat,
    set: (part) => set({ chat: { ...store.getState().chat, ...part } }),
    alert: (text) => say('alert', text),
  });

  const moderation = createModeration({
    signaling,
    view: () => view,
    alert: (text) => say('alert', text),
    undoable(text) {
      // Only the last act can be taken back.
      set({ messages: store.getState().messages.filter(({ action }) => action !== 'undo') });
      say('status', text, 'undo');
    },
  });

  signaling.on('notices', (notices) => receive(notices));
  signaling.on('link.open', ({ link, iceServers, ...opening }) => {
    sparing.closed(link);
    links.open(link, opening, iceServers);
  });
  signaling.on('link.signal', ({ link, signal }) => links.signal(link, signal));
  signaling.on('link.slots', ({ link, slots }) => sparing.said(link, slots));
  signaling.on('link.close', ({ link }) => {
    sparing.closed(link);
    links.close(link);
  });
  signaling.on('ended', (reason) => closed || finish(reason));

  function show(kind: 'microphone' | 'camera', media: OwnMedia): void {
    const { own: before, messages } = store.getState();
    set({ own: { ...before, [kind]: media } });
    if (kind === 'camera' && media.is === 'on') sparing.follow();
    // Whoever has done it need not be asked to any more.
    const answered = ({ microphone: 'unmute', camera: 'camera' } as const)[kind];
    if (media.is === 'on')
      set({
        messages: messages.filter(
          ({ action, about }) => action !== answered && (about !== 'muted' || kind !== 'microphone'),
        ),
      });
  }

  /** R15, R23: what a moderator did or asks; the answer is the person's own. */
  function hear(words: Said): void {
    if (words.is === 'stopped') own.stopped(words);
    else if (words.is === 'exceeded') own.exceeded(words);
    else if (words.is === 'muted') {
      const what = words.byName ? `${words.byName} muted you.` : 'You were muted.';
      say('status', `${what} You can unmute yourself.`);
    } else if (words.is === 'asked-for-camera') {
      if (store.getState().own.camera.is === 'off')
        say('status', `${words.byName || 'A host'} asks you to turn your camera on.`, 'camera');
    } else if (store.getState().own.microphone.is !== 'on') {
      say('status', `${words.byName || 'A host'} asks you to unmute.`, 'unmute');
    }
  }

  function takeTurn(before: SelfView | null, self: SelfView): void {
    const { own: media, openOnTurn } = store.getState();
    if (!opensByItself(before, self, media.microphone, openOnTurn)) return;
    void own.setMicrophone(true).then(() => {
      if (store.getState().own.microphone.is === 'on')
        say('status', 'It is your turn: your microphone is on.');
    });
  }

  function receive(notices: readonly Notice[]): void {
    const queued = queue();
    for (const notice of notices) {
      const before = view;
      if (notice.is === 'view') view = notice.view;
      else if (view) view = fold(view, notice);
      if (view && (notice.is === 'view' || notice.is === 'self' || notice.is === 'self-too')) {
        own.enforce(view.self);
        chat.follow(view.self, notice.is === 'view');
        takeTurn(before?.self ?? null, view.self);
      }
      chat.hear(notice);
      if (notice.is === 'view' || notice.is === 'publication') own.follow();
      if (notice.is === 'publication-gone') own.closed(notice.id);
      if (notice.is === 'publication-gone' || notice.is === 'view') links.review();
      if (isSaid(notice)) hear(notice);
      if (notice.is === 'sent') set({ sent: notice.sent });
      // Another stay: what was held back from the one before says nothing about it.
      if (notice.is === 'view' && before?.self.participant !== notice.view.self.participant)
        set({ sent: {} });
      if (notice.is === 'trail') set({ trailed: store.getState().trailed + 1 });
      if (notice.is === 'act' && notice.act.by.participant !== place?.participant) {
        const text = actWords(notice.act);
        if (text) say('status', text);
      }
    }
    begin();
    announce(queued);
  }

  /** The call is on once the server gave a place and the first view, in whichever order they came. */
  function begin(): void {
    const inside = place !== null && view !== null && !place.lost;
    viewing.setJoined(inside);
    meter.setJoined(inside);
    if (!place) return;
    const signaling = place.lost ? 'reconnecting' : 'connected';
    if (view) {
      set({ phase: { is: 'in-call', view, signaling, clockOffset } });
      if (!waiting) return;
      // R27: let in.
      waiting = null;
      void bringIn();
    } else if (waiting) set({ phase: { is: 'waiting', look: waiting, signaling } });
  }

  const queue = () => Object.keys(view?.waiting ?? {});

  /** R27: for those who let in, one message for however many have come. */
  function announce(before: readonly string[]): void {
    const waits = Object.values(view?.waiting ?? {});
    const { messages } = store.getState();
    const others = messages.filter(({ about }) => about !== 'waiting');
    if (!waits.length && others.length < messages.length) set({ messages: others });
    const [newcomer] = waits.filter(({ participant }) => !before.includes(participant));
    if (!newcomer) return;
    set({ messages: others });
    const who = waits.length === 1 ? `${newcomer.name} is` : `${waits.length} people are`;
    say('status', `${who} waiting to come in.`, undefined, 'waiting');
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

  function stopTelling(): void {
    viewing.setJoined(false);
    meter.setJoined(false);
  }

  function refuse(failure: Failure): void {
    place = null;
    own.stopAll();
    links.closeAll();
    stopTelling();
    set({ phase: { is: 'unreachable', failure, retrying: false } });
  }

  const presentedPin = () => {
    const pin = knownPin(room);
    return pin ? { pin } : {};
  };
  /** Whoever we are was answered for when the socket connected; now only a PIN can be wrong. */
  const isAboutPin = ({ code }: Failure) =>
    knownPin(room) !== null &&
    (code === 'unauthenticated' || code === 'expired' || code === 'rate-limited' || code === 'bad-request');

  async function look(): Promise<void> {
    const answer = await signaling.request('room.look', { room: id, ...presentedPin() });
    const { phase } = store.getState();
    if (closed || phase.is === 'in-call' || phase.is === 'waiting' || phase.is === 'ended') return;
    if (!answer.ok) {
      // A PIN that was wrong once is wrong again: without it the room may still open.
      if (isAboutPin(answer.failure)) {
        keepPin(room, '');
        say('alert', answer.failure.message);
        return look();
      }
      return refuse(answer.failure);
    }
    if (answer.value.guest) keepGuest(answer.value.guest);
    const { you } = answer.value;
    const seen: Look = { ...answer.value, you: { ...you, name: you.name || knownName() } };
    if (phase.is !== 'joining') set({ phase: { is: 'pre-join', look: seen } });
    lookAgain(seen);
    await equipment.find();
    // A browser without it says so when it joins.
    if (!warm) await warmUp().catch(() => {});
    warm = true;
  }

  /** What opens by itself, in a while, is not asked for by reloading the page. */
  function lookAgain({ enter }: Look): void {
    clearTimeout(lookingAgain);
    if (enter.allowed || enter.remedy.do !== 'wait') return;
    const wait = Math.max(1000, enter.remedy.until - Date.now() + 500);
    if (wait > LONGEST_WAIT_MS) return;
    lookingAgain = setTimeout(() => store.getState().phase.is === 'pre-join' && void look(), wait);
  }

  async function enter(
    name: string,
    kept: Place | null,
  ): Promise<'came-in' | 'came-back' | 'found-again' | Failure> {
    const resume = kept ? { resume: { participant: participantId(kept.participant), key: kept.key } } : {};
    const answer = await signaling.request('room.join', { room: id, name, ...presentedPin(), ...resume });
    if (!answer.ok) return answer.failure;
    const { participant, key, run } = answer.value;
    clockOffset = answer.value.now - Date.now();
    hears = answer.value.hears;
    intact = answer.value.intact;
    place = { participant, key, name, run, lost: false };
    if (answer.value.waiting) {
      waiting = door;
      // What was seen before, in a call that is over, is no view of this room.
      if (view?.self.participant !== participant) view = null;
    }
    begin();
    if (kept?.participant !== participant) return 'came-in';
    return kept.run === run ? 'came-back' : 'found-again';
  }

  async function comeBack(kept: Place): Promise<void> {
    // If the place was not kept, the server opens new links, perhaps before it answers; these are then nobody's.
    const standing = links.ids();
    const closings = links.closings();
    const outcome = await enter(kept.name, kept);
    if (closed) return;
    if (outcome === 'came-back') return links.mend();
    if (outcome === 'found-again') {
      // The server was restarted and knows the place, but no link of before: each goes on until its successor does.
      // Where anything was taken from anybody meanwhile, there is no telling which of them carried it.
      if (intact && links.closings() === closings) links.supersede(standing);
      else for (const link of standing) links.close(link);
      await own.resume((publication) => view?.publications[publication] !== undefined);
      return;
    }
    if (outcome !== 'came-in') {
      // The socket may have gone again meanwhile; the next connection tries again.
      if (outcome.code !== 'unavailable') refuse(outcome);
      return;
    }
    for (const link of standing) links.close(link);
    if (!waiting) await own.resume();
  }

  /** The socket stays until the server has heard the last word. */
  function finish(reason: EndReason, lastWord: Promise<unknown> = Promise.resolve()): void {
    place = null;
    waiting = null;
    own.stopAll();
    links.closeAll();
    stopTelling();
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

  const onDeviceChange = () => void equipment.find();
  navigator.mediaDevices?.addEventListener('devicechange', onDeviceChange);
  // A closed tab is a goodbye, not a lost network: nobody should wait for it to come back.
  const onPageHide = () => void signaling.request('room.leave', {});
  window.addEventListener('pagehide', onPageHide);
  const unwatchNetwork = watchNetwork(() => links.moved());

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

  /** At the door another device takes the place of one that was unplugged, as in the call. */
  async function previewEnded(kind: Capturing, track: MediaStreamTrack): Promise<void> {
    const shown = () => store.getState().devices.preview;
    if (shown()[kind] !== track) return;
    const opened = await equipment.instead(kind, track, DEFAULT_PROFILE);
    if (shown()[kind] !== track) return opened.ok ? opened.track.stop() : undefined;
    setDevices({ preview: { ...shown(), [kind]: opened.ok ? opened.track : null } });
    if (!opened.ok) return;
    say('status', opened.told);
    opened.track.addEventListener('ended', () => void previewEnded(kind, opened.track));
  }

  /** What was switched on at the door comes in; so does what was on in a call that the server lost. */
  async function bringIn(): Promise<void> {
    await own.resume();
    await Promise.all([start('microphone', own.setMicrophone), start('camera', own.setCamera)]);
  }

  /** Sends a request whose only interesting answer is a failure. */
  async function ask<Name extends RequestName>(name: Name, payload: RequestInput<Name>): Promise<void> {
    const answer = await signaling.request(name, payload);
    if (!answer.ok) say('alert', answer.failure.message);
  }

  return {
    store,

    async preview(kind, on) {
      const { preview } = store.getState().devices;
      preview[kind]?.stop();
      setDevices({ preview: { ...preview, [kind]: null } });
      equipment.forgive(kind);
      wanted.delete(kind);
      if (!on) return;
      const opening: Promise<void> = equipment.open(kind, DEFAULT_PROFILE).then((opened) => {
        const { preview } = store.getState().devices;
        const stillWanted = wanted.get(kind) === opening && !closed;
        if (!opened.ok) return;
        if (!stillWanted) return opened.track.stop();
        setDevices({ preview: { ...preview, [kind]: opened.track } });
        opened.track.addEventListener('ended', () => void previewEnded(kind, opened.track));
      });
      wanted.set(kind, opening);
      await opening;
    },

    async join(name) {
      const { phase } = store.getState();
      if (phase.is !== 'pre-join') return;
      set({ phase: { is: 'joining', look: phase.look } });
      door = phase.look;
      const outcome = await enter(name, null);
      if (typeof outcome === 'object') {
        say('alert', outcome.message);
        set({ phase });
        // What is said at the door may have changed: ask again.
        void look();
        return;
      }
      if (phase.look.you.kind === 'guest') keepName(name);
      // Whoever waits comes in with them later.
      if (!waiting) await bringIn();
    },

    async enterPin(pin) {
      keepPin(room, pin);
      await look();
    },

    leave() {
      finish({ why: 'left' }, signaling.request('room.leave', {}));
    },

    setMicrophone: (on) => own.setMicrophone(on),
    setCamera: (on) => own.setCamera(on),
    setScreen: (on) => own.setScreen(on),
    stopScreen: (publication) => own.stopScreen(publication),
    setHand: (raised) => (raised ? ask('hand.raise', {}) : ask('hand.lower', {})),

    async chooseDevice(kind, id) {
      equipment.choose(kind, id);
      if (kind === 'speaker') return;
      if (store.getState().devices.preview[kind]) await this.preview(kind, true);
      else await own.change(kind);
    },
    async setBlur(on) {
      blurring.set(on);
      await own.reshape();
    },
    async setProcessing(part) {
      const processing = equipment.setProcessing(part);
      const { preview } = store.getState().devices;
      if (!preview.microphone) await own.process(processing);
      else if (!(await process(preview.microphone, processing))) await this.preview('microphone', true);
    },

    ...moderation,

    setOpenOnTurn(on) {
      keepOpenOnTurn(on);
      set({ openOnTurn: on });
    },
    setLowData(on) {
      keepLowData(on);
      viewing.setLowData(on);
      sparing.setOn(on);
      set({ lowData: on });
    },
    showing: viewing.watch,
    heardMyself(talking) {
      const { microphone } = store.getState().own;
      if (hears || (microphone.is !== 'on' && microphone.is !== 'muted')) return;
      void signaling.request('media.talking', { publication: microphone.publication, talking });
    },

    sendMessage: (text, to) => chat.send(text, to),
    removeMessage: (message) => chat.remove(message),
    olderMessages: () => chat.older(),

    dismiss: (message) => set({ messages: store.getState().messages.filter(({ id }) => id !== message) }),
    tell: (text, about) => say(about ? 'status' : 'alert', text, undefined, about),

    close() {
      closed = true;
      clearTimeout(lookingAgain);
      navigator.mediaDevices?.removeEventListener('devicechange', onDeviceChange);
      window.removeEventListener('pagehide', onPageHide);
      unwatchNetwork();
      own.stopAll();
      closePreview();
      links.closeAll();
      stopTelling();
      viewing.close();
      signaling.close();
    },
  };
}
