import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Table } from '@/lib/core/table.ts';

/** FNV-1a, to find keys that collide. */
function hash(key: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) value = Math.imul(value ^ key.charCodeAt(i), 0x01000193);
  return value >>> 0;
}

/** Keys whose lowest 25 bits agree with one another, so that leaves split as deep as they go. */
const crowded = (() => {
  const found: string[] = [];
  const goal = hash('0') & 0xffff;
  for (let i = 0; found.length < 24; i++) if ((hash(`k${i}`) & 0xffff) === goal) found.push(`k${i}`);
  return found;
})();

const key = fc.oneof(
  fc.constantFrom(...crowded),
  fc.integer({ min: 0, max: 400 }).map((n) => `key-${n}`),
  fc.string(),
);
const edit = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constant('set' as const), key, fc.integer({ min: 0, max: 5 })) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('delete' as const), key, fc.constant(0)) },
);
const edits = fc.array(edit, { maxLength: 300, size: 'max' });

const apply = (table: Table<string, number>, [what, k, v]: readonly ['set' | 'delete', string, number]) =>
  what === 'set' ? table.set(k, v) : table.delete(k);

describe('table: a persistent map', () => {
  it('does as a Map does', () => {
    fc.assert(
      fc.property(edits, (list) => {
        let table = Table.empty<string, number>();
        const model = new Map<string, number>();
        for (const one of list) {
          table = apply(table, one);
          if (one[0] === 'set') model.set(one[1], one[2]);
          else model.delete(one[1]);
          expect(table.size).toBe(model.size);
          expect(table.get(one[1])).toBe(model.get(one[1]));
        }
        expect(new Map(table.entries())).toEqual(model);
        expect([...table.entries()]).toHaveLength(model.size);
        expect(new Set(table.keys())).toEqual(new Set(model.keys()));
        expect([...table.values()].sort()).toEqual([...model.values()].sort());
        for (const [, k] of list) expect(table.has(k)).toBe(model.has(k));
        expect(new Map(Table.from(model).entries())).toEqual(model);
      }),
      { numRuns: 100 },
    );
  });

  it('never alters an older version', () => {
    fc.assert(
      fc.property(edits, edits, (first, then) => {
        const old = first.reduce(apply, Table.empty<string, number>());
        const before = new Map(old.entries());
        then.reduce(apply, old);
        expect(new Map(old.entries())).toEqual(before);
      }),
      { numRuns: 50 },
    );
  });

  it('finds the keys that differ between any two versions', () => {
    fc.assert(
      fc.property(edits, edits, fc.boolean(), (first, then, related) => {
        const a = first.reduce(apply, Table.empty<string, number>());
        const b = then.reduce(apply, related ? a : Table.empty<string, number>());
        const expected = new Set<string>();
        for (const k of [...a.keys(), ...b.keys()]) if (a.get(k) !== b.get(k)) expected.add(k);
        expect(Table.changedKeys(a, b)).toEqual(expected);
        expect(Table.changedKeys(b, a)).toEqual(expected);
        expect(Table.changedKeys(a, a).size).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  it('is the very same table when nothing changed', () => {
    const table = Table.from<string, number>([
      ['a', 1],
      ['b', 2],
    ]);
    expect(table.set('a', 1)).toBe(table);
    expect(table.delete('c')).toBe(table);
    expect(Table.empty<string, number>().delete('a').size).toBe(0);
  });

  it('holds keys that collide as deep as the hash goes', () => {
    const table = Table.from(crowded.map((k, i) => [k, i] as const));
    expect(table.size).toBe(crowded.length);
    for (const [i, k] of crowded.entries()) expect(table.get(k)).toBe(i);
    const emptied = crowded.reduce((rest, k) => rest.delete(k), table);
    expect(emptied.size).toBe(0);
    expect([...emptied.entries()]).toEqual([]);
  });

  it('holds 10,000 and shares what it does not change', () => {
    let table = Table.from<string, number>(Array.from({ length: 10_000 }, (_, i) => [`p${i}`, i] as const));
    const before = table;
    table = table.set('p5', -1).delete('p6').set('new', 1);
    expect(Table.changedKeys(before, table)).toEqual(new Set(['p5', 'p6', 'new']));
    expect(table.size).toBe(10_000);
  });
});
