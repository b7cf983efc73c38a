import { isPreset, presetSettings } from '@/lib/core/room/presets.ts';
import type { FieldError, Problem } from '../../data/answer.ts';
import type { ApiRoom, RoomPatch } from '../../data/shapes.ts';
import { FIELDS, type Field, fieldAt } from './fields.ts';

/**
 * What somebody changed and has not saved: values by path, over the room as it was loaded. Because it lies over the
 * room, the room may be loaded again under it.
 */
export type Edits = Readonly<Record<string, unknown>>;

export const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** What stands at a path such as `profile.kinds`; undefined when nothing does. */
export function valueAt(record: object, path: string): unknown {
  let value: unknown = record;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

export const currentValue = (room: ApiRoom, edits: Edits, path: string): unknown =>
  Object.hasOwn(edits, path) ? edits[path] : valueAt(room, path);

/** Sets one value; what is as the room has it again is no edit. */
export function withEdit(room: ApiRoom, edits: Edits, path: string, value: unknown): Edits {
  const { [path]: _, ...others } = edits;
  return same(valueAt(room, path), value) ? others : { ...others, [path]: value };
}

/** Edits that still change something, after the room under them was loaded again. */
export const stillEdits = (room: ApiRoom, edits: Edits): Edits =>
  Object.fromEntries(Object.entries(edits).filter(([path, value]) => !same(valueAt(room, path), value)));

/** What a preset has at a path; undefined where presets say nothing, and for a preset that is not known here. */
export function presetValue(preset: string, path: string): unknown {
  if (!isPreset(preset) || PRESETLESS.includes(path)) return undefined;
  const settings = presetSettings(preset, '');
  if (path === 'muteAll') return settings.muteAll !== null;
  return valueAt(settings, path.startsWith('audiences.') ? `${path}.audience` : path);
}

/** Each room's own, whatever its preset. */
const PRESETLESS = ['name', 'preset', 'startsAt', 'duration', 'expiresAt', 'paused', 'locked'];

/** The preset that the room has, or would have with these edits. */
export const presetOf = (room: ApiRoom, edits: Edits): string => String(currentValue(room, edits, 'preset'));

/**
 * Another preset, with everything it says over what is there. The room's own preset again is the room as it is,
 * also where that departs from its preset: whoever only looked around loses nothing.
 */
export function withPreset(room: ApiRoom, edits: Edits, preset: string): Edits {
  return FIELDS.reduce<Edits>(
    (sum, { path }) => {
      const value = preset === room.preset ? valueAt(room, path) : presetValue(preset, path);
      return presetValue(preset, path) === undefined ? sum : withEdit(room, sum, path, value);
    },
    withEdit(room, edits, 'preset', preset),
  );
}

/** Fields in which the room with these edits is not as its preset has it, in the order of the page. */
export function departed(room: ApiRoom, edits: Edits): Field[] {
  return FIELDS.filter(({ path }) => {
    const preset = presetValue(presetOf(room, edits), path);
    return preset !== undefined && !same(preset, currentValue(room, edits, path));
  });
}

export const isShown = (room: ApiRoom, edits: Edits, { when }: Field): boolean =>
  !when || same(currentValue(room, edits, when.path), when.is);

/** The edits as the body of a PATCH: nested, and only what is changed. */
export function patchOf(edits: Edits): RoomPatch {
  const patch: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(edits)) {
    const [first = '', second] = path.split('.');
    if (second === undefined) patch[first] = value;
    else patch[first] = { ...(patch[first] as object | undefined), [second]: value };
  }
  // The fields are those of the API, and the server looks at what comes anyway.
  return patch as RoomPatch;
}

/** What cannot be sent as it was typed, before the server is asked. */
export function mistakes(edits: Edits): FieldError[] {
  return Object.entries(edits).flatMap(([path, value]) => {
    const control = fieldAt(path)?.control;
    const wrong = (message: string) => [{ field: path, rule: 'invalid', message }];
    if (control?.is === 'number') {
      const { min, max, unit, scale, empty } = control;
      if (empty && value === empty.value) return [];
      const shown = typeof value === 'number' ? value / scale : Number.NaN;
      if (Number.isNaN(shown)) return wrong(scale === 1 ? 'Type a whole number.' : 'Type a number.');
      if (shown < min || shown > max) return wrong(`Type a number from ${min} to ${max} (${unit}).`);
    }
    if (control?.is === 'time' && value === INVALID_TIME) return wrong('Choose a date and a time.');
    if (control?.is === 'text' && (typeof value !== 'string' || !value.trim()))
      return wrong('Type a name first.');
    return [];
  });
}

/** A time field that was begun and not finished. */
export const INVALID_TIME = 'invalid';

/** What the server says is wrong, by field; what belongs to no field on this page stays with the problem. */
export function errorsByField(problem: Problem | null): ReadonlyMap<string, string> {
  const errors = new Map<string, string>();
  if (!problem) return errors;
  for (const { field, message } of problem.errors) {
    const path = field.replace(/^\/?(body\.|room\.)?/, '').replaceAll('/', '.');
    const known = fieldAt(path) ?? FIELDS.find((one) => path.startsWith(`${one.path}.`));
    if (known && !errors.has(known.path)) errors.set(known.path, message);
  }
  // The core's sentences begin with the setting that they are about.
  const [, path = '', rest = ''] = /^([A-Za-z.]+): (.+)$/s.exec(problem.detail) ?? [];
  if (!errors.size && fieldAt(path)) errors.set(path, rest);
  return errors;
}
