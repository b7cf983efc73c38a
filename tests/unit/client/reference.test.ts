import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  curl,
  type Document,
  limits,
  matches,
  operations,
  properties,
  resolve,
  type Schema,
  sample,
  typeWords,
  values,
} from '@/app/docs/openapi.ts';

const DOCUMENT: Document = {
  info: { title: 'T', version: '1' },
  paths: {
    '/api/v1/rooms/{room}': {
      parameters: [{ name: 'room', in: 'path', required: true, example: 'physics 1' }],
      get: { summary: 'Read a room', tags: ['Rooms'], security: [{ bearer: ['rooms:read'] }], responses: {} },
      patch: {
        summary: 'Edit a room',
        tags: ['Rooms'],
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Room' } } },
        },
        responses: { 200: { description: 'Done.' } },
      },
    },
    '/api/v1/meetings': { post: { summary: 'Start', security: [], responses: {} } },
  },
  components: {
    schemas: {
      Room: {
        allOf: [
          { type: 'object', properties: { name: { type: 'string', example: "Ana's" } }, required: ['name'] },
          { type: 'object', properties: { next: { $ref: '#/components/schemas/Room' } } },
        ],
      },
      Loop: { $ref: '#/components/schemas/Loop' },
    },
  },
};

describe('reading an OpenAPI document', () => {
  it('finds every operation, with its place, scopes and whether it needs a token', () => {
    expect(operations(DOCUMENT)).toMatchObject([
      { id: 'get-rooms-room', method: 'GET', tag: 'Rooms', scopes: ['rooms:read'], open: false },
      { id: 'patch-rooms-room', method: 'PATCH', scopes: [], open: false },
      { id: 'post-meetings', tag: 'Other', open: true },
    ]);
  });

  it('writes a call that a shell takes as it stands', () => {
    const [, patch] = operations(DOCUMENT);
    expect(patch && curl(DOCUMENT, patch, 'http://here')).toBe(
      [
        "curl -X PATCH 'http://here/api/v1/rooms/physics%201'",
        '-H "Authorization: Bearer $TOKEN"',
        "-H 'Content-Type: application/json'",
        `-d '{"name":"Ana'\\''s"}'`,
      ].join(' \\\n  '),
    );
  });

  it('joins the parts of a schema, and ends where one holds itself', () => {
    expect(properties(DOCUMENT, { $ref: '#/components/schemas/Room' })).toMatchObject([
      { name: 'name', required: true },
      { name: 'next', required: false },
    ]);
    expect(resolve(DOCUMENT, { $ref: '#/components/schemas/Loop' })).toBeNull();
    expect(sample(DOCUMENT, { $ref: '#/components/schemas/Room' })).toEqual({ name: "Ana's" });
  });

  it('says what a value is, and what bounds it', () => {
    const words = (schema: Schema) => typeWords(DOCUMENT, schema);
    expect(words({ type: ['string', 'null'], format: 'date-time' })).toBe('string (date-time) or null');
    expect(words({ type: 'array', items: { $ref: '#/components/schemas/Room' } })).toBe('array of Room');
    expect(words({ anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'null' }] })).toBe(
      'string or integer or null',
    );
    expect(words({ const: 'allow' })).toBe('"allow"');
    expect(values(DOCUMENT, { type: 'array', items: { enum: ['a', 1] } })).toEqual(['"a"', '1']);
    expect(limits(DOCUMENT, { minimum: 1, maxLength: 5, default: 'x' })).toEqual([
      'at least 1',
      'at most 5 characters',
      'default "x"',
    ]);
  });

  it('finds by every word, wherever it stands', () => {
    const [get] = operations(DOCUMENT);
    expect(get && matches(get, 'ROOMS:read get')).toBe(true);
    expect(get && matches(get, 'rooms nothing')).toBe(false);
  });

  it('breaks on nothing that a schema may hold', () => {
    const schema = fc.letrec((tie) => ({
      schema: fc.oneof(
        { maxDepth: 4 },
        fc.boolean(),
        fc.constant({ $ref: '#/components/schemas/Room' }),
        fc.constant({ $ref: '#/components/schemas/Nowhere' }),
        fc.dictionary(
          fc.constantFrom(
            'type',
            'items',
            'properties',
            'oneOf',
            'allOf',
            'enum',
            'required',
            'example',
            'x',
          ),
          fc.oneof(fc.jsonValue(), tie('schema'), fc.array(tie('schema'), { maxLength: 2 })),
        ),
      ),
    })).schema as fc.Arbitrary<Schema>;
    fc.assert(
      fc.property(schema, (one) => {
        typeWords(DOCUMENT, one);
        properties(DOCUMENT, one);
        limits(DOCUMENT, one);
        values(DOCUMENT, one);
        sample(DOCUMENT, one);
      }),
    );
  });
});
