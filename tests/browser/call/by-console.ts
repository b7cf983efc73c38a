import { expect, type Page } from '@playwright/test';
import type { PresetName } from '@/lib/core/room/presets.ts';
import type { TestServer } from '../../support/server.ts';
import { PEOPLE, type Plan, SMALL } from '../../support/ways.ts';

/** By clicks, in a console that is signed in; users come to be as members are added. */
export async function byConsole(
  server: TestServer,
  { preset, name, expiresAt }: Plan,
  page: Page,
): Promise<string> {
  await page.goto(`${server.url}/console`);
  await page.getByRole('button', { name: 'New room' }).click();
  const making = page.getByRole('dialog', { name: 'New room' });
  await making.getByRole('textbox', { name: 'Name' }).fill(name);
  await making.getByRole('radio', { name: TITLES[preset], exact: true }).check();
  await making.getByRole('button', { name: 'Make room' }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();

  await page.getByRole('combobox', { name: 'Largest resolution' }).selectOption(SMALL.resolution);
  await page.getByRole('switch', { name: 'Simulcast' }).click();
  await page.getByLabel('Expiry', { exact: true }).fill(inputTime(expiresAt));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();

  const id = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');
  await page.getByRole('tab', { name: 'Members' }).click();
  for (const { address, name, role, ...own } of PEOPLE) {
    await page.getByRole('button', { name: 'Add member' }).click();
    const adding = page.getByRole('dialog', { name: 'Add member' });
    await adding.getByLabel('Address or name').fill(address);
    // The first room's members are new users, and named; they are found for the others.
    const fresh = adding.getByRole('textbox', { name: 'Name of the new user' });
    await expect(fresh.or(adding.getByText(`${name} (${address}) is a user.`))).toBeVisible();
    if (await fresh.isVisible()) await fresh.fill(name);
    await adding.getByRole('combobox', { name: 'Role' }).selectOption(role);
    if ('publish' in own)
      await adding
        .getByRole('radiogroup', { name: 'New member: publish' })
        .getByRole('radio', { name: 'Allow' })
        .check();
    await adding.getByRole('button', { name: /^(Make user and add|Add)$/ }).click();
    await expect(adding).toHaveCount(0);
  }
  return id;
}

/** What the console calls a preset. */
const TITLES: Readonly<Record<PresetName, string>> = {
  conference: 'Meeting',
  'open-webinar': 'Open webinar',
  'members-webinar': 'Members’ webinar',
  classroom: 'Classroom',
  'voice-room': 'Voice room',
};

/** A time as `datetime-local` takes it, in the time zone of this computer. */
const inputTime = (time: Date): string =>
  new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
