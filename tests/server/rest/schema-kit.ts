import fc from 'fast-check';

/** The part of JSON Schema 2020-12 that our document uses; a keyword that is not known here fails a test. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly [word: string]: unknown;
}

const KNOWN = new Set([
  ...[
    'type',
    'enum',
    '$ref',
    'properties',
    'required',
    'additionalProperties',
    'items',
    'allOf',
    'oneOf',
    'anyOf',
  ],
  ...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern', 'format'],
  ...['description', 'example', 'title', 'default', 'discriminator'],
]);

export type Resolve = (ref: string) => Schema;

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

const fits = (type: string, value: unknown): boolean =>
  type === 'integer' ? Number.isInteger(value) : typeOf(value) === type;

/** In what a value breaks a schema, one sentence each. */
export function violations(schema: Schema, value: unknown, resolve: Resolve, at = '$'): string[] {
  const unknown = Object.keys(schema).filter((word) => !KNOWN.has(word));
  if (unknown.length) throw new Error(`This checker does not know ${unknown.join(', ')}.`);
  if (schema.$ref) return violations(resolve(schema.$ref), value, resolve, at);
  const found: string[] = [];
  const require = (holds: boolean, what: string) => void (holds || found.push(`${at} ${what}`));
  if (schema.type !== undefined) {
    const types = [schema.type].flat();
    require(types.some((type) =>
      fits(type, value),
    ), `is no ${types.join(' or ')} but ${JSON.stringify(value)}`);
  }
  if (schema.enum) require(schema.enum.includes(value), `is none of ${schema.enum.join(', ')}`);
  for (const part of schema.allOf ?? []) found.push(...violations(part, value, resolve, at));
  for (const word of ['oneOf', 'anyOf'] as const) {
    const fitting = schema[word]?.filter((part) => !violations(part, value, resolve, at).length).length;
    if (fitting !== undefined)
      require(word === 'oneOf' ? fitting === 1 : fitting > 0, `fits ${fitting} of ${word}`);
  }
  if (typeof value === 'string') {
    require(value.length >= (schema.minLength ?? 0), 'is too short');
    require(value.length <= (schema.maxLength ?? Number.POSITIVE_INFINITY), 'is too long');
    if (schema.pattern) require(new RegExp(schema.pattern).test(value), `does not match ${schema.pattern}`);
    if (schema.format === 'date-time') require(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value), 'is no time');
    if (schema.format === 'uri') require(URL.canParse(value), 'is no address');
  }
  if (typeof value === 'number') {
    require(value >= (schema.minimum ?? Number.NEGATIVE_INFINITY), 'is too small');
    require(value <= (schema.maximum ?? Number.POSITIVE_INFINITY), 'is too large');
  }
  if (Array.isArray(value)) {
    require(value.length >= (schema.minItems ?? 0), 'has too few');
    require(value.length <= (schema.maxItems ?? Number.POSITIVE_INFINITY), 'has too many');
    if (schema.items)
      for (const [i, item] of value.entries())
        found.push(...violations(schema.items, item, resolve, `${at}[${i}]`));
  } else if (typeof value === 'object' && value !== null) {
    for (const key of schema.required ?? []) require(key in value, `lacks ${key}`);
    for (const [key, inner] of Object.entries(value)) {
      const field = schema.properties?.[key];
      if (field) found.push(...violations(field, inner, resolve, `${at}.${key}`));
      // What an answer holds and the document does not say, nobody can rely on.
      else if (schema.properties && typeof schema.additionalProperties !== 'object')
        require(schema.additionalProperties === true, `has ${key}, which is not described`);
    }
  }
  return found;
}

/** Strings that have made trouble somewhere. */
export const NASTY = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  '__proto__',
  'constructor',
  "'; drop table rooms; --",
  '%',
  '../..',
  'null',
  '9'.repeat(400),
  'ä'.repeat(100),
  '😀',
  '-1',
  '1e999',
  'user:',
  'guest:',
];

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...NASTY),
  fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 2 ** 53, 1e308, [], {}, [null], { a: 1 }),
  fc.json({ maxDepth: 2 }).map((text) => JSON.parse(text)),
);

/** What exists, for the field of a name: most of what is made up would otherwise be known to nobody. */
export type Known = (field: string) => fc.Arbitrary<string>;

/** Values that mostly fit a schema. */
export function fitting(schema: Schema, resolve: Resolve, known: Known, field = ''): fc.Arbitrary<unknown> {
  const inner = (part: Schema, name = field) => fitting(part, resolve, known, name);
  if (schema.$ref) return inner(resolve(schema.$ref));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const parts = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (parts) return fc.oneof(...parts.map((part) => inner(part)));
  return fc.oneof(...[schema.type ?? 'null'].flat().map((type) => ofType(type, schema, inner, known(field))));
}

function ofType(
  type: string,
  schema: Schema,
  inner: (part: Schema, name?: string) => fc.Arbitrary<unknown>,
  known: fc.Arbitrary<string>,
): fc.Arbitrary<unknown> {
  switch (type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 1000 });
    case 'array':
      return fc.array(inner(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 3 });
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([key, field]) => [key, inner(field, key)]),
        ),
        { requiredKeys: [...(schema.required ?? [])] },
      );
    case 'string':
      if (schema.format === 'date-time')
        return fc.constantFrom('2023-11-14T22:13:20Z', '2040-01-01T00:00:00+02:00', '2001-01-01T00:00:00Z');
      if (schema.format === 'uri')
        return fc.constantFrom('https://hooks.test/a', 'http://127.0.0.1/', 'ftp://x');
      if (schema.pattern?.includes('\\d')) return fc.stringMatching(/^\d{4,10}$/);
      return fc.oneof(
        { weight: 6, arbitrary: known },
        { weight: 2, arbitrary: fc.string({ minLength: 1, maxLength: 20 }) },
        { weight: 2, arbitrary: fc.constantFrom(String(schema.example ?? 'x')) },
        { weight: 1, arbitrary: fc.constantFrom(...NASTY) },
      );
    default:
      return fc.constant(null);
  }
}

/** The same value with one thing about it spoilt. */
export function spoilt(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null) return junk;
  const keys = Object.keys(value);
  const changed = (key: string, to: unknown) =>
    Array.isArray(value) ? value.map((item, i) => (String(i) === key ? to : item)) : { ...value, [key]: to };
  const options = [junk, junk.map((more) => (Array.isArray(value) ? [...value, more] : { ...value, more }))];
  if (keys.length) {
    const some = fc.constantFrom(...keys);
    options.push(
      some.chain((key) => spoilt((value as Record<string, unknown>)[key]).map((to) => changed(key, to))),
    );
    options.push(
      some.map((key) => Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))),
    );
  }
  return fc.oneof(
    { weight: 1, arbitrary: fc.oneof(...options) },
    { weight: 2, arbitrary: options.at(-2) ?? junk },
  );
}

export const junkText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ maxLength: 30 }),
);
