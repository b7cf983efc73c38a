import { describe, expect, it } from 'vitest';
import type { OwnMedia } from '@/lib/client/state.ts';
import { opensByItself } from '@/lib/client/turn.ts';
import { publicationId } from '@/lib/core/ids.ts';
import type { SelfView } from '@/lib/core/roster/view.ts';

type Cause = NonNullable<SelfView['grant']>['cause'];
const OFF: OwnMedia = { is: 'off' };
const MUTED: OwnMedia = { is: 'muted', publication: publicationId('mine') };

/** How one stands: with a floor that came in this way, or without. */
const stands = (cause: Cause | null, { may = cause !== null, unmute = true } = {}) =>
  ({
    grant: cause && { kinds: ['microphone'], until: null, byName: 'Tess', cause },
    publish: { microphone: { allowed: may } },
    unmute: { allowed: unmute },
  }) as unknown as SelfView;
const WAITING = stands(null);

describe('R13 one’s own microphone opens by itself', () => {
  it('when a raised hand is answered, by a host or by the queue, whether it was off or muted', () => {
    for (const cause of ['hand', 'queue'] as const)
      for (const microphone of [OFF, MUTED])
        expect(opensByItself(WAITING, stands(cause), microphone, true)).toBe(true);
  });

  it('never without having been chosen', () => {
    expect(opensByItself(WAITING, stands('hand'), OFF, false)).toBe(false);
  });

  it('never when nobody raised a hand', () => {
    for (const cause of ['click', 'api'] as const)
      expect(opensByItself(WAITING, stands(cause), OFF, true)).toBe(false);
  });

  it('never twice for one floor, so that muting during one’s turn stays', () => {
    expect(opensByItself(stands('hand'), stands('hand'), MUTED, true)).toBe(false);
    expect(opensByItself(stands('click'), stands('hand'), MUTED, true)).toBe(false);
    // The next turn is another one.
    expect(opensByItself(WAITING, stands('hand'), MUTED, true)).toBe(true);
  });

  it('never on coming in with a floor that was given before', () => {
    expect(opensByItself(null, stands('hand'), OFF, true)).toBe(false);
  });

  it('never where it may not speak or is locked, nor over what is open or opening', () => {
    expect(opensByItself(WAITING, stands('hand', { may: false }), OFF, true)).toBe(false);
    expect(opensByItself(WAITING, stands('hand', { unmute: false }), OFF, true)).toBe(false);
    expect(opensByItself(WAITING, stands('hand'), { is: 'starting' }, true)).toBe(false);
  });
});
