/** How buttons and links that act like buttons look; classes, because Radix and anchors bring their own element. */
const base =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-md px-4 text-sm font-semibold transition-colors select-none text-center';
const dimmed = 'aria-disabled:opacity-55 aria-disabled:shadow-none';

export const button = {
  primary: `${base} ${dimmed} bg-accent text-on-accent hover:brightness-110 aria-disabled:hover:brightness-100`,
  plain: `${base} ${dimmed} border border-edge bg-surface text-ink hover:bg-sunken`,
  quiet: `${base} ${dimmed} text-ink hover:bg-sunken`,
  danger: `${base} ${dimmed} bg-danger-fill text-white hover:brightness-110`,
} as const;

export const iconButton =
  'inline-flex size-11 shrink-0 items-center justify-center rounded-full text-soft hover:bg-sunken hover:text-ink transition-colors';

export const field =
  'min-h-11 w-full min-w-0 rounded-md border border-edge bg-surface px-3 text-base text-ink placeholder:text-soft aria-invalid:border-danger';
