import type { Page } from '@playwright/test';
import axe from 'axe-core';

export interface Look {
  /** Only these rules, by axe's names for them. */
  readonly only?: string[];
  readonly without?: string[];
}

/** Another theme is other colours, and nothing else. */
export const COLOURS: Look = { only: ['color-contrast'] };

/**
 * What axe finds wrong with what is on screen: each rule with the first element that breaks it. Our pages have no frames,
 * so it runs in the page alone; and a page keeps it from one look to the next, since to be given it (half a megabyte)
 * takes a page longer than to be looked at.
 */
export async function violations(page: Page, { only, without = [] }: Look = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async (options) => {
      const { axe: given } = window as unknown as { axe: typeof axe };
      const found = await given.run(document, options);
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    },
    {
      resultTypes: ['violations' as const],
      ...(only && { runOnly: only }),
      rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    },
  );
}
