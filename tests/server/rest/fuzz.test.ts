import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '@/server/http/v1/document.ts';
import { BUILT_IN } from '@/server/webhooks/webhooks.ts';
import { ADMIN_TOKEN, restHouse } from './house.ts';
import {
  fitting,
  junkText,
  type Known,
  type Resolve,
  type Schema,
  spoilt,
  violations,
} from './schema-kit.ts';

/**
 * Every operation of the document, with inputs made from its own schemas, whole and spoilt: whatever comes, the
 * answer is one that the document describes, and never our fault.
 */
const house = restHouse();
const RUNS = Number(process.env.FUZZ_RUNS ?? 30);

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

const document = openApiDocument() as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};
const resolve: Resolve = (ref) => {
  const found = document.components.schemas[ref.replace('#/components/schemas/', '')];
  if (!found) throw new Error(`The document lacks ${ref}.`);
  return found;
};

const OPERATIONS = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
);

/** Ids of things that exist, by the name of the path's parameter. */
async function stock(): Promise<Readonly<Record<string, readonly string[]>>> {
  // There can be a hundred at most.
  for (const { id } of (await house.ask('GET', '/webhooks')).body.items)
    if (id !== BUILT_IN) await house.expects(204, 'DELETE', `/webhooks/${id}`);
  const tag = Math.random().toString(36).slice(2, 8);
  const people = [`ana-${tag}`, `ben-${tag}`];
  await house.users(...people);
  const room = await house.room({ members: people.map((address) => ({ address })) });
  const webinar = await house.room({ preset: 'open-webinar' });
  const participant = await house.join(room, people[0] ?? '');
  const pins = (await house.ask('GET', `/rooms/${room}/pins`)).body.items.map(({ id }: { id: string }) => id);
  const from = `user:${people[0]}`;
  const said = await house.expects(201, 'POST', `/rooms/${room}/messages`, { body: { from, text: 'A' } });
  const made = [
    await house.expects(201, 'POST', '/tokens', { body: { name: 'F', scopes: ['rooms:read'] } }),
    await house.expects(201, 'POST', `/users/${people[0]}/tokens`, { body: {} }),
    await house.expects(201, 'POST', '/webhooks', { body: { url: 'https://hooks.test/' } }),
  ];
  return {
    room: [room, webinar],
    person: [...people, `user:${people[0]}`],
    persons: people.map((one) => `user:${one}`),
    address: people,
    pin: pins,
    message: [said.body.id],
    id: made.map(({ body }) => body.id),
    any: [...people, ...people.map((one) => `user:${one}`), participant, room],
  };
}

/** Without half characters, which no address can hold. */
const whole = (text: string) => Buffer.from(text).toString();

