import type { TrailPage } from '@/lib/client/moderation.ts';

/** What was read of a trail, the newest first, without a gap. */
export type Trail = TrailPage;

/** The first page over what was read before; where so much came that they no longer meet, it alone. */
export function newest(before: Trail | null, page: TrailPage): Trail {
  const last = page.entries.at(-1);
  if (!before || !last) return page;
  const rest = before.entries.filter(({ id }) => id < last.id);
  const meets = !page.more || before.entries.some(({ id }) => id >= last.id);
  return meets && rest.length ? { entries: [...page.entries, ...rest], more: before.more } : page;
}

/** An older page below what was read before. */
export function joined(before: Trail | null, page: TrailPage): Trail {
  const last = before?.entries.at(-1);
  const older = page.entries.filter(({ id }) => !last || id < last.id);
  return { entries: [...(before?.entries ?? []), ...older], more: page.more };
}
