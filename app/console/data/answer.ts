/** One thing that is wrong with one field of what was sent. */
export interface FieldError {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** Why the server did not do what it was asked: its problem details (RFC 9457), or that it was not reached. */
export interface Problem {
  readonly code: string;
  /** 0 when there was no answer at all. */
  readonly status: number;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  /** How long to wait before the next try, seconds. */
  readonly retryAfter: number | null;
}

export type Answer<Data> =
  | { readonly ok: true; readonly data: Data; readonly etag: string | null }
  | { readonly ok: false; readonly problem: Problem };

/** What openapi-fetch gives back for one call. */
interface Fetched<Data> {
  readonly data?: Data | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

/** Dispatched on `window` when the server says that nobody is signed in. */
export const SIGNED_OUT = 'rostrum-console-signed-out';

/**
 * Reads one call of the API into what it gave or why it did not. Never throws: what broke on the way is a problem
 * like any other.
 *
 * @param signsOut false where a 401 is an answer about something else than this session (signing in itself)
 */
export async function answer<Data>(call: Promise<Fetched<Data>>, signsOut = true): Promise<Answer<Data>> {
  try {
    const { data, error, response } = await call;
    if (response.ok) return { ok: true, data: data as Data, etag: response.headers.get('etag') };
    const problem = problemOf(error, response);
    if (signsOut && problem.status === 401) window.dispatchEvent(new Event(SIGNED_OUT));
    return { ok: false, problem };
  } catch {
    return { ok: false, problem: UNREACHABLE };
  }
}

const UNREACHABLE: Problem = {
  code: 'unreachable',
  status: 0,
  detail: 'The server did not answer.',
  errors: [],
  retryAfter: null,
};

/** Reads problem details leniently: a proxy between us may answer with anything. */
export function problemOf(body: unknown, response: { status: number; headers: Headers }): Problem {
  const given: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {};
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    code: typeof given.code === 'string' ? given.code : response.status >= 500 ? 'internal' : 'unknown',
    status: response.status,
    detail:
      typeof given.detail === 'string' && given.detail
        ? given.detail
        : `The server answered with status ${response.status}.`,
    errors: Array.isArray(given.errors) ? given.errors.filter(isFieldError) : [],
    retryAfter: Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null,
  };
}

function isFieldError(value: unknown): value is FieldError {
  if (typeof value !== 'object' || value === null) return false;
  const { field, message } = value as Partial<Record<string, unknown>>;
  return typeof field === 'string' && typeof message === 'string';
}

const NEXT: Readonly<Record<string, string>> = {
  unreachable: 'Check your connection, then try again.',
  unauthenticated: 'Sign in again.',
  expired: 'Sign in again.',
  refused: 'Ask whoever runs this server.',
  'insufficient-scope': 'Ask whoever runs this server.',
  'not-found': 'It may have been deleted. Go back to the list of rooms.',
  conflict: 'Change it and try again.',
  stale: 'Load it again to see what changed.',
  'bad-request': 'Mend what is marked and try again.',
  'too-large': 'Send less at once.',
  unavailable: 'Try again in a moment.',
  internal: 'Try again. If it stays so, look into the server’s log.',
};

/** What to do about a problem, in one sentence. */
export function whatToDo({ code, retryAfter }: Problem): string {
  if (code === 'rate-limited') return `Wait ${inWords(retryAfter ?? 60)}, then try again.`;
  return NEXT[code] ?? 'Try again.';
}

function inWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
