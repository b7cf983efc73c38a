import { describe, expect, it } from 'vitest';
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

/** One person's microphone, with a server that answers when it is told to. */
function desk() {
  const track = {
    enabled: true,
    stopped: false,
    stop() {
      this.stopped = true;
    },
    addEventListener() {},
  };
  const waiting: ((answer: object) => void)[] = [];
  const alerts: string[] = [];
  const asked: object[] = [];
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
    links: { attach: () => {} } as never,
    self,
    isMuted: () => muted,
    chosen: () => '',
    show: (kind, media) => {
      if (kind === 'microphone') shown = media;
    },
    alert: (text) => void alerts.push(text),
    now: () => 0,
  });
  return {
    own,
    track,
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
});
