import type { Page } from '@playwright/test';
import type { TestServer } from '../../support/server.ts';
import { expectGoodScreen } from '../support/console.ts';
import { expect, test } from '../support/test.ts';

let server: TestServer;
test.beforeAll(async ({ servers }) => {
  server = await servers.over('p2p');
});

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search' });
const article = (page: Page, name: string) => page.getByRole('article', { name, exact: true });
async function open(page: Page, hash = ''): Promise<void> {
  await page.goto(`${server.url}/docs${hash}`);
  await search(page).waitFor();
}

test('every operation of the document is on the page, with the address where it answers', async ({
  page,
  request,
}) => {
  const document = await (await request.get(`${server.url}/openapi.json`)).json();
  const base = document.servers[0].url;
  const told = Object.entries<Record<string, { summary: string }>>(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const one = item[method];
      return one ? [`${one.summary} | ${method.toUpperCase()} ${base}${path}`] : [];
    }),
  );
  expect(told.length).toBeGreaterThan(40);

  await open(page);
  // Guides are articles too, and have no method.
  const shown = await page
    .getByRole('article')
    .filter({ has: page.getByText('Answers', { exact: true }) })
    .evaluateAll((articles) =>
      articles.map((one) => {
        const line = one.querySelector('h3 + p');
        return `${one.querySelector('h3')?.textContent} | ${line?.textContent?.trim()}`;
      }),
    );
  expect(shown.sort()).toEqual(told.sort());
  await expect(page.getByRole('status').filter({ hasText: `${told.length} operations` })).toBeVisible();

  await page.getByRole('link', { name: '/openapi.json' }).click();
  await expect(page).toHaveURL(`${server.url}/openapi.json`);
});

test('the example of an operation is answered where it says', async ({ page, request }) => {
  await open(page);
  const example = await article(page, 'List presets').locator('pre').last().textContent();
  const url = /'(http[^']+)'/.exec(example ?? '')?.[1] ?? '';
  // It is there, and asks for the token that the example has a place for.
  expect((await request.get(url)).status()).toBe(401);
  expect(example).toContain('Authorization: Bearer $TOKEN');
});

test('search narrows to what has every word, and says so', async ({ page }) => {
  await open(page);
  await search(page).fill('pins delete');
  await expect(article(page, 'Delete a PIN')).toBeVisible();
  await expect(article(page, 'Make a PIN')).toHaveCount(0);
  for (const text of await page.getByRole('article').allTextContents()) {
    expect(text.toLowerCase()).toContain('pins');
    expect(text.toLowerCase()).toContain('delete');
  }
  const left = await page.getByRole('article').count();
  await expect(page.getByRole('status').filter({ hasText: `${left} of ` })).toBeVisible();
  await search(page).fill('mesibo');
  await expect(article(page, 'The mesibo-compatible endpoint')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(1);
  await search(page).fill('no-such-thing');
  await expect(page.getByText('Nothing is called that.')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(0);
});

test('by keyboard: from the search to an operation, and into its fields', async ({ page }) => {
  await open(page);
  await search(page).focus();
  await page.keyboard.type('make speaker');
  await expect(page.getByRole('navigation').getByRole('link')).toHaveText([/Make a room/]);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Make a room' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#post-rooms$/);
  await expect(article(page, 'Make a room')).toBeInViewport();
  const fields = article(page, 'Make a room').locator('summary', { hasText: '201' });
  await fields.focus();
  await page.keyboard.press('Enter');
  const answer = article(page, 'Make a room').locator('details', {
    has: page.locator('summary', { hasText: '201' }),
  });
  await expect(answer.getByText('pins', { exact: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(answer.getByText('pins', { exact: true })).toBeHidden();
});

test('an address with an operation in it leads to that operation', async ({ page }) => {
  await open(page, '#post-rooms-room-live-commands');
  await expect(article(page, 'Act in the running call')).toBeInViewport();
});

test('the guides tell of webhooks and of the mesibo endpoint, with what works here', async ({
  page,
  request,
}) => {
  await open(page);
  const webhooks = article(page, 'Receiving webhooks');
  await expect(webhooks).toContainText(`${server.url}/api/v1/webhooks`);
  await expect(webhooks).toContainText('createHmac');
  const document = await (await request.get(`${server.url}/openapi.json`)).json();
  await expect(webhooks.locator('summary:has(code)')).toHaveText(Object.keys(document.webhooks));
  await webhooks.locator('summary', { hasText: 'hand.lowered' }).click();
  await webhooks.locator('details[open] summary', { hasText: 'Fields of data' }).click();
  await expect(webhooks.getByText('cause', { exact: true }).filter({ visible: true })).toHaveCount(1);

  const mesibo = article(page, 'The mesibo-compatible endpoint');
  const curl = (await mesibo.locator('pre').textContent()) ?? '';
  expect(curl).toContain(`curl ${server.url}/backend/`);
  const answer = await request.post(`${server.url}/backend/`, { data: { op: 'useradd', token: 'wrong' } });
  expect(await answer.json()).toMatchObject({ result: false, error: 'AUTHFAIL' });
});

test('axe finds nothing, and nothing is wider than the page, with everything laid open', async ({ page }) => {
  await open(page);
  // Only some: axe looks at each element of what is laid open, in each width and theme.
  await search(page).fill('webhook');
  await expect(page.getByRole('article').first()).toBeVisible();
  await page.locator('article details').evaluateAll((all) => {
    for (const one of all) (one as HTMLDetailsElement).open = true;
  });
  await expectGoodScreen(page);
});

for (const width of [390, 320]) {
  test(`nothing is cut off at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page);
    await page.locator('details').evaluateAll((all) => {
      for (const one of all) (one as HTMLDetailsElement).open = true;
    });
    // Code scrolls within its block; nothing else may hold more than it shows.
    const cut = await page.locator('main *:not(pre, pre *, .sr-only)').evaluateAll((all) =>
      all
        .filter((one) => one.getClientRects().length > 0)
        .filter((one) => {
          const { left, right } = one.getBoundingClientRect();
          return left < 0 || right > innerWidth + 0.5 || one.scrollWidth > one.clientWidth + 1;
        })
        .filter((one) => getComputedStyle(one).display !== 'inline')
        .map((one) => `${one.tagName} ${one.textContent?.slice(0, 60)}`),
    );
    expect(cut).toEqual([]);
  });
}
