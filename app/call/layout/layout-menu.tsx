'use client';

import { useRef, useState } from 'react';
import { iconButton } from '../../parts/button.ts';
import { MenuButton } from '../later/menu-button.tsx';
import { LayoutChoices } from '../later/opened.ts';
import { ICONS } from './icons.ts';
import { LAYOUT_WORDS } from './kept.ts';
import { useLayout } from './layout-context.tsx';

export function LayoutMenu({ openConnection }: { openConnection: () => void }) {
  const { layout } = useLayout();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const Now = ICONS[layout];
  return (
    <>
      <MenuButton
        ref={button}
        label="Layout"
        title={`Layout: ${LAYOUT_WORDS[layout]}`}
        className={`${iconButton} -outline-offset-3`}
        open={open}
        setOpen={setOpen}
      >
        <Now aria-hidden size={20} />
      </MenuButton>
      <LayoutChoices open={open} onOpenChange={setOpen} button={button} openConnection={openConnection} />
    </>
  );
}
