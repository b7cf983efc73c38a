'use client';

import * as DropdownMenu from 'radix-ui/dropdown-menu';
import { type ComponentProps, type Ref, type RefObject, useImperativeHandle } from 'react';

type Button = RefObject<HTMLButtonElement | null>;

/** Tells a menu of the button that it belongs to, which was there before the menu's code: there it opens and returns to. */
export function MenuAnchor({ to }: { to: Button }) {
  return (
    <DropdownMenu.Trigger asChild>
      <Anchor to={to} />
    </DropdownMenu.Trigger>
  );
}

function Anchor({ to, ref }: { to: Button; ref?: Ref<HTMLButtonElement | null> }) {
  useImperativeHandle<HTMLButtonElement | null, HTMLButtonElement | null>(ref, () => to.current);
  return null;
}

/** What the content of such a menu has to know: the button closes it by its own press, and names it. */
export const belongsTo = (
  button: Button,
  label: string,
): Pick<
  ComponentProps<typeof DropdownMenu.Content>,
  'aria-label' | 'aria-labelledby' | 'onFocus' | 'onInteractOutside'
> => ({
  'aria-label': label,
  'aria-labelledby': undefined,
  // Opened by a key, the focus goes to the first choice. Radix sees to that for the keys that it saw; the one that
  // fetched its code it did not see.
  onFocus: ({ target, currentTarget, relatedTarget }) => {
    if (target !== currentTarget || relatedTarget !== button.current || !target.matches(':focus-visible'))
      return;
    currentTarget.querySelector<HTMLElement>('[role^="menuitem"]')?.focus();
  },
  onInteractOutside: (event) => {
    if (event.target instanceof Node && button.current?.contains(event.target)) event.preventDefault();
  },
});
