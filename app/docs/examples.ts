import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Code of the guides in docs/, so that it stands written once, where a test runs it. */
export interface Examples {
  readonly mesibo: string;
  readonly setUp: string;
  readonly delivery: string;
  readonly verify: string;
}

/** Read when the pages are built; browsers get the text. */
export function readExamples(): Examples {
  const guide = (name: string) => readFileSync(path.join(process.cwd(), 'docs', name), 'utf8');
  const [mesibo, webhooks] = [guide('mesibo.md'), guide('webhooks.md')];
  return {
    mesibo: block(mesibo, 'sh'),
    setUp: block(webhooks, 'sh'),
    delivery: block(webhooks, ''),
    verify: block(webhooks, 'js'),
  };
}

/** The first block of code in a language. */
function block(markdown: string, language: string): string {
  const found = [...markdown.matchAll(/```(\w*)\n(.*?)```/gs)].find(([, named]) => named === language)?.[2];
  if (found === undefined) throw new Error(`There is no block of "${language}".`);
  return found.trim();
}
