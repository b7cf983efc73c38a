import { describe, expect, it } from 'vitest';
import type { Opened } from '@/lib/client/devices.ts';
import type { Instead } from '@/lib/client/equipment.ts';
import { createOwnMedia } from '@/lib/client/own-media.ts';
import type { OwnMedia } from '@/lib/client/state.ts';
import type { Decision } from '@/lib/core/gate/decision.ts';
import { publicationId } from '@/lib/core/ids.ts';
import type { SelfView } from '@/lib/core/roster/view.ts';

const MINE = publicationId('mine');
const yes: Decision = { allowed: true, right: 'unmute', reason: { rule: 'R15', because: 'not-muted' } };
const locked: Decision = {
  allowed: false,
  right: 'unmute',
  kind: 'microphone',
  reason: { rule: 'R21', because: 'muted', mark: { by: null, byName: 'Tess', at: 0 } },
  remedy: { do: 'ask-host' },
};

/** A device's track, as far as it is used; what is cloned of it is remembered. */
function device(twins: object[]) {
  return {
    enabled: true,
    stopped: false,
    readyState: 'live',
    end: () => {},
    stop() {
      this.stopped = true;
    },
    clone() {
      const twin = { ...this, stopped: false };
      twins.push(twin);
      return twin;
    },
    addEventListener(_: string, listener: () => void) {
      this.end = () => {
        this.readyState = 'ended';
        listener();
      };
    },
    applyConstraints: async () => {},
  };
}

/** One person's microphone, with a server that answers when it is told to. */
function desk() {
  const twins: ReturnType<typeof device>[] = [];
  const track = device(twins);
  /** What the browser gives when it is asked to open a device, one after the other; a promise may be kept waiting. */
  const opening: unknown[] = [];
  /** And what takes the place of a device that ended. */
  const instead: unknown[] = [];
  const waiting: ((answer: object) => void)[] = [];
  const alerts: string[] = [];
  const asked: object[] = [];
  const sent: unknown[] = [];
  let shown: OwnMedia = { is: 'off' };
  let muted = false;
  let unmute = yes;
  const allowed = { allowed: true, right: 'publish', reason: yes.reason };
  const publish = { microphone: allowed, camera: allowed, screen: allowed, screenAudio: allowed };
  const self = () => ({ publish, unmute, profile: {} }) as unknown as SelfView;
  const own = createOwnMedia({
    signaling: {
      request: (name: string, payload: object) => {
        asked.push({ name, ...payload });
        return new Promise((done) => waiting.push(done));
      },
    } as never,
    links: { attach: async (_: unknown, track: unknown) => sent.push(track) } as never,
    self,
    isMuted: () => muted,
    open: async () => (opening.shift() ?? { ok: false, problem: 'No microphone was found.' }) as Opened,
    instead: async () => (instead.shift() ?? { ok: false, problem: 'It was unplugged.' }) as Instead,
    failed: (_, problem) => void alerts.push(problem),
    show: (kind, media) => {
      if (kind === 'microphone') shown = media;
    },
    showScreens: () => {},
    alert: (text) => void alerts.push(text),
    status: (text) => void alerts.push(text),
    now: () => 0,
  });
  return {
    own,
    track,
    twins,
    opening,
    instead,
    other: () => device(twins),
    sent,
    /** What the page may measure while it is muted. */
    get heard() {
      return shown.is === 'muted' ? shown.heard : undefined;
    },
    alerts,
    asked,
    get shown() {
      return shown.is;
    },
    /** What the server says, in a notice. */
    notice(part: { muted?: boolean; unmute?: Decision }) {
      muted = part.muted ?? muted;
      unmute = part.unmute ?? unmute;
      own.enforce(self());
      own.follow();
    },
    async answer(answer: object = { ok: true, value: {} }) {
      waiting.shift()?.(answer);
      await new Promise(setImmediate);
    },
    async speak() {
      void own.setMicrophone(true, track as never);
      await new Promise(setImmediate);
      await this.answer({ ok: true, value: { publication: MINE } });
    },
  };
}

