import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { audit } from '@/server/store/schema.ts';
import { restHouse } from './house.ts';

const house = restHouse();
const { ask, expects } = house;

describe('GET /rooms/{room}/audit', () => {
  it('says who changed what, when and why, the newest first', async () => {
    const id = await house.room();
    await house.users('ana');
    await expects(201, 'PUT', `/rooms/${id}/members/ana`, { body: { overrides: { send: 'deny' } } });
    const { body } = await expects(200, 'GET', `/rooms/${id}/audit`);
    const at = new Date(house.clock.now()).toISOString();
    expect(body.items[0]).toEqual({
      id: expect.any(Number),
      at,
      actor: { person: null, name: 'Admin token' },
      cause: 'asked',
      on: 'override',
      person: 'user:ana',
      name: 'Ana',
      right: 'send',
      before: null,
      after: { value: 'deny', mark: { by: null, byName: 'Admin token', at } },
    });
    expect(body.items.at(-1)).toMatchObject({ on: 'created', person: null, right: null });
    const up = await expects(200, 'GET', `/rooms/${id}/audit?order=asc`);
    expect(up.body.items).toEqual([...body.items].reverse());
  });

  it('filters by what, whom, who and when; and pages stably while it grows', async () => {
    const id = await house.room();
    await house.users('bo', 'di');
    for (let i = 0; i < 5; i++) {
      house.clock.time += 1000;
      await expects(200, 'POST', `/rooms/${id}/members`, {
        body: {
          members: [{ address: 'bo', overrides: { send: i % 2 ? 'allow' : 'deny' } }, { address: 'di' }],
        },
      });
    }
    const count = async (query: string) =>
      (await expects(200, 'GET', `/rooms/${id}/audit?${query}`)).body.items.length;
    expect(await count('on=override')).toBe(5);
    expect(await count('on=override,membership&person=bo')).toBe(6);
    expect(await count('person=user:di')).toBe(1);
    expect(await count('actor=admin')).toBeGreaterThan(5);
    expect(await count('actor=nobody')).toBe(0);
    const now = house.clock.now();
    const time = (ms: number) => encodeURIComponent(new Date(now + ms).toISOString());
    expect(await count(`on=override&from=${time(-1000)}`)).toBe(2);
    expect(await count(`on=override&to=${time(-1000)}`)).toBe(3);

    const seen: number[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const after: string = next ? `&cursor=${next}` : '';
      const { body } = await expects(200, 'GET', `/rooms/${id}/audit?limit=3${after}`);
      seen.push(...body.items.map((entry: { id: number }) => entry.id));
      next = body.next;
      await expects(200, 'PATCH', `/rooms/${id}`, { body: { name: `N ${seen.length}` } });
    }
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));

    for (const [query, field] of [
      ['on=everything', 'on.0'],
      ['order=up', 'order'],
      ['from=now', 'from'],
      ['cursor=x', 'cursor'],
      ['kind=grant', 'kind'],
      ['person=%00', 'person'],
    ])
      expect((await expects(400, 'GET', `/rooms/${id}/audit?${query}`)).body.errors[0].field).toBe(field);
  });

  it('never shows the digits of a PIN, in any format', async () => {
    const id = await house.room();
    const pin = await expects(201, 'POST', `/rooms/${id}/pins`, { body: { code: '8675309', label: 'P' } });
    await expects(200, 'PATCH', `/rooms/${id}/pins/${pin.body.id}`, { body: { code: '90210' } });
    const codes = [
      '8675309',
      ...(await ask('GET', `/rooms/${id}/pins`)).body.items.map((one: { code: string }) => one.code),
    ];
    for (const accept of ['application/json', 'text/csv', 'application/x-ndjson']) {
      const { text } = await expects(200, 'GET', `/rooms/${id}/audit`, { headers: { accept } });
      expect(text).toContain('*****');
      for (const code of codes) expect(text).not.toContain(code);
    }
  });

  it('gives the whole trail as CSV and as lines of JSON, in parts', async () => {
    const id = await house.room();
    const actor = { person: null, name: '=HYPERLINK("http://evil.example")' };
    const change = {
      on: 'ban',
      person: 'user:x',
      before: null,
      after: { by: null, byName: '"a",\nb', at: 0 },
    };
    await house.database
      .insert(audit)
      .values(Array.from({ length: 2500 }, (_, i) => ({ room: id, at: i, actor, cause: 'asked', change })));
    const answer = await expects(200, 'GET', `/rooms/${id}/audit?order=asc&on=ban`, {
      headers: { accept: 'text/csv' },
    });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="audit-${id}.csv"`);
    const { data, errors } = Papa.parse<Record<string, string>>(answer.text, {
      header: true,
      skipEmptyLines: true,
    });
    expect(errors).toEqual([]);
    expect(data).toHaveLength(2500);
    expect(data.every((row) => row.actor?.startsWith("'="))).toBe(true);
    expect(data.map((row) => row.at)).toEqual(
      Array.from({ length: 2500 }, (_, i) => new Date(i).toISOString()),
    );
    const lines = await expects(200, 'GET', `/rooms/${id}/audit?on=ban`, {
      headers: { accept: 'application/x-ndjson' },
    });
    const entries = lines.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries).toHaveLength(2500);
    expect(entries[0]).toMatchObject({
      on: 'ban',
      after: { byName: '"a",\nb', at: '1970-01-01T00:00:00.000Z' },
    });
  });
});
