import type { Person } from '../tests/browser/support/people.ts';

/** What the measurements in a browser share. */

/** Chooses from a menu and gives the moment of the click itself. */
export async function clickAt(moderator: Person, name: string, item: string): Promise<number> {
  await moderator.people.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
  return moderator.page.getByRole('menuitem', { name: item, exact: true }).evaluate((element) => {
    const at = Date.now();
    (element as HTMLElement).click();
    return at;
  });
}

/** Inside a page: presses the button of the microphone the moment it may be pressed, again and again. */
export const unmuteWhenAllowed = ({ page }: Person): Promise<void> =>
  page.evaluate(() => {
    const press = () => {
      const button = document.querySelector<HTMLElement>(
        'button[aria-label="Unmute microphone"]:not([aria-disabled="true"])',
      );
      button?.click();
    };
    new MutationObserver(press).observe(document.body, { subtree: true, childList: true, attributes: true });
  });

export async function until(condition: () => Promise<boolean>, ms = 20_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await condition()))
    if (Date.now() > deadline) throw new Error(`It did not happen within ${ms / 1000} seconds.`);
}