interface Request {
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A request for an operation: most of it fits, and something of it may not. */
function requests(path: string, operation: Operation, known: Readonly<Record<string, readonly string[]>>) {
  const existing: Known = (field) =>
    fc.constantFrom(
      ...((/^(person|from|to|except)$/.test(field) ? known.persons : known[field]) ?? known.any ?? []),
    );
  const inPath = (name: string) =>
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...(known[name] ?? ['none'])) },
      { weight: 1, arbitrary: junkText.filter((text) => !/^\.{0,2}$/.test(text) && whole(text) === text) },
    );
  const ofKind = (kind: Parameter['in']) => (operation.parameters ?? []).filter((one) => one.in === kind);
  const names = ofKind('path').map(({ name }) => name);
  const query = ofKind('query').map(({ name, schema }) => {
    const value = fc.oneof(
      { weight: 4, arbitrary: fitting(schema, resolve, existing, name).map(String) },
      { weight: 1, arbitrary: junkText },
    );
    return fc.option(
      value.map((text) => `${name}=${encodeURIComponent(whole(text))}`),
      { nil: null, freq: 3 },
    );
  });
  const schema = operation.requestBody?.content['application/json']?.schema;
  const fit = schema ? fitting(schema, resolve, existing) : fc.constant(undefined);
  const body = schema
    ? fc.oneof({ weight: 3, arbitrary: fit }, { weight: 2, arbitrary: fit.chain(spoilt) })
    : fit;
  return fc.record({
    target: fc
      .tuple(fc.tuple(...names.map(inPath)), fc.tuple(...query), fc.boolean())
      .map(([ids, asked, odd]) => {
        const filled = names.reduce(
          (text, name, i) => text.replace(`{${name}}`, encodeURIComponent(ids[i] ?? '')),
          path,
        );
        const search = asked.filter((one) => one !== null);
        // Once in a while something that is not known, where a query is taken.
        if (odd && search.length > 1) search.push('more=1');
        return search.length ? `${filled}?${search.join('&')}` : filled;
      }),
    headers: fc.record(
      {
        'if-match': fc.constantFrom('*', '"x"', 'x', ''),
        'idempotency-key': fc.oneof(
          { weight: 4, arbitrary: fc.uuid() },
          { weight: 1, arbitrary: fc.constantFrom('a', '') },
        ),
        accept: fc.constantFrom('application/json', 'text/csv', 'application/x-ndjson', '*/*', 'x'),
      },
      { requiredKeys: [] },
    ),
    body,
  });
}

async function check(
  method: string,
  operation: Operation,
  { target, headers, body }: Request,
): Promise<number> {
  const response = await house.fetch(`/api/v1${target}`, {
    method,
    headers: {
      authorization: `Bearer ${ADMIN_TOKEN}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const stream = type === 'text/event-stream';
  if (stream) await response.body?.cancel();
  const text = stream ? '' : await response.text();
  const where = `${method} ${target} ${JSON.stringify(body)} → ${response.status} ${text.slice(0, 300)}`;
  expect(response.status, where).toBeLessThan(500);
  const described = operation.responses[response.status];
  expect(described, `not described: ${where}`).toBeDefined();
  if (response.status === 204) expect(text).toBe('');
  else {
    const schema = described?.content?.[type]?.schema;
    expect(schema, `${type} is not described: ${where}`).toBeDefined();
    if (schema && /[/+]json$/.test(type))
      expect(violations(schema, JSON.parse(text), resolve), where).toEqual([]);
  }
  return response.status;
}

describe('schema-driven fuzz', () => {
  it.each(OPERATIONS.map((one) => [`${one.method} ${one.path}`, one] as const))(
    '%s answers as described, whatever comes',
    async (_name, { path, method, operation }) => {
      const seen = new Set<number>();
      let known = await stock();
      for (let round = 0; round < 3; round++) {
        await fc.assert(
          fc.asyncProperty(requests(path, operation, known), async (request) => {
            seen.add(await check(method, operation, request));
          }),
          { numRuns: Math.ceil(RUNS / 3), endOnFailure: true },
        );
        // What was deleted or spoilt is made anew.
        known = await stock();
      }
      expect(
        house.lines.filter(({ level }) => Number(level) >= 50),
        'errors in the log',
      ).toEqual([]);
      if (path !== '/meetings') expect(seen.size).toBeGreaterThan(0);
    },
    120_000,
  );

  it('makes requests that are served, not only refused', async () => {
    const refused: string[] = [];
    for (const { path, method, operation } of OPERATIONS) {
      const known = await stock();
      let served = false;
      for (const request of fc.sample(requests(path, operation, known), { numRuns: 200, seed: 7 })) {
        if ((await check(method, operation, request)) >= 300) continue;
        served = true;
        break;
      }
      if (!served) refused.push(operation.operationId);
    }
    // Of meetings one address may start a few only, and has by now. The console's session is for pages of our own
    // origin: see tests/server/session.test.ts.
    const elsewhere = ['startMeeting', 'signIn', 'getSession', 'signOut'];
    expect(refused.filter((one) => !elsewhere.includes(one))).toEqual([]);
  }, 120_000);
});
