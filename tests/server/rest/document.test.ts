import { readFileSync } from 'node:fs';
import { validate } from '@readme/openapi-parser';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from '@/server/http/v1/document.ts';
import { generated } from '@/server/http/v1/generate.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const operations = () =>
  Object.entries(openApiDocument().paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => (item[method] ? [{ path, method, operation: item[method] }] : [])),
  );

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const document = openApiDocument();
    expect(document.openapi).toMatch(/^3\.1\./);
    const result = await validate(structuredClone(document) as never);
    expect(result).toMatchObject({ valid: true });
  });

  it('gives every operation a name of its own, a summary and a description', () => {
    const all = operations();
    expect(all.length).toBeGreaterThan(30);
    const names = all.map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(all.length);
    for (const { path, method, operation } of all) {
      const where = `${method} ${path}`;
      expect(operation.operationId, where).toMatch(/^[a-z][A-Za-z]+$/);
      expect(operation.summary?.length, where).toBeGreaterThan(3);
      expect(operation.description?.length, where).toBeGreaterThan(20);
      expect(operation.tags?.length, where).toBe(1);
      expect(operation.security, where).toBeDefined();
    }
  });

  it('describes every field of what is sent and answered, in words or by an example', () => {
    const bare: string[] = [];
    for (const [name, schema] of Object.entries(openApiDocument().components?.schemas ?? {})) {
      if (!('properties' in schema)) continue;
      for (const [field, value] of Object.entries(schema.properties ?? {})) {
        const text = JSON.stringify(value);
        if (!/"(description|example|\$ref|enum)"/.test(text) && !/"type":"boolean"/.test(text))
          bare.push(`${name}.${field}: ${text}`);
      }
    }
    expect(bare).toEqual([]);
  });

  it('is what the committed document and client were made from (npm run api)', async () => {
    for (const [file, text] of Object.entries(await generated()))
      expect(readFileSync(file, 'utf8')).toBe(text);
  });
});
