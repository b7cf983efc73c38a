import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import { invalid, MesiboError } from './envelope.ts';
import { Fields, type Source } from './fields.ts';

/** Largest body that is read, bytes: ten thousand addresses of full length fit. */
const LARGEST = 1024 * 1024;
/** How much more is taken from the line and thrown away, so that the answer reaches whoever is still sending. */
const DRAINED = 16 * LARGEST;

/**
 * The values of a request, whichever way it came: by query, form or JSON body, both at once, with any method. The
 * body wins over the query.
 * @throws MesiboError for a body that is too large or is not what it says
 */
export async function fieldsOf(c: Context): Promise<Fields> {
  const query: Source = { nested: false, values: Object.fromEntries(new URL(c.req.url).searchParams) };
  const body = parsed(await bodyText(c), c.req.header('content-type') ?? '');
  return new Fields(body ? [body, query] : [query]);
}

/** The values of the query alone, for what is to be said about a body that cannot be read. */
export const queryOf = (c: Context): Fields =>
  new Fields([{ nested: false, values: Object.fromEntries(new URL(c.req.url).searchParams) }]);

/** Some clients send JSON as if it were a form, or with GET: what it is shows in its first character. */
function parsed(text: string, type: string): Source | null {
  const trimmed = text.trim();
  if (!trimmed) return null;
  if (/^[[{]/.test(trimmed) || /\bjson\b/i.test(type)) return jsonSource(trimmed);
  if (/^multipart\//i.test(type))
    throw invalid('body', 'multipart is not taken; send JSON or a URL-encoded form.');
  return { nested: false, values: Object.fromEntries(new URLSearchParams(trimmed)) };
}

function jsonSource(text: string): Source {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalid('body', 'is not JSON.');
  }
  if (!isObject(json)) throw invalid('body', 'must be a JSON object.');
  // `{"body": {…}}`, as one client wraps it.
  const inner = Object.hasOwn(json, 'body') && !Object.hasOwn(json, 'op') ? json.body : json;
  if (!isObject(inner)) throw invalid('body', 'must be a JSON object.');
  return { nested: true, values: inner };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

async function bodyText(c: Context): Promise<string> {
  // A Request of the Fetch standard has no body with GET; the request under it may.
  const under = (c.env as { incoming?: IncomingMessage } | undefined)?.incoming;
  const stream = c.req.method === 'GET' ? under : c.req.raw.body;
  if (!stream) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size <= LARGEST) chunks.push(chunk);
      else if (size > DRAINED) break;
    }
  } catch {
    throw invalid('body', 'did not arrive whole.');
  }
  if (size > LARGEST)
    throw new MesiboError('TOOLARGE', 413, `The body has more than ${LARGEST} bytes.`, ['body']);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw invalid('body', 'is not UTF-8.');
  }
}
