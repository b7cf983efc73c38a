/**
 * Where a typed room leads. People paste whole invitation links as often as they type ids, so a link to a room
 * keeps what it carries; null when there is nothing to go by. A PIN goes along for one page load: the room's page
 * takes it out of the address bar at once.
 */
export function roomAddress(typed: string, pin = ''): string | null {
  const text = typed.trim();
  if (!text) return null;
  const link = /\/r\/([^/?#\s]+)\/?(\?[^#\s]*)?/.exec(text);
  const query = new URLSearchParams(link?.[2] ?? '');
  if (pin) query.set('pin', pin);
  const after = query.size ? `?${query}` : '';
  return `/r/${link ? link[1] : encodeURIComponent(text)}${after}`;
}
