import { type Right, ROLES, type Role } from '@/lib/core/gate/rights.ts';
import type { RightValue } from '../../data/people-shapes.ts';

export const COLUMNS = [
  'address',
  'name',
  'role',
  'publish',
  'subscribe',
  'list',
  'send',
  'receive',
] as const;
export type Column = (typeof COLUMNS)[number];

/** What is wrong with a cell, without its column; the reader says where it stands. */
export class CellProblem extends Error {}

const MAX_ADDRESS = 63;
const MAX_NAME = 200;

/** A cell as it may be quoted in a message: short, and in one line. */
export const quoted = (cell: string): string => {
  const line = cell.replace(/\s+/g, ' ');
  return `“${line.length > 40 ? `${line.slice(0, 39)}…` : line}”`;
};

/** @throws CellProblem */
export function addressIn(cell: string): string {
  if (!cell) throw new CellProblem('is missing');
  if (/[\s\p{C}]/u.test(cell))
    throw new CellProblem(`${quoted(cell)} has a space or an unprintable character`);
  if (/[",;<>]/.test(cell))
    throw new CellProblem(`${quoted(cell)} has a character that an address cannot have`);
  if (/^(guest|user):/.test(cell)) throw new CellProblem(`${quoted(cell)} is not the address of a user`);
  if (cell.length > MAX_ADDRESS)
    throw new CellProblem(`has ${cell.length} characters; an address has at most ${MAX_ADDRESS}`);
  return cell;
}

/** @throws CellProblem */
export function nameIn(cell: string): string | null {
  if (!cell) return null;
  if (/^\S+@\S+$/.test(cell))
    throw new CellProblem(`${quoted(cell)} looks like an address. Put each person on a line of their own`);
  if (/\p{Cc}/u.test(cell))
    throw new CellProblem(`${quoted(cell)} has a line break or an unprintable character`);
  if (cell.length > MAX_NAME)
    throw new CellProblem(`has ${cell.length} characters; a name has at most ${MAX_NAME}`);
  return cell;
}

/** @throws CellProblem */
export function roleIn(cell: string): Role | null {
  if (!cell) return null;
  const role = ROLES.find((one) => one === cell.toLowerCase());
  if (!role) throw new CellProblem(`${quoted(cell)} is none of ${ROLES.join(', ')}`);
  return role;
}

const RIGHT_VALUES: Readonly<Record<string, RightValue>> = {
  allow: 'allow',
  yes: 'allow',
  deny: 'deny',
  no: 'deny',
  inherit: null,
};

/** Undefined for an empty cell: then the right stays as it is. @throws CellProblem */
export function rightIn(cell: string): RightValue | undefined {
  if (!cell) return undefined;
  const value = Object.hasOwn(RIGHT_VALUES, cell.toLowerCase())
    ? RIGHT_VALUES[cell.toLowerCase()]
    : undefined;
  if (value === undefined) throw new CellProblem(`${quoted(cell)} is none of allow, deny, inherit`);
  return value;
}

export const isRight = (column: Column): column is Column & Right =>
  column !== 'address' && column !== 'name' && column !== 'role';
