import type { ApiAuditEntry } from '../audit/entry.ts';
import { type Answer, problemOf } from './answer.ts';
import { type AuditFilter, asked } from './audit.ts';
import { roomPath } from './rooms.ts';

/**
 * Every entry of a trail that a filter matches, newest first, in one answer that is read as it comes.
 *
 * @param progress told of how many have come so far
 */
export async function wholeTrail(
  room: string,
  filter: Partial<AuditFilter>,
  progress: (count: number) => void,
  signal: AbortSignal,
): Promise<Answer<readonly ApiAuditEntry[]>> {
  const query = new URLSearchParams({ ...asked(filter), order: 'desc' });
  try {
    const response = await fetch(`/api/v1${roomPath(room)}/audit?${query}`, {
      headers: { accept: 'application/x-ndjson' },
      cache: 'no-store',
      signal,
    });
    if (!response.ok || !response.body) {
      const body: unknown = await response.json().catch(() => null);
      return { ok: false, problem: problemOf(body, response) };
    }
    const entries: ApiAuditEntry[] = [];
    for await (const line of lines(response.body)) {
      entries.push(JSON.parse(line) as ApiAuditEntry);
      if (entries.length % 500 === 0) progress(entries.length);
    }
    return { ok: true, data: entries, etag: null };
  } catch {
    const detail = signal.aborted ? 'The export was ended.' : 'The server did not send all of it.';
    return { ok: false, problem: { code: 'unreachable', status: 0, detail, errors: [], retryAfter: null } };
  }
}

async function* lines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const parts = (rest + decoder.decode(value, { stream: !done })).split('\n');
    rest = parts.pop() ?? '';
    yield* parts.filter(Boolean);
    if (done) break;
  }
  if (rest) yield rest;
}
