import { Fragment } from 'react';

/** A word that begins like an address, as people write it, up to what ends one. */
const CANDIDATE = /\b(?:https?:\/\/|www\.)[^\s<>"“”«»]+/giu;
/** What follows an address in a sentence, rather than belonging to it. */
const TAIL = /[.,;:!?'’)\]}]+$/u;

/** What somebody wrote, as text: nothing in it is HTML, and only plain web addresses become links. */
export function WithLinks({ text }: { text: string }) {
  return pieces(text).map(({ at, words, href }) =>
    href ? (
      <a
        key={at}
        href={href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="text-accent underline underline-offset-2"
      >
        {words}
      </a>
    ) : (
      <Fragment key={at}>{words}</Fragment>
    ),
  );
}

interface Piece {
  readonly at: number;
  readonly words: string;
  readonly href: string | null;
}

function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const words = withoutTail(match[0]);
    const href = safeAddress(words);
    if (!href) continue;
    if (match.index > done) found.push({ at: done, words: text.slice(done, match.index), href: null });
    found.push({ at: match.index, words, href });
    done = match.index + words.length;
  }
  if (done < text.length) found.push({ at: done, words: text.slice(done), href: null });
  return found;
}

/** A closing bracket belongs to an address that opened one. */
function withoutTail(words: string): string {
  const tail = TAIL.exec(words)?.[0] ?? '';
  if (tail.startsWith(')') && words.slice(0, -tail.length).includes('('))
    return words.slice(0, words.length - tail.length + 1);
  return words.slice(0, words.length - tail.length);
}

/** Null for what would not lead where it says: a name before an @ hides the real host. */
export function safeAddress(words: string): string | null {
  const address = /^www\./i.test(words) ? `https://${words}` : words;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  return web && !url.username && !url.password ? url.href : null;
}