describe('one’s own microphone', () => {
  it('R15 is silent here too as soon as the server has it muted, and stays so', async () => {
    const one = desk();
    await one.speak();
    expect([one.shown, one.track.enabled]).toEqual(['on', true]);
    one.notice({ muted: true });
    expect([one.shown, one.track.enabled, one.track.stopped]).toEqual(['muted', false, false]);
    one.notice({ muted: false });
    expect([one.shown, one.track.enabled]).toEqual(['muted', false]);
    expect(one.asked).toHaveLength(1);
  });

  it('R9 what was ended for what it was is let go, and the reason is told once', async () => {
    const one = desk();
    await one.speak();
    const why = {
      allowed: false,
      right: 'publish',
      kind: 'microphone',
      reason: { rule: 'R9', because: 'exceeded', what: 'bitrate' },
      remedy: { do: 'none' },
    } as const;
    one.own.exceeded({ is: 'exceeded', publication: publicationId('another'), why });
    expect([one.shown, one.alerts]).toEqual(['on', []]);
    one.own.exceeded({ is: 'exceeded', publication: MINE, why });
    // And then it is seen to be gone.
    one.own.closed(MINE);
    expect([one.shown, one.track.stopped, one.sent.at(-1)]).toEqual(['off', true, null]);
    expect(one.alerts).toEqual([
      'Your microphone was switched off. Your microphone sent more data than is allowed.',
    ]);
  });

  it('R15 an older word of the server does not undo what was just pressed', async () => {
    const one = desk();
    await one.speak();
    void one.own.setMicrophone(false);
    void one.own.setMicrophone(true);
    // The notice of the first press comes after the second.
    one.notice({ muted: true });
    expect(one.shown).toBe('on');
    await one.answer();
    one.notice({ muted: false });
    await one.answer();
    expect([one.shown, one.track.enabled]).toEqual(['on', true]);
    // A word that is newer holds.
    one.notice({ muted: true });
    expect([one.shown, one.track.enabled]).toEqual(['muted', false]);
  });

  it('R21 a lock silences it with the reason, and pressing asks nobody', async () => {
    const one = desk();
    await one.speak();
    one.notice({ muted: true, unmute: locked });
    expect([one.shown, one.track.enabled]).toEqual(['muted', false]);
    expect(one.alerts).toEqual(['You were muted by Tess. Ask a host.']);
    await one.own.setMicrophone(true);
    expect([one.shown, one.asked.length, one.alerts.length]).toEqual(['muted', 1, 2]);
    // A release unmutes nobody.
    one.notice({ unmute: yes });
    expect([one.shown, one.track.enabled]).toEqual(['muted', false]);
  });

  it('R21 a refusal to unmute that was under way silences it again', async () => {
    const one = desk();
    await one.speak();
    one.notice({ muted: true });
    void one.own.setMicrophone(true);
    expect(one.track.enabled).toBe(true);
    await one.answer({ ok: false, failure: { code: 'refused', message: 'No.' } });
    expect([one.shown, one.track.enabled, one.alerts]).toEqual(['muted', false, ['No.']]);
  });

  it('R22 who comes in locked lets the device go, and who is locked meanwhile is born muted', async () => {
    const late = desk();
    late.notice({ unmute: locked });
    await late.own.setMicrophone(true, late.track as never);
    expect([late.shown, late.track.stopped, late.asked]).toEqual(['off', true, []]);
    const meanwhile = desk();
    void meanwhile.own.setMicrophone(true, meanwhile.track as never);
    await new Promise(setImmediate);
    meanwhile.notice({ muted: true, unmute: locked });
    await meanwhile.answer({ ok: true, value: { publication: MINE } });
    expect([meanwhile.shown, meanwhile.track.enabled]).toEqual(['muted', false]);
  });

  it('R15 while muted a twin listens for this page alone, and stops when muted ends', async () => {
    const one = desk();
    await one.speak();
    expect(one.twins).toEqual([]);
    void one.own.setMicrophone(false);
    const [twin] = one.twins;
    expect(one.heard).toBe(twin);
    expect([one.track.enabled, twin?.enabled, twin?.stopped]).toEqual([false, true, false]);
    await one.answer();

    void one.own.setMicrophone(true);
    expect([one.shown, one.track.enabled, twin?.stopped]).toEqual(['on', true, true]);
    await one.answer();
    // A lock mutes as well, and then the device goes altogether.
    one.notice({ muted: true, unmute: locked });
    expect(one.twins.map(({ stopped }) => stopped)).toEqual([true, false]);
    one.own.stopAll();
    expect([one.heard, one.twins.every(({ stopped }) => stopped)]).toEqual([undefined, true]);
    // Nothing but the device itself was ever put on a line.
    expect(one.sent.filter(Boolean)).toEqual([one.track]);
  });
});

