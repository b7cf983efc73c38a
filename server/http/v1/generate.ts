import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { openApiDocument } from './document.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** What is made from the schemas and kept in the repository: path from the root, and text. */
export async function generated(): Promise<Readonly<Record<string, string>>> {
  const document = openApiDocument();
  // A copy: the generator resolves references in place.
  const types = astToString(await openapiTS(structuredClone(document) as never));
  return {
    'docs/openapi.json': `${JSON.stringify(document, null, 1)}\n`,
    'lib/client/api/schema.d.ts': `// Made by \`npm run api\` from server/http/v1: change the schemas there.\n\n${types}`,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of Object.entries(await generated())) {
    mkdirSync(path.dirname(path.join(ROOT, file)), { recursive: true });
    writeFileSync(path.join(ROOT, file), text);
  }
}
