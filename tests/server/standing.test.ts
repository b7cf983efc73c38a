import { describe, expect, it } from 'vitest';
import { participantId } from '@/lib/core/ids.ts';
import { classKey, type ViewClass } from '@/lib/core/roster/sight.ts';
import { Classes } from '@/server/rooms/standing.ts';

const [ann, ben] = [participantId('ann'), participantId('ben')];
const nothing: ViewClass = { sight: 'nothing', hears: true, sees: true, receives: true };
const control: ViewClass = { ...nothing, sight: 'control' };
const keys = (classes: Classes) => [...classes.classes()].map(classKey).sort();

describe('the classes of a room’s viewers', () => {
  it('are each told once, however many viewers have one', () => {
    const classes = new Classes();
    classes.set(ann, nothing);
    classes.set(ben, { ...nothing });
    expect(keys(classes)).toEqual([classKey(nothing)]);
    classes.delete(ann);
    expect(keys(classes), 'one is left').toEqual([classKey(nothing)]);
    classes.delete(ben);
    expect(keys(classes), 'nobody is left').toEqual([]);
  });

  it('follow somebody from one to another', () => {
    const classes = new Classes();
    classes.set(ann, nothing);
    classes.set(ann, control);
    expect(keys(classes)).toEqual([classKey(control)]);
    expect(classes.get(ann)).toEqual(control);
    classes.delete(ben);
    classes.delete(ann);
    classes.delete(ann);
    expect(keys(classes)).toEqual([]);
    expect(classes.get(ann)).toBeUndefined();
  });
});
