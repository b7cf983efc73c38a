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
      onClick={() => setOpen(!open)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' || open) return;
        event.preventDefault();
        setOpen(true);
      }}
    >
      {children}
    </button>
  );
}
