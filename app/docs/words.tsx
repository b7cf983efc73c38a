import { Fragment } from 'react';

/** Text of the document: paragraphs, code between backticks, and what two stars make strong. Nothing in it is taken as markup. */
export function Words({ text, className = '' }: { text: string; className?: string }) {
  const paragraphs = text.split(/\n{2,}/).filter(Boolean);
  return paragraphs.map((paragraph) => (
    <p key={paragraph} className={`max-w-prose [overflow-wrap:anywhere] ${className}`}>
      <Inline text={paragraph} />
    </p>
  ));
}

export function Inline({ text }: { text: string }) {
  return text.split('`').map((part, at) =>
    at % 2 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <code key={at} className="rounded-sm bg-sunken px-1 py-0.5 text-[0.9em]">
        {part}
      </code>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <Fragment key={at}>{strong(part)}</Fragment>
    ),
  );
}

const strong = (text: string) =>
  text.split('**').map((part, at) =>
    at % 2 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
      <strong key={at} className="font-semibold text-ink">
        {part}
      </strong>
    ) : (
      part
    ),
  );
