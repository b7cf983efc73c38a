import type { ParticipantId } from '../ids.ts';
import { classKey, type ViewClass } from './sight.ts';
import type { SelfView } from './view.ts';

/** What is different about somebody; null when nothing is. */
export interface SelfChange {
  readonly participant: ParticipantId;
  readonly cls: ViewClass;
  readonly self: Partial<SelfView> | null;
}

/** What most of a class are to know of themselves, and to whom of that class it does not apply. */
export interface Alike {
  readonly cls: ViewClass;
  readonly self: Partial<SelfView>;
  readonly except: readonly ParticipantId[];
}

/**
 * When a setting changes, the same becomes different for nearly everybody: what most of a class have in common is told
 * to the class, in one message for all, instead of each in a message of their own. Never to anybody else: who is
 * excepted is told nothing by it.
 *
 * @param changes of everybody in these classes
 */
export function alike(changes: readonly SelfChange[]): Alike[] {
  const text = texts();
  const classes = new Map<string, { readonly cls: ViewClass; readonly texts: Map<string, SelfChange[]> }>();
  for (const change of changes) {
    const name = classKey(change.cls);
    const of = classes.get(name) ?? { cls: change.cls, texts: new Map<string, SelfChange[]>() };
    classes.set(name, of);
    const key = text(change.self);
    const same = of.texts.get(key);
    if (same) same.push(change);
    else of.texts.set(key, [change]);
  }
  return [...classes.values()].flatMap(({ cls, texts }) => {
    const [most, ...others] = [...texts.values()].sort((a, b) => b.length - a.length);
    const self = most?.[0]?.self;
    const except = others.flat().map(({ participant }) => participant);
    return self && most.length > 1 && except.length < most.length ? [{ cls, self, except }] : [];
  });
}

/** What a change says, as a text to compare by; a change that many share is written once. */
function texts() {
  const known = new WeakMap<object, string>();
  return (self: Partial<SelfView> | null): string => {
    if (!self) return '';
    const text = known.get(self) ?? JSON.stringify(self);
    known.set(self, text);
    return text;
  };
}
