import { ChevronRight } from 'lucide-react';
import { Fragment } from 'react';
import {
  choices,
  type Document,
  limits,
  nameOf,
  properties,
  resolve,
  type Schema,
  text,
  typeWords,
  values,
} from './openapi.ts';
import { Inline } from './words.tsx';

/** How deep nested fields are laid open; what lies deeper is named. */
const DEPTH = 4;

/** The fields of a body, nested ones behind a disclosure. */
export function SchemaView({
  document,
  schema,
  depth = 0,
  within = [],
}: {
  document: Document;
  schema: Schema;
  depth?: number;
  within?: readonly string[];
}) {
  const known = resolve(document, schema);
  if (!known) return <p className="text-sm text-soft">Anything.</p>;
  const alternatives = choices(known);
  if (alternatives.length)
    return (
      <ul className="flex flex-col gap-2">
        {alternatives.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: alternatives have no other name, and never move
          <li key={at} className="rounded-md border border-line p-2">
            <p className="text-sm text-soft">
              {at ? 'or ' : ''}
              {typeWords(document, one)}
            </p>
            <SchemaView document={document} schema={one} depth={depth + 1} within={within} />
          </li>
        ))}
      </ul>
    );
  if (known.type === 'array' && known.items)
    return (
      <>
        <p className="text-sm text-soft">{typeWords(document, schema)}, each:</p>
        <SchemaView document={document} schema={known.items as Schema} depth={depth} within={within} />
      </>
    );
  const fields = properties(document, schema);
  if (!fields.length) return <p className="text-sm text-soft">{typeWords(document, schema)}</p>;
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {fields.map(({ name, required, schema: one }) => (
        <li key={name} className="px-3 py-2 text-sm">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <code className="font-semibold [overflow-wrap:anywhere]">{name}</code>
            <span className="text-soft">{typeWords(document, one)}</span>
            {required && <span className="text-soft">· required</span>}
          </p>
          <FieldWords document={document} schema={one} />
          <Nested document={document} schema={one} depth={depth} within={within} name={name} />
        </li>
      ))}
    </ul>
  );
}

/** What else is to be said of one value: its meaning, choices, limits and an example. */
export function FieldWords({
  document,
  schema,
  said = '',
}: {
  document: Document;
  schema: Schema;
  /** A description that stands beside it already. */
  said?: string;
}) {
  const known = resolve(document, schema);
  const all = values(document, schema);
  const bounds = limits(document, schema);
  const example = known?.example;
  return (
    <>
      {text(known?.description) && text(known?.description) !== said && (
        <p className="mt-0.5 max-w-prose [overflow-wrap:anywhere]">
          <Inline text={text(known?.description)} />
        </p>
      )}
      {all.length > 0 && (
        <p className="mt-0.5 text-soft [overflow-wrap:anywhere]">
          One of{' '}
          {all.map((value, at) => (
            <Fragment key={value}>
              {at ? ' ' : ''}
              {/* A value is broken only where it fills more than a line. */}
              <span className="inline-block max-w-full">
                {value}
                {at < all.length - 1 ? ',' : ''}
              </span>
            </Fragment>
          ))}
        </p>
      )}
      {bounds.length > 0 && <p className="mt-0.5 text-soft [overflow-wrap:anywhere]">{bounds.join(' · ')}</p>}
      {example !== undefined && typeof example !== 'object' && (
        <p className="mt-0.5 text-soft [overflow-wrap:anywhere]">
          Example: <code>{JSON.stringify(example)}</code>
        </p>
      )}
    </>
  );
}

function Nested({
  document,
  schema,
  depth,
  within,
  name,
}: {
  document: Document;
  schema: Schema;
  depth: number;
  within: readonly string[];
  name: string;
}) {
  const known = resolve(document, schema);
  const inner = known?.type === 'array' ? ((known.items ?? true) as Schema) : schema;
  const title = nameOf(inner);
  const more = properties(document, inner).length > 0 || choices(resolve(document, inner) ?? {}).length > 1;
  // A schema within itself is named, not laid open again.
  if (!more || depth >= DEPTH || (title && within.includes(title))) return null;
  return (
    <details className="group/fields mt-1">
      <summary className="-ms-1 inline-flex min-h-11 cursor-pointer items-center gap-1 text-accent">
        <ChevronRight aria-hidden size={16} className="shrink-0 group-open/fields:rotate-90" />
        Fields of {title ?? name}
      </summary>
      <SchemaView
        document={document}
        schema={inner}
        depth={depth + 1}
        within={title ? [...within, title] : within}
      />
    </details>
  );
}
