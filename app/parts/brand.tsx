/** The mark: a lectern, seen from the seats. */
export function Brand() {
  return (
    <span className="inline-flex items-center gap-2 font-semibold tracking-tight">
      <svg aria-hidden="true" viewBox="0 0 32 32" className="size-7 shrink-0">
        <rect width="32" height="32" rx="8" className="fill-accent" />
        <path d="M8 9h16l-2 7H10z" className="fill-on-accent" />
        <path d="M14.5 16h3v5.5h-3z" className="fill-on-accent opacity-60" />
        <path d="M10 21.5h12v2.5H10z" className="fill-on-accent" />
      </svg>
      Rostrum
    </span>
  );
}
