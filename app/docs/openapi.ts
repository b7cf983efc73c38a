/** The parts of an OpenAPI 3.1 document that a reader needs. Whatever else it holds is passed over. */
export interface Document {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly servers?: readonly { readonly url: string }[];
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** What is sent to the receivers of webhooks, by type. */
  readonly webhooks?: Readonly<Record<string, { readonly post?: { readonly requestBody?: Body } }>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** A JSON Schema (2020-12), or a reference to one; `true` is anything. */
export type Schema = boolean | { readonly [keyword: string]: unknown };

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
  readonly example?: unknown;
}

interface Body {
  readonly description?: string;
  readonly required?: boolean;
  readonly content?: Readonly<Record<string, { readonly schema?: Schema; readonly example?: unknown }>>;
}

export interface Operation {
  /** Its place on the page, such as `post-rooms-room-pins`. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly scopes: readonly string[];
  /** Whether it needs a token at all. */
  readonly open: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: Body | null;
  readonly responses: readonly { readonly status: string; readonly response: Body }[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Every operation, in the order of the document. */
export function operations(document: Document): Operation[] {
  // Paths are told from the server's address on, which may have a path itself.
  const base = (document.servers?.[0]?.url ?? '').replace(/\/$/, '');
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const raw = item[method];
      return isRecord(raw) ? [operation(method, base + path, raw, item)] : [];
    }),
  );
}

