'use client';

import { Check, GalleryThumbnails, Headphones, LayoutGrid, Signal } from 'lucide-react';
import * as DropdownMenu from 'radix-ui/dropdown-menu';
import { iconButton } from '../../parts/button.ts';
import { useView } from '../call-context.tsx';
import { LAYOUT_WORDS, LAYOUTS, type Layout } from './kept.ts';
import { useLayout } from './layout-context.tsx';
import { whyLarge } from './why-large.ts';

const ICONS: Readonly<Record<Layout, typeof LayoutGrid>> = {
  grid: LayoutGrid,
  speaker: GalleryThumbnails,
  audio: Headphones,
};

export function LayoutMenu({ openConnection }: { openConnection: () => void }) {
  const view = useView();
  const { layout, choose } = useLayout();
  const Now = ICONS[layout];
  const why = layout === 'audio' ? null : whyLarge(view);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className={`${iconButton} -outline-offset-3 data-[state=open]:bg-sunken`}
        aria-label="Layout"
        title={`Layout: ${LAYOUT_WORDS[layout]}`}
      >
        <Now aria-hidden size={20} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
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
