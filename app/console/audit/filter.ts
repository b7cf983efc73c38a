import type { AuditFilter } from '../data/audit.ts';
import type { ApiAuditEntry } from './entry.ts';

export const EVERYTHING: AuditFilter = { on: '', actor: '', person: '', from: '', to: '' };

/** `ana@example.org` is the user of that address; guests are named in full. */
const personOf = (text: string): string => (/^(user|guest):/.test(text) ? text : `user:${text}`);

/** Whether an entry that has just come belongs to what is looked at: as the server filters. */
export function matches({ on, actor, person, from, to }: AuditFilter, entry: ApiAuditEntry): boolean {
  const at = Date.parse(entry.at);
  const by = actor.trim().toLowerCase();
  return (
    (!on || on.split(',').includes(entry.on)) &&
    (!by ||
      entry.actor.name.toLowerCase().includes(by) ||
      entry.actor.person === by ||
      entry.actor.person === personOf(by)) &&
    (!person.trim() || entry.person === personOf(person.trim())) &&
    (!from || at >= Date.parse(from)) &&
    (!to || at < Date.parse(to))
  );
}

export const isFiltered = (filter: AuditFilter): boolean => Object.values(filter).some(Boolean);
