import type { Failure, FailureCode } from '@/lib/core/failure.ts';

/** What is wrong with a request, as mesibo's clients read it. The codes that are ours stand in docs/mesibo.md. */
export class MesiboError extends Error {
  constructor(
    readonly error: string,
    /** Like an HTTP status; the real one is always 200, because the known clients read nothing else. */
    readonly code: number,
    readonly reason: string,
    /** The fields of the request that it is about. */
    readonly properties: readonly string[] = [],
  ) {
    super(reason);
  }
}

export const invalid = (property: string, reason: string) =>
  new MesiboError('INVALID', 400, `${property}: ${reason}`, [property]);

export const notFound = (property: string, reason: string) =>
  new MesiboError('NOTFOUND', 404, reason, [property]);

const OF_FAILURES: Readonly<Record<FailureCode, readonly [error: string, code: number]>> = {
  'bad-request': ['INVALID', 400],
  'unknown-message': ['INVALID', 400],
  'too-large': ['TOOLARGE', 413],
  'rate-limited': ['BUSY', 429],
  unavailable: ['BUSY', 503],
  unauthenticated: ['DENIED', 403],
  expired: ['DENIED', 403],
  refused: ['DENIED', 403],
  'not-found': ['NOTFOUND', 404],
  'not-joined': ['NOTFOUND', 404],
  conflict: ['CONFLICT', 409],
  stale: ['CONFLICT', 409],
  internal: ['FAILED', 500],
};

/** Our names of fields, as mesibo's clients know them. */
const THEIR_NAMES: readonly (readonly [ours: RegExp, theirs: string])[] = [
  [/^members\b/, 'm'],
  [/^expiresAt$/, 'expiry'],
  [/^startsAt$/, 'start'],
  [/^profile\.callDuration$/, 'callDuration'],
  [/^(profile\.kinds|audiences\.publish)$/, 'callFlags'],
];

/** A failure of ours as an error of theirs. A message that begins with a field and a colon names the field. */
export function errorOf({ code, message }: Failure): MesiboError {
  const [error, number] = OF_FAILURES[code];
  const field = /^([\w.[\]]+): /.exec(message)?.[1];
  const property = field && (THEIR_NAMES.find(([ours]) => ours.test(field))?.[1] ?? field);
  return new MesiboError(error, number, message, property ? [property] : []);
}

/** What every answer says of the request: the op, and the id if it is one. */
export interface Echo {
  readonly op: string;
  readonly id?: number | undefined;
}

/** Of success and failure: `error` stands on failures alone, since one client takes any for one. */
export const succeeded = ({ op, id }: Echo, answer: object): object => ({
  ...answer,
  op,
  ...(id !== undefined && { id }),
  result: true,
});

export const failed = ({ op, id }: Echo, { error, code, reason, properties }: MesiboError): object => ({
  error,
  code,
  cause: reason,
  properties,
  op,
  ...(id !== undefined && { id }),
  result: false,
});