describe('another microphone in the middle of a call', () => {
  it('the old one goes on until the new one is there', async () => {
    const one = desk();
    await one.speak();
    const usb = one.other();
    let plug = (_: unknown) => {};
    one.opening.push(new Promise((done) => (plug = done)));
    const changing = one.own.change('microphone');
    expect([one.track.stopped, one.sent]).toEqual([false, [one.track]]);
    plug({ ok: true, track: usb });
    await changing;
    expect([one.track.stopped, usb.stopped, usb.enabled, one.shown]).toEqual([true, false, true, 'on']);
    expect(one.sent).toEqual([one.track, usb]);
  });

  it('R15 muted before or while it opens, it is muted after', async () => {
    const one = desk();
    await one.speak();
    const usb = one.other();
    let plug = (_: unknown) => {};
    one.opening.push(new Promise((done) => (plug = done)));
    const changing = one.own.change('microphone');
    one.notice({ muted: true });
    plug({ ok: true, track: usb });
    await changing;
    expect([one.shown, usb.enabled, usb.stopped]).toEqual(['muted', false, false]);
    // And what listens meanwhile is a twin of the new one.
    expect(one.heard).toMatchObject({ enabled: true, stopped: false });
  });

  it('of two choices the later one counts, whichever opens first', async () => {
    const one = desk();
    await one.speak();
    const [slow, quick] = [one.other(), one.other()];
    let plug = (_: unknown) => {};
    one.opening.push(new Promise((done) => (plug = done)), { ok: true, track: quick });
    const first = one.own.change('microphone');
    await one.own.change('microphone');
    plug({ ok: true, track: slow });
    await first;
    expect([slow.stopped, quick.stopped, one.sent.at(-1)]).toEqual([true, false, quick]);
  });

  it('one that cannot be had leaves the old one on, and says why', async () => {
    const one = desk();
    await one.speak();
    await one.own.change('microphone');
    expect([one.shown, one.track.stopped, one.alerts]).toEqual(['on', false, ['No microphone was found.']]);
  });

  it('the right that ends meanwhile opens nothing', async () => {
    const one = desk();
    await one.speak();
    const usb = one.other();
    let plug = (_: unknown) => {};
    one.opening.push(new Promise((done) => (plug = done)));
    const changing = one.own.change('microphone');
    one.own.stopAll();
    plug({ ok: true, track: usb });
    await changing;
    expect([usb.stopped, one.shown, one.sent.at(-1)]).toEqual([true, 'off', null]);
  });

  it('is processed otherwise at once where the browser can, else anew, and if need be with a moment of silence', async () => {
    const loud = { echoCancellation: true, noiseSuppression: false, autoGainControl: true };
    const one = desk();
    await one.speak();
    const as = (noiseSuppression: boolean) => ({ getSettings: () => ({ ...loud, noiseSuppression }) });
    Object.assign(one.track, as(false));
    await one.own.process(loud);
    expect(one.sent).toEqual([one.track]);

    const [same, anew] = [one.other(), one.other()];
    Object.assign(one.track, as(true));
    Object.assign(same, as(true));
    Object.assign(anew, as(false));
    one.opening.push({ ok: true, track: same }, { ok: true, track: anew });
    await one.own.process(loud);
    expect([one.sent, one.shown, same.stopped, anew.stopped]).toEqual([
      [one.track, same, anew],
      'on',
      true,
      false,
    ]);
  });

  it('a phone that has one device at a time lets the old one go first', async () => {
    const one = desk();
    await one.speak();
    const usb = one.other();
    one.opening.push({ ok: false, problem: 'Busy.', busy: true }, { ok: true, track: usb });
    await one.own.change('microphone');
    expect([one.shown, one.alerts, one.sent.at(-1)]).toEqual(['on', [], usb]);
  });
});

describe('a microphone that is unplugged', () => {
  it('another takes its place, and its owner is told', async () => {
    const one = desk();
    await one.speak();
    const usb = one.other();
    one.instead.push({ ok: true, track: usb, told: 'Now using USB.' });
    one.track.end();
    await new Promise(setImmediate);
    expect([one.shown, one.sent.at(-1), one.alerts]).toEqual(['on', usb, ['Now using USB.']]);
  });

  it('R15 a muted one stays muted, and the next unplugging is noticed too', async () => {
    const one = desk();
    await one.speak();
    one.notice({ muted: true });
    const [usb, third] = [one.other(), one.other()];
    one.instead.push({ ok: true, track: usb, told: 'A' }, { ok: true, track: third, told: 'B' });
    one.track.end();
    await new Promise(setImmediate);
    usb.end();
    await new Promise(setImmediate);
    expect([one.shown, usb.enabled, third.enabled, one.alerts]).toEqual(['muted', false, false, ['A', 'B']]);
  });

  it('without another it is off, at the server too', async () => {
    const one = desk();
    await one.speak();
    one.track.end();
    await new Promise(setImmediate);
    expect([one.shown, one.asked.at(-1)]).toEqual(['off', { name: 'media.unpublish', publication: MINE }]);
    await one.answer();
    expect(one.alerts).toEqual(['It was unplugged.']);
  });

  it('switched off while another is opened, it opens none', async () => {
    const one = desk();
    await one.speak();
    const usb = one.other();
    let plug = (_: unknown) => {};
    one.instead.push(new Promise((done) => (plug = done)));
    one.track.end();
    one.own.stopAll();
    plug({ ok: true, track: usb, told: 'Now using USB.' });
    await new Promise(setImmediate);
    expect([one.shown, usb.stopped, one.alerts]).toEqual(['off', true, []]);
  });
});
