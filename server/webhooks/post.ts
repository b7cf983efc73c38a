/** Longest that a receiver may take to answer, milliseconds. */
export const ANSWER_MS = 10_000;
/** A short answer is read so that the connection can be used again; what is longer is not worth it. */
const SHORT = 4096;

/** One delivery, signed. */
export interface Letter {
  readonly url: string;
  readonly id: string;
  /** Seconds since the epoch. */
  readonly timestamp: number;
  readonly signature: string;
  readonly body: string;
}

/**
 * Sends one delivery. Only a status from 200 to 299 within the time means that it was taken: a redirect is not
 * followed, and nothing that the receiver answers is believed or kept.
 *
 * @param abandon ends the attempt early
 * @returns null when it was taken, otherwise why not in a few words
 */
export async function post(
  letter: Letter,
  abandon: AbortSignal,
  answerMs = ANSWER_MS,
): Promise<string | null> {
  const timeout = AbortSignal.timeout(answerMs);
  try {
    const response = await fetch(letter.url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([timeout, abandon]),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Rostrum',
        'webhook-id': letter.id,
        'webhook-timestamp': String(letter.timestamp),
        'webhook-signature': letter.signature,
      },
      body: letter.body,
    });
    const length = Number(response.headers.get('content-length') ?? Number.NaN);
    // However the answer goes on, its status has been said.
    await (length <= SHORT ? response.arrayBuffer() : response.body?.cancel())?.catch(() => {});
    return response.ok ? null : `answered ${response.status}`;
  } catch (error) {
    if (timeout.aborted) return `no answer within ${answerMs / 1000} s`;
    return reasonOf(error);
  }
}

/** Codes only, such as ECONNREFUSED: what a stranger's server says about itself is not kept. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? `not reached (${code})` : 'not reached';
}
