import { ChevronRight } from 'lucide-react';
import { CodeBlock } from './code-block.tsx';
import { curl, type Document, type Operation, typeWords } from './openapi.ts';
import { FieldWords, SchemaView } from './schema-view.tsx';
import { Words } from './words.tsx';

export function OperationView({ document, one }: { document: Document; one: Operation }) {
  const example = curl(document, one, typeof location === 'undefined' ? '' : location.origin);
  const body = Object.entries(one.body?.content ?? {});
  return (
    <article
      id={one.id}
      aria-labelledby={`${one.id}-title`}
      className="scroll-mt-4 rounded-xl border border-line bg-surface p-4 shadow-card sm:p-6"
    >
      <h3 id={`${one.id}-title`} className="text-lg font-semibold">
        <a href={`#${one.id}`} className="hover:underline">
          {one.summary}
        </a>
      </h3>
      <p className="mt-1 text-sm [overflow-wrap:anywhere]">
        <Method method={one.method} /> <code>{one.path}</code>
      </p>
      <p className="mt-1 text-sm text-soft">
        {one.open
          ? 'Needs no token.'
          : one.scopes.length
            ? `Scope: ${one.scopes.join(', ')}`
            : 'Needs a token.'}
      </p>
      <div className="mt-3 flex flex-col gap-2">
        <Words text={one.description} />
      </div>

      {one.parameters.length > 0 && (
        <Part title="Parameters">
          <ul className="divide-y divide-line rounded-md border border-line">
            {one.parameters.map((parameter) => (
              <li key={`${parameter.in} ${parameter.name}`} className="px-3 py-2 text-sm">
                <p className="flex flex-wrap items-baseline gap-x-2">
                  <code className="font-semibold">{parameter.name}</code>
                  <span className="text-soft">
                    {parameter.in} · {typeWords(document, parameter.schema ?? true)}
                    {parameter.required ? ' · required' : ''}
                  </span>
                </p>
                {parameter.description && <Words text={parameter.description} className="mt-0.5" />}
                <FieldWords
                  document={document}
                  schema={parameter.schema ?? true}
                  said={parameter.description ?? ''}
                />
              </li>
            ))}
          </ul>
        </Part>
      )}
      {body.map(([type, { schema }]) => (
        <Part key={type} title={`Body (${type})`}>
          <SchemaView document={document} schema={schema ?? true} />
        </Part>
      ))}
      <Part title="Answers">
        <ul className="flex flex-col">
          {one.responses.map(({ status, response }) => (
            <li key={status}>
              <Answer document={document} status={status} response={response} />
            </li>
          ))}
        </ul>
      </Part>
      <Part title="Example">
        <CodeBlock text={example} label={`the example of ${one.summary}`} />
      </Part>
    </article>
  );
}

const TONES: Record<string, string> = {
  GET: 'bg-accent-wash text-ink',
  DELETE: 'bg-danger-wash text-ink',
};
export const Method = ({ method }: { method: string }) => (
  <span
    className={`inline-block rounded-sm px-1.5 py-0.5 text-xs font-semibold ${TONES[method] ?? 'bg-hand-wash text-ink'}`}
  >
    {method}
  </span>
);

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="mt-5">
      <h4 className="mb-1.5 text-sm font-semibold">{title}</h4>
      {children}
    </section>
  );
}

function Answer({
  document,
  status,
  response,
}: {
  document: Document;
  status: string;
  response: Operation['responses'][number]['response'];
}) {
  const [first] = Object.values(response.content ?? {});
  const words = (
    <>
      <code className="font-semibold">{status}</code> {response.description}
    </>
  );
  // Every refusal has the same shape, which is explained once.
  if (!first?.schema || !status.startsWith('2')) return <p className="py-0.5 text-sm">{words}</p>;
  return (
    <details className="group">
      <summary className="-ms-1 inline-flex min-h-11 cursor-pointer items-center gap-1 text-sm">
        <ChevronRight aria-hidden size={16} className="shrink-0 text-soft group-open:rotate-90" />
        <span>{words}</span>
      </summary>
      <SchemaView document={document} schema={first.schema} />
    </details>
  );
}
