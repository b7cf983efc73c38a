'use client';

import type { ReactNode, RefObject } from 'react';

/** What stands for a menu while it is closed. The menu itself is told of it by `MenuAnchor`. */
export function MenuButton({
  ref,
  label,
  title,
  className,
  tabIndex,
  open,
  setOpen,
  children,
}: {
  ref: RefObject<HTMLButtonElement | null>;
  label: string;
  title?: string;
  className: string;
  tabIndex?: 0 | -1;
  open: boolean;
  setOpen: (open: boolean) => void;
  children: ReactNode;
}) {
  return (
    <button
      ref={ref}
      type="button"
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={open}
      title={title}
      tabIndex={tabIndex}
      className={`${className} aria-expanded:bg-sunken`}
      // As Radix's own: pressing opens it, and not only letting go.
      onPointerDown={(event) => {
        if (event.button !== 0 || event.ctrlKey) return;
        // The menu that opens takes the focus.
        if (!open) event.preventDefault();
        setOpen(!open);
      }}
      onKeyDown={(event) => {
        if (!['Enter', ' ', 'ArrowDown'].includes(event.key)) return;
        event.preventDefault();
        setOpen(event.key === 'ArrowDown' || !open);
      }}
    >
      {children}
    </button>
  );
}
