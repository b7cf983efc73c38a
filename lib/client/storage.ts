/** What a browser remembers for the next visit, or for this tab; private windows may refuse, and then nothing is. */
export function read(storage: Storage, key: string): string | null {
  try {
    return storage.getItem(key);
  } catch {
    return null;
  }
}

export function write(storage: Storage, key: string, value: string): void {
  try {
    storage.setItem(key, value);
  } catch {
    // Private windows may refuse; the session goes on without a memory.
  }
}
