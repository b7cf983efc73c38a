import Papa from 'papaparse';
import type { Right, Role } from '@/lib/core/gate/rights.ts';
import type { ApiMemberEdit, RightValue } from '../../data/people-shapes.ts';
import {
  addressIn,
  CellProblem,
  COLUMNS,
  type Column,
  isRight,
  nameIn,
  quoted,
  rightIn,
  roleIn,
} from './values.ts';

/** One person of a list, as it stands there. What is null or absent was left empty. */
export interface ImportRow {
  readonly line: number;
  readonly address: string;
  readonly name: string | null;
  readonly role: Role | null;
  readonly overrides: Partial<Readonly<Record<Right, RightValue>>>;
}

export interface ImportProblem {
  /** Counted from 1, as an editor counts. */
  readonly line: number;
  /** One sentence that begins with the column, where one is at fault. */
  readonly message: string;
}

export interface ImportedPeople {
  readonly rows: readonly ImportRow[];
  readonly problems: readonly ImportProblem[];
}

/** As many as one call takes. */
export const MAX_PEOPLE = 10_000;
/** Characters; 10,000 people with every column filled are a third of it. */
export const MAX_TEXT = 4_000_000;

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
  readonly unclosed: boolean;
}

/**
 * Reads a pasted list or a CSV file of people: one on each line, in the order of COLUMNS or as a header says,
 * separated by commas, semicolons or tabs; also `Ana <ana@example.org>`. Says of every line that cannot be used
 * what is wrong with it; nothing is guessed.
 */
export function parsePeople(text: string): ImportedPeople {
  if (text.length > MAX_TEXT)
    return only(1, `This is too long: ${text.length.toLocaleString('en')} characters. Split it up.`);
  const lines = linesOf(text.replace(/^\uFEFF/, ''));
  const first = lines[0];
  if (!first) return { rows: [], problems: [] };

  const header = headerOf(first);
  if (header && 'problem' in header) return only(first.line, header.problem);
  const columns = header?.columns ?? COLUMNS;
  const people = header ? lines.slice(1) : lines;
  if (people.length > MAX_PEOPLE) {
    const count = people.length.toLocaleString('en');
    return only(people[MAX_PEOPLE]?.line ?? 1, `There are ${count} people; at most 10,000 go in one import.`);
  }

  const rows: ImportRow[] = [];
  const problems: ImportProblem[] = [];
  const seen = new Map<string, number>();
  for (const line of people) {
    try {
      const row = rowOf(line, columns);
      const before = seen.get(row.address.toLowerCase());
      if (before !== undefined)
        throw new CellProblem(`address: ${quoted(row.address)} is on line ${before} already.`);
      seen.set(row.address.toLowerCase(), row.line);
      rows.push(row);
    } catch (error) {
      if (!(error instanceof CellProblem)) throw error;
      problems.push({ line: line.line, message: error.message });
    }
  }
  return { rows, problems };
}

const only = (line: number, message: string): ImportedPeople => ({ rows: [], problems: [{ line, message }] });

/** The lines that hold anything, with the number each begins at: a quoted cell may run over several. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let number = 1;
  let start = 0;
  Papa.parse<string[]>(text, {
    delimiter: delimiterOf(text),
    step: ({ data, errors, meta }) => {
      const cells = data.map((cell) => cell.trim());
      const unclosed = errors.some(({ type }) => type === 'Quotes');
      if (unclosed || cells.some(Boolean)) lines.push({ line: number, cells, unclosed });
      number += breaksIn(text, start, meta.cursor);
      start = meta.cursor;
    },
  });
  return lines;
}

function breaksIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) {
    if (text[at] === '\n') count += 1;
    else if (text[at] === '\r' && text[at + 1] !== '\n') count += 1;
  }
  return count;
}

/** What separates in the first line that anything does; said here, because guessing by counts misreads short lists. */
function delimiterOf(text: string): string {
  const first = text.search(/[\t;,]/);
  if (first < 0) return ',';
  const end = text.slice(first).search(/[\r\n]/);
  const line = end < 0 ? text.slice(first) : text.slice(first, first + end);
  return ['\t', ';'].find((one) => line.includes(one)) ?? ',';
}

function headerOf({ cells }: Line): { columns: readonly Column[] } | { problem: string } | null {
  const words = cells.map((cell) => cell.toLowerCase());
  if (!words.includes('address')) {
    const known =
      words.length > 1 && words.every((word) => !word || COLUMNS.some((column) => column === word));
    return known ? { problem: 'The header has no column “address”.' } : null;
  }
  const columns: Column[] = [];
  for (const word of words) {
    const column = COLUMNS.find((one) => one === word);
    if (!column)
      return { problem: `There is no column ${quoted(word)}. The columns are ${COLUMNS.join(', ')}.` };
    if (columns.includes(column)) return { problem: `The column “${column}” is there twice.` };
    columns.push(column);
  }
  return { columns };
}

/** @throws CellProblem */
function rowOf({ line, cells, unclosed }: Line, columns: readonly Column[]): ImportRow {
  if (unclosed)
    throw new CellProblem(
      'A quotation mark (") on this line is not closed, or something follows the closing one.',
    );
  const filled = cells.findLastIndex(Boolean) + 1;
  if (filled > columns.length)
    throw new CellProblem(
      `There are ${filled} values for ${columns.length} ${columns.length === 1 ? 'column' : 'columns'}. A value with a comma in it goes in quotation marks.`,
    );
  const cell = (column: Column): string => cells[columns.indexOf(column)] ?? '';
  const read = <Value>(column: Column, reader: (cell: string) => Value): Value => {
    try {
      return reader(columns.includes(column) ? cell(column) : '');
    } catch (error) {
      throw error instanceof CellProblem ? new CellProblem(`${column}: ${error.message}.`) : error;
    }
  };

  const letter = fromLetter(cell('address'));
  const address = read('address', (text) => addressIn(letter?.address ?? text));
  const name = read('name', nameIn) ?? nameIn(letter?.name ?? '');
  const role = read('role', roleIn);
  const overrides: Partial<Record<Right, RightValue>> = {};
  for (const column of COLUMNS) {
    if (!isRight(column)) continue;
    const value = read(column, rightIn);
    if (value !== undefined) overrides[column] = value;
  }
  return { line, address, name, role, overrides };
}

/** `Ana <ana@example.org>`, as mail programs write it. Without a pattern: a cell may be as long as a file. */
function fromLetter(cell: string): { name: string; address: string } | null {
  const open = cell.lastIndexOf('<');
  if (open < 0 || !cell.endsWith('>')) return null;
  return { name: cell.slice(0, open).trim(), address: cell.slice(open + 1, -1).trim() };
}

/** What one call sends for a list. */
export const editsOf = (rows: readonly ImportRow[]): ApiMemberEdit[] =>
  rows.map(({ address, name, role, overrides }) => ({
    address,
    ...(name && { name }),
    ...(role && { role }),
    ...(Object.keys(overrides).length && { overrides }),
  }));
