import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sourcesIn } from './arrows.ts';

const RULES = readFileSync(new URL('../../../lib/core/RULES.md', import.meta.url), 'utf8');
const numbered = [...RULES.matchAll(/^- \*\*R(\d+) /gm)].map(([, number]) => Number(number));
const cited = (folder: string) =>
  new Set(
    sourcesIn(folder)
      .filter(({ path }) => !path.endsWith('rules.test.ts'))
      .flatMap(({ text }) => [...text.matchAll(/\bR(\d+)\b/g)].map(([, number]) => Number(number))),
  );

describe('RULES.md', () => {
  it('numbers its rules from R1 on, in order and each once', () => {
    expect(numbered[0]).toBe(1);
    expect(numbered).toEqual([...new Set(numbered)].toSorted((a, b) => a - b));
    expect(numbered.length).toBeGreaterThanOrEqual(25);
  });

  it('has every rule that the code cites', () => {
    for (const number of cited('lib')) expect(numbered, `R${number}`).toContain(number);
  });

  it('has no rule that no test cites', () => {
    const tests = cited('tests/unit/core');
    for (const number of numbered) expect([...tests], `R${number}`).toContain(number);
  });
});
