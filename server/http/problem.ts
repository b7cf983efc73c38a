import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { type Failure, FailureError } from '@/lib/core/failure.ts';

/** What a refused request is answered with: problem details (RFC 9457). */
export const PROBLEM_TYPE = 'application/problem+json';

/** Every code, with its HTTP status (RFC 9110) and what it means in a few words. */
export const PROBLEMS = {
  'bad-request': [400, 'The request is wrong.'],
  unauthenticated: [401, 'There is no valid token.'],
  expired: [401, 'The token has expired.'],
  refused: [403, 'This is not allowed.'],
  'insufficient-scope': [403, 'The token may not do this.'],
  'not-found': [404, 'There is no such thing.'],
  'not-joined': [409, 'Nobody of that name is in the room.'],
  conflict: [409, 'This does not go with what is there.'],
  stale: [412, 'It was changed meanwhile.'],
  'too-large': [413, 'The request is too large.'],
  'unknown-message': [400, 'The request is not known.'],
  'rate-limited': [429, 'Too many requests.'],
  internal: [500, 'Something went wrong on our side.'],
  unavailable: [503, 'This cannot be done just now.'],
} as const satisfies Record<string, readonly [number, string]>;
export type ProblemCode = keyof typeof PROBLEMS;
export type ProblemStatus = (typeof PROBLEMS)[ProblemCode][0] | 415;

/** One field that is wrong, and the rule it breaks. */
export interface FieldError {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

export const ProblemSchema = z
  .object({
    type: z.string().openapi({ example: '/docs#problem-not-found' }),
    title: z.string().openapi({ description: 'What the code means.', example: 'There is no such thing.' }),
    status: z.int().openapi({ description: 'The HTTP status.', example: 404 }),
    detail: z
      .string()
      .openapi({ description: 'What is wrong with this request.', example: 'There is no such room.' }),
    code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
    errors: z
      .array(z.object({ field: z.string(), rule: z.string(), message: z.string() }))
      .optional()
      .openapi({
        description: 'Every field that is wrong, and the rule it breaks.',
        example: [{ field: 'capacity', rule: 'too_small', message: 'Too small: expected number to be >=1' }],
      }),
    reason: z.unknown().optional().openapi({
      description: 'With the code `refused`, where the gate said no: its rule and what would help.',
    }),
  })
  .openapi('Problem', { description: 'Problem details (RFC 9457).' });

/** A request that cannot be served, on its way to the answer. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly errors: readonly FieldError[] = [],
    readonly headers: Readonly<Record<string, string>> = {},
    /** Where the code's own status says too little, such as 415. */
    readonly status: ProblemStatus = PROBLEMS[code][0],
  ) {
    super(detail);
  }
}

/** The answers with these statuses, for a route's description. */
export function problems<Status extends number>(...statuses: readonly Status[]) {
  const answer = (status: Status) => ({
    description:
      Object.values(PROBLEMS).find(([one]) => one === status)?.[1] ??
      'The body is not of a kind that is taken.',
    content: { [PROBLEM_TYPE]: { schema: ProblemSchema } },
  });
  return Object.fromEntries(statuses.map((status) => [status, answer(status)])) as {
    [Key in Status]: {
      description: string;
      content: { 'application/problem+json': { schema: typeof ProblemSchema } };
    };
  };
}

/** Whatever was thrown, as problem details; null for what is our own fault and should be logged. */
export function asProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (error instanceof FailureError) {
    const { code, message } = error.failure;
    return new Problem(code, message, code === 'bad-request' ? fieldOf(message) : []);
  }
  if (!(error instanceof HTTPException)) return null;
  if (error.status === 415)
    return new Problem('bad-request', 'The body must be JSON: content-type application/json.', [], {}, 415);
  return error.status === 400 ? new Problem('bad-request', 'The body is not valid JSON.') : null;
}

/** Settings that contradict each other are said as `path: what is wrong.`; the path is the field. */
function fieldOf(message: string): FieldError[] {
  const [, path, text] = /^([a-z][\w.[\]]*): (.*)$/is.exec(message) ?? [];
  if (!path || !text) return [];
  return [{ field: path.replace(/\[(\d+)\]/g, '.$1'), rule: 'consistent', message: text }];
}

export function answerProblem(
  c: Context,
  { code, detail, errors, headers, status }: Problem,
  reason?: Failure['reason'],
): Response {
  const [, title] = PROBLEMS[code];
  const body = {
    type: `/docs#problem-${code}`,
    title,
    status,
    detail,
    code,
    ...(errors.length && { errors }),
    ...(reason && { reason }),
  };
  return c.body(JSON.stringify(body), status, { ...headers, 'content-type': PROBLEM_TYPE });
}

interface Issue {
  readonly code?: string;
  readonly path: PropertyKey[];
  readonly message: string;
  /** Of fields that are not known. */
  readonly keys?: readonly string[];
}

const PLACES: Readonly<Record<string, string>> = {
  json: 'body',
  param: 'path',
  query: 'query',
  header: 'headers',
};

interface Checked {
  readonly success: boolean;
  readonly error?: { readonly issues: readonly Issue[] };
  readonly target?: string;
}

/** For `OpenAPIHono`: a request that does not fit its schema names every field and the rule it breaks. */
export function defaultHook(result: Checked): void {
  if (result.success) return;
  const errors = (result.error?.issues ?? []).slice(0, 100).flatMap(({ code, path, message, keys }) =>
    // What is not known is named by itself, and not by what it stands in.
    (keys ?? [null]).map((key) => ({
      field: [...path, ...(key === null ? [] : [key])].join('.') || PLACES[result.target ?? ''] || 'body',
      rule: code ?? 'invalid',
      message: key === null ? message : 'is not known here',
    })),
  );
  const [first] = errors;
  throw new Problem(
    'bad-request',
    first ? `${first.field}: ${first.message}` : 'The request is wrong.',
    errors,
  );
}
