import { textPart } from '../../parts/trail/change.ts';
import type { ApiAuditEntry } from './entry.ts';

/** A person without a known name: the address of a user; guests have none. */
export const fallbackName = (person: string): string =>
  person.startsWith('guest:') ? 'a guest' : person.replace(/^user:/, '');

/** Whom an entry is about, as they are called. */
export const nameIn = ({ name, person }: ApiAuditEntry): string =>
  name || (person ? fallbackName(person) : 'somebody');

/** Names of everybody whom these entries name, by person: also those who acted, and gave rights. */
export function namesIn(entries: readonly ApiAuditEntry[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const note = (person: string | null | undefined, name: string | null | undefined) => {
    if (person && name && !names.has(person)) names.set(person, name);
  };
  for (const { actor, person, name, before, after } of entries) {
    note(actor.person, actor.name);
    note(person, name);
    for (const value of [before, after]) note(textPart(value, 'by'), textPart(value, 'byName'));
  }
  return names;
}
