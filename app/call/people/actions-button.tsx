'use client';

import { Ellipsis } from 'lucide-react';
import { useRef, useState } from 'react';
import { iconButton } from '../../parts/button.ts';
import { MenuButton } from '../later/menu-button.tsx';
import { ActionsMenu } from '../later/opened.ts';
import type { Subject } from './actions.tsx';

/** Opens what can be done about one person. */
export function ActionsButton({ subject, tabIndex }: { subject: Subject; tabIndex: 0 | -1 }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <MenuButton
        ref={button}
        label={`Actions for ${subject.person.name}`}
        className={iconButton}
        tabIndex={tabIndex}
        open={open}
        setOpen={setOpen}
      >
        <Ellipsis aria-hidden size={20} />
      </MenuButton>
      <ActionsMenu open={open} onOpenChange={setOpen} button={button} subject={subject} />
    </>
  );
}
