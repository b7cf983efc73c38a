import type { LinkId, PublicationId } from '@/lib/core/ids.ts';
import type { Slot } from '@/lib/wire/events.ts';

export interface SparingParts {
  /** Puts lines into force. */
  slots(link: LinkId, slots: readonly Slot[]): void;
  /** One's own camera, while it is on. */
  camera(): PublicationId | null;
}

/**
 * Whoever wants to use less data sends less, too: of their camera the lowest layer, whatever more the others have use
 * for. Their voice and their screen go out as they are. It only narrows what the server says.
 */
export function createSparing({ slots, camera }: SparingParts, wanted: boolean) {
  let on = wanted;
  const standing = new Map<LinkId, readonly Slot[]>();

  const spared = (slot: Slot): Slot =>
    slot.publication !== null && slot.publication === camera() && slot.level !== 'none'
      ? { ...slot, level: 0 }
      : slot;
  const put = (link: LinkId, said: readonly Slot[]) => slots(link, on ? said.map(spared) : said);

  return {
    /** What the server says that the lines of a link carry. */
    said(link: LinkId, said: readonly Slot[]): void {
      standing.set(link, said);
      put(link, said);
    },
    closed(link: LinkId): void {
      standing.delete(link);
    },
    setOn(wanted: boolean): void {
      if (on === wanted) return;
      on = wanted;
      for (const [link, said] of standing) put(link, said);
    },
    /** The camera is on, or another publication, by now: what the server said may have come before. */
    follow(): void {
      if (on)
        for (const [link, said] of standing)
          if (said.some(({ publication }) => publication === camera())) put(link, said);
    },
  };
}
