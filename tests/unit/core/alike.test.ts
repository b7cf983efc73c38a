import { describe, expect, it } from 'vitest';
import { participantId } from '@/lib/core/ids.ts';
import { alike, type SelfChange } from '@/lib/core/roster/alike.ts';
import type { ViewClass } from '@/lib/core/roster/sight.ts';

const guests: ViewClass = { sight: 'nothing', hears: true, sees: true, receives: true };
const hosts: ViewClass = { ...guests, sight: 'control' };
const change = (name: string, cls: ViewClass, self: SelfChange['self']): SelfChange => ({
  participant: participantId(name),
  cls,
  self,
});
const raised = { handRaised: true };
const ended = { callEnds: 1 };

describe('R18: what many come to be alike', () => {
  it('is told to a class once, and not to those whom it does not concern', () => {
    const changes = [
      change('ann', guests, raised),
      change('ben', guests, raised),
      change('cleo', guests, { ...raised }),
      change('dan', guests, ended),
      change('eve', guests, null),
      change('olga', hosts, null),
    ];
    expect(alike(changes)).toEqual([{ cls: guests, self: raised, except: ['dan', 'eve'] }]);
  });

  it('is told to each alone where most are not alike, or nothing is different for most', () => {
    expect(alike([change('ann', guests, raised)]), 'one alone').toEqual([]);
    const apart = [
      change('ann', guests, raised),
      change('ben', guests, raised),
      change('dan', guests, ended),
    ];
    expect(alike([...apart, change('eve', guests, null)]), 'half of them').toEqual([]);
    const rest = ['eve', 'finn', 'gus'].map((name) => change(name, guests, null));
    expect(alike([...apart, ...rest]), 'most stay as they were').toEqual([]);
  });
});
