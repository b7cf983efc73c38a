import { invalid, type MesiboError } from './envelope.ts';

/** Where values are looked for: a JSON body with objects in it, or a flat list of parameters. */
export interface Source {
  readonly nested: boolean;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Largest of the numbers that clients send: 32 bits, unsigned. */
const UINT32 = 0xffffffff;
/** Whole objects in JSON, plain values in the flat forms: not looked into where they are plain. */
const PLAIN_IN_FLAT = new Set(['message', 'otp', 'token']);

/**
 * The values of one request under all the names that clients have for them, such as
 * `['group.gid', 'gid']`. A dot leads into an object of a JSON body. Sources are asked in their order, so that the
 * body wins over the query. Absent, null, '' and -1 all mean that nothing is said.
 */
export class Fields {
  constructor(private readonly sources: readonly Source[]) {}

  /** Whether the request came as JSON, rather than as a list of parameters. */
  get isJson(): boolean {
    return this.sources.some(({ nested }) => nested);
  }

  /** Whether something is said under this name. */
  has(name: string): boolean {
    return this.find([name]).length > 0;
  }

  /** Whether there is an object at a path of the JSON body; `true` stands for an empty one. */
  hasObject(path: string): boolean {
    const [found] = new Fields(this.sources.filter(({ nested }) => nested)).find([path]);
    if (found === undefined) return false;
    if (typeof found.value === 'object' || found.value === true) return true;
    throw invalid(path, 'must be an object.');
  }

  /** @throws MesiboError for what is no text, or holds what no text may hold, or is too long */
  text(names: readonly string[], max: number): string | undefined {
    const [found] = this.find(names);
    if (!found) return undefined;
    return textOf(found.name, found.value, max);
  }

  /** A whole number, given as a number or in digits. */
  number(names: readonly string[], min = 0, max = UINT32): number | undefined {
    const [found] = this.find(names);
    if (!found) return undefined;
    const value = wholeNumber(found.value);
    if (value === null) throw invalid(found.name, 'must be a whole number.');
    if (value < min || value > max) throw invalid(found.name, `must be from ${min} to ${max}.`);
    return value;
  }

  /** 32 bits, unsigned; what a client with signed integers sends is the same bits. */
  flags(names: readonly string[]): number | undefined {
    const given = this.number(names, -(2 ** 31), UINT32);
    return given === undefined ? undefined : given >>> 0;
  }

  /** 0, 1, true, false, and the same as text. */
  boolean(names: readonly string[]): boolean | undefined {
    const [found] = this.find(names);
    if (!found) return undefined;
    const { value } = found;
    if (value === true || value === 1 || value === '1' || value === 'true') return true;
    if (value === false || value === 0 || value === '0' || value === 'false') return false;
    throw invalid(found.name, 'must be true or false.');
  }

  /** Texts with commas between them, or an array of texts: trimmed, without the empty ones, each once. */
  list(names: readonly string[], maxEach: number): string[] | undefined {
    const [found] = this.find(names);
    if (!found) return undefined;
    const { name, value } = found;
    const parts = Array.isArray(value) ? value : typeof value === 'number' ? [value] : splitText(name, value);
    const texts = parts.map((part) => textOf(name, part, maxEach).trim());
    return [...new Set(texts.filter(Boolean))];
  }

  /** What a request names, or an error that says that it must. */
  required<Value>(value: Value | undefined, name: string): Value {
    if (value === undefined) throw invalid(name, 'is missing.');
    return value;
  }

  private find(names: readonly string[]): readonly [] | readonly [{ name: string; value: unknown }] {
    for (const source of this.sources)
      for (const name of names) {
        const value = at(source, name);
        if (value === undefined || value === null || value === '' || value === -1 || value === '-1') continue;
        return [{ name, value }];
      }
    return [];
  }
}

function at({ nested, values }: Source, name: string): unknown {
  let here: unknown = values;
  const path = name.split('.');
  for (const [depth, key] of path.entries()) {
    if (here === undefined || here === null) return undefined;
    if (Array.isArray(here) && !here.length) return undefined; // PHP's empty object
    if (typeof here !== 'object' || Array.isArray(here)) {
      if (!nested || (depth === 1 && PLAIN_IN_FLAT.has(path[0] ?? ''))) return undefined;
      if (here === true && path[depth - 1] === 'token') return undefined;
      throw notAnObject(path.slice(0, depth).join('.'));
    }
    here = Object.hasOwn(here, key) ? (here as Record<string, unknown>)[key] : undefined;
  }
  // The same name is an object in JSON and a plain value in the flat forms.
  return path.length === 1 && PLAIN_IN_FLAT.has(name) && typeof here === 'object' ? undefined : here;
}

const notAnObject = (path: string): MesiboError => invalid(path, 'must be an object.');

function textOf(name: string, value: unknown, max: number): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') throw invalid(name, 'must be a text.');
  if (value.includes('\0') || /\p{Surrogate}/u.test(value))
    throw invalid(name, 'holds a character that cannot be stored.');
  if (value.length > max) throw invalid(name, `has more than ${max} characters.`);
  return value;
}

function splitText(name: string, value: unknown): string[] {
  if (typeof value !== 'string') throw invalid(name, 'must be texts with commas between them.');
  return value.split(',');
}

function wholeNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : null;
  if (typeof value !== 'string' || !/^-?\d{1,15}$/.test(value.trim())) return null;
  return Number(value);
}
