/** The shape of what is being loaded: so many lines, as high as the real ones. */
export function Skeleton({ lines = 4, label = 'Loading' }: { lines?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="grid gap-3">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines without identity
        <span key={line} aria-hidden className="block h-11 animate-pulse rounded-md bg-sunken" />
      ))}
    </div>
  );
}
