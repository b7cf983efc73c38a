import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

export interface Look {
  /** Only these rules, by axe's names for them. */
  readonly only?: string[];
  readonly without?: string[];
}

/** Another theme is other colours, and nothing else. */
export const COLOURS: Look = { only: ['color-contrast'] };

/**
 * What axe finds wrong with what is on screen: each rule with the first element that breaks it. In its legacy mode,
 * which asks the page alone: our pages have no frames, and the other mode opens a second page for every look.
 */
export async function violations(page: Page, { only, without = [] }: Look = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true);
  const chosen = only ? axe.withRules(only) : axe.disableRules(without);
  const found = await chosen.analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
