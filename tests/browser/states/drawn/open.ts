import type { Page } from '@playwright/test';

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** On a phone the list is a sheet that is closed at first. */
async function openPeople(page: Page): Promise<void> {
  const people = page.getByRole('button', { name: 'People', exact: true });
  if ((await people.getAttribute('aria-expanded')) !== 'true') await people.click();
}

const choose = async (page: Page, layout: string): Promise<void> => {
  await press(page, 'Layout');
  await page.getByRole('menuitemradio', { name: layout, exact: true }).click();
};

/** Playwright waits for aria-disabled controls; a person's finger does not. */
const pressBlocked = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).click({ force: true });

/** What is pressed on the stage before a state is looked at, by name. */
const STAGE_STEPS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'layout-pinned': (page) => press(page, 'Pin Ömer'),
  'layout-pinned-screen': (page) => press(page, 'Pin Noah'),
  'layout-speaker': (page) => choose(page, 'Speaker'),
  'why-control': (page) => pressBlocked(page, 'Unmute microphone'),
  'chat-deaf': (page) => press(page, 'Why may I not write?'),
  'layout-audio': (page) => choose(page, 'Audio only'),
};

const openConnection = async (page: Page): Promise<void> => {
  await press(page, 'Layout');
  await page.getByRole('menuitem', { name: 'Connection…' }).click();
  await page.getByRole('dialog', { name: 'Connection' }).waitFor();
};

/** What is pressed about the connection, by name. */
const CONNECTION_STEPS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'connection-good': openConnection,
  'connection-slow': openConnection,
  'connection-measuring': openConnection,
  'low-data': (page) => press(page, 'Keyboard shortcuts'),
};

/** What is pressed among the people, by name. */
const STEPS: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  why: (page) => press(page, 'Why?'),
  'why-ana': async (page) => {
    await press(page, 'Actions for Ana');
    await page.getByRole('menuitem', { name: 'Why?' }).click();
    await page.getByRole('list', { name: 'Rights' }).waitFor();
  },
  history: async (page) => {
    await press(page, 'History');
    await page.getByRole('list', { name: 'History, newest first' }).waitFor();
  },
  selecting: async (page) => {
    await press(page, 'Select');
    for (const name of ['Mia', 'Zoë'])
      await page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
  },
  'teacher-removed': async () => {},
  thirty: async () => {},
  thousand: async () => {},
};

/** Brings a drawn state to where it is looked at: not everything on a screen comes from the server. */
export async function openState(page: Page, name: string): Promise<void> {
  if (/^chat(?!-unread)/.test(name)) await press(page, 'Chat');
  await STAGE_STEPS[name]?.(page);
  await CONNECTION_STEPS[name]?.(page);
  if (name.startsWith('devices')) {
    await press(page, 'Devices');
    await page.getByRole('dialog', { name: 'Devices' }).waitFor();
  }
  if (name === 'connecting-media') await page.getByText('Connecting sound and picture…').waitFor();
  const step = STEPS[name];
  if (!step) return;
  await openPeople(page);
  await step(page);
}
