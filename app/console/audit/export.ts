import Papa from 'papaparse';
import { sentence, type Words } from '../../parts/trail/sentence.ts';
import type { ApiAuditEntry } from './entry.ts';

/**
 * What a spreadsheet takes for a formula: a sign at the start, also behind blanks, and its full-width twins. Such a
 * cell gets an apostrophe before it. (The library's own pattern misses formulas with a line break in them.)
 */
const FORMULA = /^[\s\p{C}]*[=+\-@|%＝＋－＠]|^[\t\r\n]/u;

/** A trail as a spreadsheet opens it: a header, and one line for each entry. Whoever wrote a name writes no formula. */
export function auditCsv(entries: readonly ApiAuditEntry[], words: Words): string {
  const rows = entries.map((entry) => [
    entry.at,
    sentence(entry, words),
    entry.on,
    entry.actor.name,
    entry.actor.person ?? '',
    entry.person ?? '',
    entry.right ?? '',
    entry.cause,
    entry.before == null ? '' : JSON.stringify(entry.before),
    entry.after == null ? '' : JSON.stringify(entry.after),
  ]);
  const fields = ['time', 'what', 'kind', 'by', 'by person', 'person', 'right', 'cause', 'before', 'after'];
  return Papa.unparse({ fields, data: rows }, { escapeFormulae: FORMULA, newline: '\r\n' });
}

export const auditJson = (entries: readonly ApiAuditEntry[]): string => JSON.stringify(entries, null, 2);
