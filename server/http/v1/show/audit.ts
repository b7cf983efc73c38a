import type { z } from '@hono/zod-openapi';
import type { PersonId } from '@/lib/core/ids.ts';
import type { AuditEntry as Entry } from '@/lib/core/room/commands.ts';
import type { RoomStore } from '../../../store/rooms.ts';
import type { AuditEntry } from '../schemas/audit.ts';
import { time } from './common.ts';

export type TrailRow = Awaited<ReturnType<RoomStore['trail']>>[number];
export type AuditShown = z.output<typeof AuditEntry>;

/** @param called how a person is called */
export function showEntry(
  { id, at, actor, cause, change }: TrailRow,
  called: (person: PersonId) => string | null,
): AuditShown {
  const who = actor as Entry['actor'];
  const what = change as Entry['change'];
  return {
    id,
    at: time(at),
    actor: { person: who.person, name: who.name },
    cause: cause as Entry['cause'],
    on: what.on,
    person: 'person' in what ? what.person : null,
    name: nameIn(what, called),
    right: 'right' in what ? what.right : null,
    before: shown(what.before),
    after: shown(what.after),
  };
}

/** The name that the entry itself has, else the one that is known now. */
function nameIn(change: Entry['change'], called: (person: PersonId) => string | null): string | null {
  if (!('person' in change)) return null;
  return ('name' in change && change.name) || called(change.person);
}

const TIMES = ['at', 'until', 'startsAt', 'expiresAt'];

/** Stored values as answers have them: times in words, and no digits by which somebody could come in. */
function shown(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => shown(item));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shown(inner, name)]));
  if (typeof value === 'number' && TIMES.includes(key)) return time(value);
  if (typeof value === 'string' && key === 'code') return value.replace(/\d/g, '*');
  return value ?? null;
}

const COLUMNS = [
  'id',
  'at',
  'actor',
  'actorPerson',
  'cause',
  'on',
  'person',
  'name',
  'right',
  'before',
  'after',
] as const;

/** The first row of a file. */
export const AUDIT_COLUMNS: readonly string[] = COLUMNS;

/** One entry as a row. */
export const auditRow = (entry: AuditShown): (string | number)[] => [
  entry.id,
  entry.at,
  entry.actor.name,
  entry.actor.person ?? '',
  entry.cause,
  entry.on,
  entry.person ?? '',
  entry.name ?? '',
  entry.right ?? '',
  JSON.stringify(entry.before),
  JSON.stringify(entry.after),
];
