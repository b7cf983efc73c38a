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
  'aria-label' | 'aria-labelledby' | 'onInteractOutside'
> => ({
  'aria-label': label,
  'aria-labelledby': undefined,
  onInteractOutside: (event) => {
    if (event.target instanceof Node && button.current?.contains(event.target)) event.preventDefault();
  },
});
