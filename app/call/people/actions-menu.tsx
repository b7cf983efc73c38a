'use client';

import { ChevronDown } from 'lucide-react';
import * as DropdownMenu from 'radix-ui/dropdown-menu';
import { Fragment, type RefObject, useState } from 'react';
import { useCall } from '../call-context.tsx';
import type { Opens } from '../later/later.tsx';
import { belongsTo, MenuAnchor } from '../later/menu-anchor.tsx';
import { type Action, actionsFor, type Subject } from './actions.tsx';
import { useList } from './list-context.ts';

const menu =
  'z-50 max-h-(--radix-dropdown-menu-content-available-height) animate-appear overflow-y-auto rounded-lg border border-line bg-raised p-1.5 text-sm shadow-float';
const item =
  'flex min-h-11 items-center gap-3 rounded-md px-3 font-medium outline-none data-highlighted:bg-sunken data-highlighted:ring-2 data-highlighted:ring-accent data-highlighted:ring-inset';

/** What can be done about one person. It is worked out when it is opened, and goes on changing with them. */
export function ActionsMenu({
  open,
  onOpenChange,
  button,
  subject,
}: Opens & { button: RefObject<HTMLButtonElement | null>; subject: Subject }) {
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <MenuAnchor to={button} />
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          {...belongsTo(button, `Actions for ${subject.person.name}`)}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className={`${menu} min-w-56`}
          // Keys pressed in here are not the list's, though React hands them on to it.
          onKeyDown={(event) => event.stopPropagation()}
        >
          <Groups subject={subject} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Groups({ subject }: { subject: Subject }) {
  const groups = actionsFor(subject, useCall(), useList());
  return groups.map((group, index) => (
    <Fragment key={group[0]?.label}>
      {index > 0 && <DropdownMenu.Separator className="mx-2 my-1.5 h-px bg-line" />}
      {group.map((action) => (
        <Item key={action.label} action={action} />
      ))}
    </Fragment>
  ));
}

function Item({ action: { label, icon, harsh, choose, within } }: { action: Action }) {
  const [open, setOpen] = useState(false);
  if (!within)
    return (
      <DropdownMenu.Item
        {...(choose && { onSelect: choose })}
        className={`${item} ${harsh ? 'text-danger' : ''}`}
      >
        {icon ?? <span className="w-[18px]" />}
        {label}
      </DropdownMenu.Item>
    );
  // It unfolds in its place: beside it there is no room on a phone, and nothing has to be hit while it moves.
  return (
    <>
      <DropdownMenu.Item
        aria-expanded={open}
        onSelect={(event) => {
          event.preventDefault();
          setOpen(!open);
        }}
        className={item}
      >
        {icon}
        <span className="grow">{label}</span>
        <ChevronDown aria-hidden size={16} className={`text-soft ${open ? 'rotate-180' : ''}`} />
      </DropdownMenu.Item>
      {open && within.map((action) => <Item key={action.label} action={action} />)}
    </>
  );
}
