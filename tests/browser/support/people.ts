import { type Browser, type BrowserContext, expect, type Locator, type Page } from '@playwright/test';
import type { TestServer } from '../../support/server.ts';
import { watchConnections } from '../../support/watch.ts';

export interface Visit {
  readonly room: string;
  /** A user's address; without one, a guest. */
  readonly as?: string;
  readonly name?: string;
  readonly microphone?: boolean;
  readonly camera?: boolean;
}

/** One person at one browser, with the words of ui-contract.md. */
export interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly controls: Locator;
  readonly stage: Locator;
  readonly people: Locator;
  button(name: string): Locator;
  close(): Promise<void>;
}

/** Opens the room's page in a browser of its own and goes through the door as a person would. */
export async function enter(browser: Browser, server: TestServer, visit: Visit): Promise<Person> {
  const context = await browser.newContext();
  await watchConnections(context);
  const person = await openRoom(context, server, visit);
  await join(person, visit);
  return person;
}

export async function openRoom(context: BrowserContext, server: TestServer, visit: Visit): Promise<Person> {
  const page = await context.newPage();
  const query = visit.as ? `?token=${await server.token(visit.as)}` : '';
  await page.goto(`${server.url}/r/${visit.room}${query}`);
  const controls = page.getByRole('toolbar', { name: 'Call controls' });
  return {
    page,
    context,
    controls,
    stage: page.getByRole('region', { name: 'Stage' }),
    people: page.getByRole('region', { name: 'People' }),
    button: (name) => controls.getByRole('button', { name, exact: true }),
    async close() {
      // As a tab that is closed: the browser without windows takes a page away without telling it.
      await page.goto('about:blank').catch(() => {});
      await context.close();
    },
  };
}

export async function join(
  { page, controls }: Person,
  { name, microphone, camera }: Omit<Visit, 'room'>,
): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Your name' });
  await box.waitFor();
  if (name) await box.fill(name);
  if (microphone) await page.getByRole('switch', { name: 'Microphone', exact: true }).click();
  if (camera) await page.getByRole('switch', { name: 'Camera', exact: true }).click();
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(controls).toBeVisible();
}

/** A moderator's choice from the menu beside somebody's name. */
export async function act({ page, people }: Person, name: string, item: string): Promise<void> {
  await people.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

export const tile = ({ stage }: Person, name: string): Locator =>
  stage.getByRole('group', { name, exact: true });
