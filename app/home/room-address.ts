/**
 * Where a typed room leads. People paste whole invitation links as often as they type ids, so a link to a room
 * keeps what it carries; null when there is nothing to go by.
 */
export function roomAddress(typed: string): string | null {
  const text = typed.trim();
  if (!text) return null;
  const link = /\/r\/([^/?#\s]+)\/?(\?[^#\s]*)?/.exec(text);
  if (link) return `/r/${link[1]}${link[2] ?? ''}`;
  return `/r/${encodeURIComponent(text)}`;
}
