/** A key that no other request has. `crypto.randomUUID` is not there on a page that came without encryption; this is. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
