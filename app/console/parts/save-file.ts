/** Gives a file to whoever looks at the page, as if it had been downloaded. */
export function saveFile(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken it by the next turn.
  setTimeout(() => URL.revokeObjectURL(url));
}

/** A name that every file system takes. */
export const fileName = (...parts: readonly string[]): string =>
  parts.map((part) => part.replace(/[^\p{L}\p{N}.-]+/gu, '-').slice(0, 60)).join('-');
