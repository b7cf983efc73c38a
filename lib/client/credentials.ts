/**
 * Who this browser is. A user token lives as long as the tab, for one room; a guest identity lasts. Storage may be
 * switched off in a browser: then nothing is remembered, and everything else works.
 */
const GUEST = 'rostrum:guest';
const NAME = 'rostrum:name';
const tokenKey = (room: string) => `rostrum:token:${room}`;

/** Takes `?token=` and `?pin=` out of the address bar at once: an address is copied, shared and photographed. */
export function takeToken(room: string): void {
  const address = new URL(window.location.href);
  const token = address.searchParams.get('token');
  if (token) write(sessionStorage, tokenKey(room), token);
  if (!address.searchParams.has('token') && !address.searchParams.has('pin')) return;
  address.searchParams.delete('token');
  address.searchParams.delete('pin');
  window.history.replaceState(window.history.state, '', address);
}

export function credentials(room: string): { token?: string; guest?: string } {
  const token = read(sessionStorage, tokenKey(room));
  const guest = read(localStorage, GUEST);
  return { ...(token && { token }), ...(guest && { guest }) };
}

export const keepGuest = (token: string): void => write(localStorage, GUEST, token);
export const keepName = (name: string): void => write(localStorage, NAME, name);
export const knownName = (): string => read(localStorage, NAME) ?? '';

function read(storage: Storage, key: string): string | null {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

function write(storage: Storage, key: string, value: string): void {
  try {
    storage.setItem(key, value);
  } catch {
    // Private windows may refuse; the session goes on without a memory.
  }
}
