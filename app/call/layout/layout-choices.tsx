'use client';

import { Check, Signal } from 'lucide-react';
import * as DropdownMenu from 'radix-ui/dropdown-menu';
import type { RefObject } from 'react';
import { useView } from '../call-context.tsx';
import type { Opens } from '../later/later.tsx';
import { belongsTo, MenuAnchor } from '../later/menu-anchor.tsx';
import { ICONS } from './icons.ts';
import { LAYOUT_WORDS, LAYOUTS } from './kept.ts';
import { useLayout } from './layout-context.tsx';
import { whyLarge } from './why-large.ts';

export function LayoutChoices({
  open,
  onOpenChange,
  button,
  openConnection,
}: Opens & { button: RefObject<HTMLButtonElement | null>; openConnection: () => void }) {
  const view = useView();
  const { layout, choose } = useLayout();
  const why = layout === 'audio' ? null : whyLarge(view);
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <MenuAnchor to={button} />
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          {...belongsTo(button, 'Layout')}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 w-56 animate-appear rounded-lg border border-line bg-raised p-1.5 text-sm shadow-float"
        >
          <DropdownMenu.RadioGroup value={layout}>
            {LAYOUTS.map((one) => {
              const Icon = ICONS[one];
              return (
                <DropdownMenu.RadioItem
                  key={one}
                  value={one}
                  onSelect={() => choose(one)}
                  className="flex min-h-11 items-center gap-3 rounded-md px-3 font-medium outline-none data-highlighted:bg-sunken data-highlighted:ring-2 data-highlighted:ring-accent data-highlighted:ring-inset"
                >
                  <Icon aria-hidden size={18} />
                  <span className="grow">{LAYOUT_WORDS[one]}</span>
                  <DropdownMenu.ItemIndicator>
                    <Check aria-hidden size={18} className="text-accent" />
                  </DropdownMenu.ItemIndicator>
                </DropdownMenu.RadioItem>
              );
            })}
          </DropdownMenu.RadioGroup>
          {why && (
            <DropdownMenu.Label className="mt-1.5 border-t border-line px-3 pt-2.5 pb-1.5 text-xs text-soft">
              {why}
            </DropdownMenu.Label>
          )}
          <DropdownMenu.Separator className="my-1.5 border-t border-line" />
          <DropdownMenu.Item
            onSelect={openConnection}
            className="flex min-h-11 items-center gap-3 rounded-md px-3 font-medium outline-none data-highlighted:bg-sunken data-highlighted:ring-2 data-highlighted:ring-accent data-highlighted:ring-inset"
          >
            <Signal aria-hidden size={18} />
            Connection…
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
