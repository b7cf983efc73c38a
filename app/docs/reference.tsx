'use client';

import { useEffect, useMemo, useState } from 'react';
import { Brand } from '../parts/brand.tsx';
import { button, field } from '../parts/button.ts';
import { ThemeButton } from '../theme/theme-button.tsx';
import { Contents } from './contents.tsx';
import type { Examples } from './examples.ts';
import { GUIDES, GuideView } from './guides.tsx';
import { type Document, holds, matches, operations, tagsOf } from './openapi.ts';
import { OperationView } from './operation-view.tsx';
import { Words } from './words.tsx';

type Load = { is: 'loading' } | { is: 'failed' } | { is: 'here'; document: Document };

/** The reference of the API, drawn from `/openapi.json`: what it says is what the server checks. */
export function Reference({ examples }: { examples: Examples }) {
  const [load, setLoad] = useState<Load>({ is: 'loading' });
  useEffect(() => {
    let gone = false;
    const show = (next: Load) => {
      if (!gone) setLoad(next);
    };
    fetch('/openapi.json')
      .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.statusText))))
      .then(
        (document: Document) => show({ is: 'here', document }),
        () => show({ is: 'failed' }),
      );
    return () => {
      gone = true;
    };
  }, []);

  return (
    <div className="mx-auto min-h-dvh max-w-6xl px-4 sm:px-8">
      <header className="flex items-center justify-between py-4">
        <a href="/" aria-label="Rostrum, start page">
          <Brand />
        </a>
        <span className="-me-3">
          <ThemeButton />
        </span>
      </header>
      <main className="pb-24">
        <h1 className="text-xl font-semibold tracking-tight">API reference</h1>
        {load.is === 'loading' && <Skeleton />}
        {load.is === 'failed' && (
          <div role="alert" className="mt-6 rounded-xl border border-line bg-surface p-6">
            <p>The reference could not be loaded, because the server did not answer.</p>
            <button type="button" className={`${button.primary} mt-4`} onClick={() => location.reload()}>
              Try again
            </button>
          </div>
        )}
        {load.is === 'here' && <Chapters document={load.document} examples={examples} />}
      </main>
    </div>
  );
}

function Chapters({ document, examples }: { document: Document; examples: Examples }) {
  const [search, setSearch] = useState('');
  const all = useMemo(() => operations(document), [document]);
  const found = all.filter((one) => matches(one, search.trim()));
  const guides = GUIDES.filter(({ title, words }) => holds([title, words], search.trim()));
  const tags = tagsOf(document, all).flatMap((tag) => {
    const under = found.filter((one) => one.tag === tag);
    return under.length ? [{ tag, under }] : [];
  });
  // The address may name an operation, which was not there when the page was loaded.
  useEffect(() => {
    window.document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);

  // What it is, and where; then the details.
  const [about = '', ...rest] = (document.info.description ?? '').split('\n\n');

  return (
    <>
      <div className="mt-2 flex flex-col gap-2 text-soft">
        <Words text={about} />
        <Words
          text={`All addresses begin with \`${location.origin}\`. Send your token as \`Authorization: Bearer …\`: the admin token, or an application token (\`POST /api/v1/tokens\`), which may do what its scopes say.`}
        />
        <Words text={rest.join('\n\n')} />
        <p>
          Version {document.info.version}. The document itself:{' '}
          <a className="text-accent underline" href="/openapi.json">
            /openapi.json
          </a>
        </p>
      </div>
      <div className="mt-6 grid gap-8 lg:grid-cols-[17rem_1fr]">
        <nav
          aria-label="Contents"
          className="lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:self-start lg:overflow-y-auto lg:p-1"
        >
          <label htmlFor="search" className="text-sm font-medium">
            Search
          </label>
          <input
            id="search"
            type="search"
            className={`${field} mt-1`}
            value={search}
            autoComplete="off"
            onChange={(event) => setSearch(event.target.value)}
          />
          <p role="status" className="mt-1 text-sm text-soft">
            {search.trim() ? `${found.length} of ${all.length} operations` : `${all.length} operations`}
          </p>
          <details open={search.trim() ? true : undefined} className="mt-2 lg:hidden">
            <summary className="flex min-h-11 cursor-pointer items-center font-medium">Contents</summary>
            <Contents guides={guides} tags={tags} />
          </details>
          <div className="mt-3 hidden lg:block">
            <Contents guides={guides} tags={tags} />
          </div>
        </nav>
        <div className="flex min-w-0 flex-col gap-10">
          {guides.length > 0 && (
            <section aria-label="Guides">
              <h2 className="text-xl font-semibold tracking-tight">Guides</h2>
              <div className="mt-4 flex flex-col gap-5">
                {guides.map((guide) => (
                  <GuideView key={guide.id} guide={guide} document={document} examples={examples} />
                ))}
              </div>
            </section>
          )}
          {tags.map(({ tag, under }) => (
            <section key={tag} aria-label={tag}>
              <h2 className="text-xl font-semibold tracking-tight">{tag}</h2>
              <div className="mt-1 text-soft">
                <Words text={document.tags?.find(({ name }) => name === tag)?.description ?? ''} />
              </div>
              <div className="mt-4 flex flex-col gap-5">
                {under.map((one) => (
                  <OperationView key={one.id} document={document} one={one} />
                ))}
              </div>
            </section>
          ))}
          {!tags.length && !guides.length && (
            <p className="text-soft">Nothing is called that. Try fewer words, such as “pin” or “members”.</p>
          )}
        </div>
      </div>
    </>
  );
}

const Skeleton = () => (
  <div aria-hidden="true" className="mt-8 grid animate-pulse gap-8 lg:grid-cols-[17rem_1fr]">
    <div className="h-64 rounded-xl bg-sunken" />
    <div className="flex flex-col gap-5">
      <div className="h-48 rounded-xl bg-sunken" />
      <div className="h-48 rounded-xl bg-sunken" />
    </div>
  </div>
);
