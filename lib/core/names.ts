/** Longest name of a person or a room, in UTF-16 code units. */
export const NAME_LENGTH = 80;

/** Control characters, half characters and bidirectional overrides would let a name rewrite its line. */
const UNSAFE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
/** Something to see: neither space nor mark nor any of the characters that are drawn as nothing. */
const VISIBLE = /[^\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** A name as it may be shown to others; empty when nothing of it could be seen. */
export function cleanName(text: string): string {
  const clean = withoutUnsafe(text).trim();
  return isVisible(clean) ? clean : '';
}

export const withoutUnsafe = (text: string): string => text.replace(UNSAFE, '');
export const isVisible = (text: string): boolean => VISIBLE.test(text);