function operation(
  method: string,
  path: string,
  raw: Readonly<Record<string, unknown>>,
  item: Readonly<Record<string, unknown>>,
): Operation {
  const security = Array.isArray(raw.security) ? raw.security : null;
  const named = (security ?? []).flatMap((one) => (isRecord(one) ? Object.values(one).flat() : []));
  return {
    id: `${method}-${path
      .replace(/[{}]/g, '')
      .replace(/^\/(api\/v1\/)?/, '')
      .replace(/[^\w.]+/g, '-')}`,
    method: method.toUpperCase(),
    path,
    tag: (Array.isArray(raw.tags) && text(raw.tags[0])) || 'Other',
    summary: text(raw.summary) || `${method.toUpperCase()} ${path}`,
    // The scope has a line of its own here.
    description: text(raw.description).replace(/\n+Scope: `[^`]*`\.$/, ''),
    scopes: [...new Set(named.map(text).filter(Boolean))],
    open: security?.length === 0,
    parameters: [...list(item.parameters), ...list(raw.parameters)].filter(isRecord) as never,
    body: isRecord(raw.requestBody) ? (raw.requestBody as Body) : null,
    responses: Object.entries(isRecord(raw.responses) ? raw.responses : {}).map(([status, response]) => ({
      status,
      response: (isRecord(response) ? response : {}) as Body,
    })),
  };
}

/** The groups of operations: in the order of the document's tags, and then what has none of them. */
export const tagsOf = (document: Document, all: readonly Operation[]): string[] => [
  ...new Set([...(document.tags ?? []).map(({ name }) => name), ...all.map(({ tag }) => tag)]),
];

/** Whether an operation has all the words that somebody looks for. */
export function matches(one: Operation, search: string): boolean {
  return holds([one.method, one.path, one.tag, one.summary, one.description, ...one.scopes], search);
}

/** Whether these texts together have all the words that somebody looks for. */
export function holds(texts: readonly string[], search: string): boolean {
  const hay = texts.join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word));
}

/** A call of the operation as one would type it, with the examples of the document. */
export function curl(document: Document, one: Operation, origin: string): string {
  const fill = (name: string) => {
    const parameter = one.parameters.find((known) => known.in === 'path' && known.name === name);
    return encodeURIComponent(String(parameter?.example ?? sample(document, parameter?.schema ?? true)));
  };
  const url = origin + one.path.replace(/\{(\w+)\}/g, (_, name: string) => fill(name));
  const json = one.body?.content?.['application/json'];
  const lines = [`curl ${one.method === 'GET' ? '' : `-X ${one.method} `}'${url}'`];
  if (!one.open) lines.push(`-H "Authorization: Bearer $TOKEN"`);
  if (json) {
    const value = json.example ?? sample(document, json.schema ?? true);
    lines.push(
      `-H 'Content-Type: application/json'`,
      `-d '${JSON.stringify(value).replaceAll("'", "'\\''")}'`,
    );
  }
  return lines.join(' \\\n  ');
}

/** A value that fits a schema, from its examples, defaults and first choices. */
export function sample(document: Document, schema: Schema, depth = 0): unknown {
  const known = resolve(document, schema);
  if (known === null || depth > 5) return null;
  if (known.example !== undefined) return known.example;
  if (Array.isArray(known.examples) && known.examples.length) return known.examples[0];
  if (known.const !== undefined) return known.const;
  if (Array.isArray(known.enum)) return known.enum[0];
  if (known.default !== undefined) return known.default;
  const [choice] = choices(known);
  if (choice) return sample(document, choice, depth + 1);
  switch (types(known)[0]) {
    case 'object':
      return Object.fromEntries(
        properties(document, known)
          .filter(({ required }) => required)
          .map(({ name, schema: one }) => [name, sample(document, one, depth + 1)]),
      );
    case 'array':
      return known.items === undefined ? [] : [sample(document, known.items as Schema, depth + 1)];
    case 'integer':
    case 'number':
      return typeof known.minimum === 'number' ? known.minimum : 1;
    case 'boolean':
      return true;
    case 'string':
      return 'text';
    default:
      return null;
  }
}

export type SchemaRecord = { readonly [keyword: string]: unknown };

/** The schema itself, where it was referred to; with the parts of `allOf` in one. Null for "anything". */
export function resolve(document: Document, schema: Schema, seen = 0): SchemaRecord | null {
  if (!isRecord(schema) || seen > 20) return null;
  if (typeof schema.$ref === 'string') {
    const target = document.components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''];
    const { $ref: _, ...beside } = schema;
    const found = target === undefined ? null : resolve(document, target, seen + 1);
    return found && { ...found, ...beside };
  }
  if (!Array.isArray(schema.allOf)) return schema;
  const { allOf, ...whole } = schema as { allOf: Schema[]; [keyword: string]: unknown };
  for (const one of allOf) {
    const part = resolve(document, one, seen + 1);
    const fields = { ...record(whole.properties), ...record(part?.properties) };
    const required = [...list(whole.required), ...list(part?.required)];
    Object.assign(whole, part, { properties: fields, required });
  }
  return whole;
}

/** The name under which a schema is known, if it has one. */
export const nameOf = (schema: Schema): string | null =>
  isRecord(schema) && typeof schema.$ref === 'string' ? (schema.$ref.split('/').at(-1) ?? null) : null;

export interface Property {
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
}

export function properties(document: Document, schema: Schema): Property[] {
  const known = resolve(document, schema);
  if (!known) return [];
  const required = list(known.required);
  return Object.entries(record(known.properties)).map(([name, one]) => ({
    name,
    required: required.includes(name),
    schema: one as Schema,
  }));
}

/** The alternatives of a schema; empty where it has none. Null as one of two is no alternative. */
export const choices = (schema: SchemaRecord): Schema[] =>
  [...list(schema.oneOf), ...list(schema.anyOf)].filter(
    (one) => !(isRecord(one) && one.type === 'null'),
  ) as Schema[];

const types = (schema: SchemaRecord): string[] => {
  const all = (Array.isArray(schema.type) ? schema.type : [schema.type]).map(text).filter(Boolean);
  return all.length ? all.filter((one) => one !== 'null') : schema.properties ? ['object'] : [];
};

const isNullable = (schema: SchemaRecord): boolean =>
  (Array.isArray(schema.type) && schema.type.includes('null')) ||
  [...list(schema.oneOf), ...list(schema.anyOf)].some((one) => isRecord(one) && one.type === 'null');

/** What a value is, in a few words: "array of Member", "text (date-time) or null". */
export function typeWords(document: Document, schema: Schema, depth = 0): string {
  const known = resolve(document, schema);
  if (!known || depth > 5) return 'anything';
  const named = nameOf(schema);
  const inner = () => {
    const alternatives = choices(known);
    if (alternatives.length)
      return [...new Set(alternatives.map((one) => typeWords(document, one, depth + 1)))].join(' or ');
    if (known.const !== undefined) return JSON.stringify(known.const);
    const [type = 'anything'] = types(known);
    if (type === 'array')
      return `array of ${typeWords(document, (known.items ?? true) as Schema, depth + 1)}`;
    if (named) return named;
    return known.format ? `${type} (${text(known.format)})` : type;
  };
  return isNullable(known) ? `${inner()} or null` : inner();
}

/** The limits that a schema sets, in a few words each. */
export function limits(document: Document, schema: Schema): string[] {
  const known = resolve(document, schema);
  if (!known) return [];
  const say = (keyword: string, words: (value: string) => string) =>
    known[keyword] === undefined ? [] : [words(String(known[keyword]))];
  return [
    ...say('minimum', (value) => `at least ${value}`),
    ...say('exclusiveMinimum', (value) => `more than ${value}`),
    ...say('maximum', (value) => `at most ${value}`),
    ...say('minLength', (value) => `at least ${value} characters`),
    ...say('maxLength', (value) => `at most ${value} characters`),
    ...say('minItems', (value) => `at least ${value} items`),
    ...say('maxItems', (value) => `at most ${value} items`),
    ...say('pattern', (value) => `matches ${value}`),
    ...(known.default === undefined ? [] : [`default ${JSON.stringify(known.default)}`]),
  ];
}

/** The values a schema allows, where they are listed. */
export function values(document: Document, schema: Schema): string[] {
  const known = resolve(document, schema);
  if (!known) return [];
  if (Array.isArray(known.enum)) return known.enum.map((value) => JSON.stringify(value));
  const { items } = known;
  return items === undefined || typeof items !== 'object' ? [] : values(document, items as Schema);
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const record = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
