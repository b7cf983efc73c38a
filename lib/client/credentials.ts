import { read, write } from './storage.ts';

/**
 * Who this browser is. A user token or a PIN lives as long as the tab, for one room; a guest identity lasts. Storage may be
 * switched off in a browser: then nothing is remembered, and everything else works.
 */
const GUEST = 'rostrum:guest';
const NAME = 'rostrum:name';
const tokenKey = (room: string) => `rostrum:token:${room}`;
const pinKey = (room: string) => `rostrum:pin:${room}`;

/** Takes `?token=` and `?pin=` out of the address bar at once: an address is copied, shared and photographed. */
export function takeSecrets(room: string): void {
  const address = new URL(window.location.href);
  const token = address.searchParams.get('token');
  if (token) write(sessionStorage, tokenKey(room), token);
  const pin = address.searchParams.get('pin');
  if (pin) keepPin(room, pin);
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

export const knownPin = (room: string): string | null => read(sessionStorage, pinKey(room)) || null;
/** An empty one is forgotten. */
export const keepPin = (room: string, pin: string): void => write(sessionStorage, pinKey(room), pin);

export const keepGuest = (token: string): void => write(localStorage, GUEST, token);
export const keepName = (name: string): void => write(localStorage, NAME, name);
export const knownName = (): string => read(localStorage, NAME) ?? '';
