'use client';

import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { CodeBlock } from './code-block.tsx';
import type { Examples } from './examples.ts';
import type { Document } from './openapi.ts';
import { SchemaView } from './schema-view.tsx';
import { Words } from './words.tsx';

/** What is no operation of the API, but belongs to it: where each stands, and what a search finds it by. */
export const GUIDES = [
  {
    id: 'guide-webhooks',
    title: 'Receiving webhooks',
    words: 'webhook event delivery signature verify secret standard webhooks hmac retry',
  },
  {
    id: 'guide-mesibo',
    title: 'The mesibo-compatible endpoint',
    words: 'mesibo backend api.php op useradd groupadd token migrate',
  },
] as const;

export type Guide = (typeof GUIDES)[number];

export function GuideView({
  guide,
  document,
  examples,
}: {
  guide: Guide;
  document: Document;
  examples: Examples;
}) {
  return (
    <article
      id={guide.id}
      aria-labelledby={`${guide.id}-title`}
      className="scroll-mt-4 rounded-xl border border-line bg-surface p-4 shadow-card sm:p-6"
    >
      <h3 id={`${guide.id}-title`} className="text-lg font-semibold">
        <a href={`#${guide.id}`} className="hover:underline">
          {guide.title}
        </a>
      </h3>
      <div className="mt-2 flex flex-col gap-2">
        {guide.id === 'guide-mesibo' ? (
          <Mesibo examples={examples} />
        ) : (
          <Webhooks document={document} examples={examples} />
        )}
      </div>
    </article>
  );
}

function Mesibo({ examples }: { examples: Examples }) {
  return (
    <>
      <Words text="A backend that was written for mesibo works here after two changes: the address and the application token. Its operations become the same commands as those of this API, so they reach a running call at once and stand in the audit trail." />
      <Words text="The address is `/backend/`; `/api.php` and `/backend` are the same. Every answer is HTTP 200 with `result` true or false; where it is false, `error` and `cause` say why. Which operations and flags are taken, and where we differ, is told in `docs/mesibo.md`." />
      <Step title="Make a user and a token">
        <CodeBlock text={here(examples.mesibo)} label="the mesibo example" />
      </Step>
    </>
  );
}

function Webhooks({ document, examples }: { document: Document; examples: Examples }) {
  const events = Object.entries(document.webhooks ?? {});
  return (
    <>
      <Words text="Rostrum tells your backend what happens in rooms: a `POST` with JSON for each event, signed as Standard Webhooks 1.0.0 has it, in order for each room, and again for three days until you answer with 200 to 299. Skip a `webhook-id` that you have seen: an event may come twice." />
      <Step title="Say where to">
        <CodeBlock text={here(examples.setUp)} label="the call that makes a webhook" />
        <p className="mt-2 text-sm text-soft">The answer holds the secret, which is shown this once.</p>
      </Step>
      <Step title="What comes">
        <CodeBlock text={examples.delivery} label="the example of a delivery" />
      </Step>
      <Step title="Check the signature before you read the body">
        <CodeBlock text={examples.verify} label="the signature check" />
      </Step>
      <Step title="Events">
        <ul className="grid gap-x-4 sm:grid-cols-2">
          {events.map(([type, { post }]) => (
            <li key={type} className="min-w-0 has-[details[open]]:sm:col-span-2">
              <details className="group">
                <summary className="-ms-1 inline-flex min-h-11 cursor-pointer items-center gap-1 text-sm">
                  <ChevronRight aria-hidden size={16} className="shrink-0 text-soft group-open:rotate-90" />
                  <code>{type}</code>
                </summary>
                <SchemaView
                  document={document}
                  schema={post?.requestBody?.content?.['application/json']?.schema ?? true}
                />
              </details>
            </li>
          ))}
        </ul>
      </Step>
    </>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-3">
      <h4 className="mb-1.5 text-sm font-semibold">{title}</h4>
      {children}
    </section>
  );
}

/** The example with the address of the server that shows it. */
const here = (text: string) =>
  text.replaceAll('http://localhost:3000', location.origin).replaceAll('$ROSTRUM', location.origin);
