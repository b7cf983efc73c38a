import type { Profile } from '@/lib/core/profile.ts';
import { arrived, type Choice, type Device, NO_CHOICE, settle, substitute } from './device-choice.ts';
import { blocked, type Capturing, permission } from './device-problem.ts';
import { type DeviceKind, listDevices, type Opened, openDevice } from './devices.ts';
import { keepChoice, keptChoice } from './preferences.ts';
import { keepProcessing, keptProcessing, type Processing } from './processing.ts';
import type { Devices } from './state.ts';

export interface EquipmentParts {
  state(): Devices;
  set(part: Partial<Devices>): void;
  /** In a call, whether a device of this kind is open, muted or not. */
  inUse(kind: Capturing): boolean;
  inCall(): boolean;
  status(text: string): void;
  /** Something was plugged in that could be used. */
  offer(text: string, devices: Partial<Record<DeviceKind, string>>): void;
}

/** What was opened for a device that ended: `told` says both. */
export type Instead =
  | (Opened & { readonly ok: true; readonly told: string })
  | (Opened & { readonly ok: false });

const KINDS: readonly DeviceKind[] = ['microphone', 'camera', 'speaker'];

export type Equipment = ReturnType<typeof createEquipment>;

/** The devices of this computer: what there is, which was chosen, and why one cannot be had. Opens none by itself. */
export function createEquipment(parts: EquipmentParts) {
  /** What is wished for now; what is kept for the next time may be a device that is not here today. */
  const chosen: Record<DeviceKind, Choice> = {
    microphone: keptChoice('microphone'),
    camera: keptChoice('camera'),
    speaker: keptChoice('speaker'),
  };
  /** Which device a track came from: an ended one may not tell any more. */
  const origin = new WeakMap<MediaStreamTrack, Choice>();
  const watched = new Set<Capturing>();
  parts.set({ processing: keptProcessing() });

  function setProblem(kind: Capturing, problem: string | null): void {
    const { problem: before } = parts.state();
    if (before[kind] !== problem) parts.set({ problem: { ...before, [kind]: problem } });
  }

  /** Told before anybody presses a button in vain, and taken back once the browser allows it. */
  async function checkPermission(kind: Capturing): Promise<void> {
    const status = await permission(kind);
    if (!status) return;
    if (!watched.has(kind)) {
      watched.add(kind);
      status.onchange = () => void find();
    }
    const { [kind]: told } = parts.state().problem;
    if (status.state === 'denied') setProblem(kind, blocked(kind));
    else if (told === blocked(kind)) setProblem(kind, null);
  }

  /** Looks what there is, and says what came and went. */
  async function find(): Promise<void> {
    const found = await listDevices();
    const before = parts.state();
    const came: Partial<Record<DeviceKind, Device>> = {};
    for (const kind of KINDS) {
      const [device] = arrived(before[kind].available, found[kind]);
      if (device && (kind === 'speaker' || parts.inUse(kind))) came[kind] = device;
      const wish = settle(chosen[kind], found[kind]);
      // What is not here now does not switch by itself when it comes.
      if (found[kind].length && !wish) chosen[kind] = NO_CHOICE;
      parts.set({ [kind]: { available: found[kind], chosen: wish } });
    }
    if (parts.inCall()) {
      if (before.speaker.chosen && !parts.state().speaker.chosen)
        parts.status('Your speaker was unplugged. Now using the one that the system chose.');
      const [first] = Object.values(came);
      const ids = Object.fromEntries(Object.entries(came).map(([kind, { id }]) => [kind, id]));
      if (first) parts.offer(`${first.label} was plugged in.`, ids);
    }
    await Promise.all([checkPermission('microphone'), checkPermission('camera')]);
  }

  async function open(kind: Capturing, profile: Profile): Promise<Opened> {
    const opened = await openDevice(kind, {
      chosen: chosen[kind],
      profile,
      processing: parts.state().processing,
    });
    setProblem(kind, opened.ok ? null : opened.problem);
    await find();
    if (opened.ok) remember(kind, opened.track);
    return opened;
  }

  function remember(kind: Capturing, track: MediaStreamTrack): void {
    const { deviceId = '' } = track.getSettings();
    const { available } = parts.state()[kind];
    // The system's own choice has no id of its own, but its label ends in that of the device.
    const device =
      available.find(({ id }) => id === deviceId) ??
      available.find(({ label }) => track.label.endsWith(label));
    origin.set(track, device ?? { id: deviceId, label: track.label });
  }

  /** Wishes for another device; nothing is opened here. */
  function wish(kind: DeviceKind, id: string): void {
    const { [kind]: choice } = parts.state();
    chosen[kind] = choice.available.find((device) => device.id === id) ?? NO_CHOICE;
    parts.set({ [kind]: { ...choice, chosen: settle(chosen[kind], choice.available) } });
  }

  return {
    find,
    open,

    choose(kind: DeviceKind, id: string): void {
      wish(kind, id);
      const { id: known, label } = chosen[kind];
      keepChoice(kind, { id: known, label });
    },

    setProcessing(part: Partial<Processing>): Processing {
      const processing = { ...parts.state().processing, ...part };
      keepProcessing(processing);
      parts.set({ processing });
      return processing;
    },

    /** Opens what takes the place of a device that ended while its owner used it. What is kept stays as it was. */
    async instead(kind: Capturing, track: MediaStreamTrack, profile: Profile): Promise<Instead> {
      const gone = origin.get(track) ?? { id: '', label: track.label };
      await find();
      if ((await permission(kind))?.state === 'denied') return { ok: false, problem: blocked(kind) };
      const { available } = parts.state()[kind];
      const what = available.some(({ id }) => id === gone.id) ? 'stopped' : 'was unplugged';
      const other = substitute(gone, available);
      if (other) {
        wish(kind, other.id);
        const opened = await open(kind, profile);
        const told = `Your ${kind} ${what}. Now using ${other.label}.`;
        if (opened.ok) return { ...opened, told };
      }
      const problem = `Your ${kind} ${what}, and is off now. Plug one in, then try again.`;
      setProblem(kind, problem);
      return { ok: false, problem };
    },

    /** Says nothing of a kind any more: its owner switched it off. */
    forgive: (kind: Capturing) => setProblem(kind, null),
  };
}
