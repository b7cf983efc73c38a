import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { type Failure, failure } from '@/lib/core/failure.ts';
import { guestPerson, type ParticipantId, type PersonId, userPerson } from '@/lib/core/ids.ts';

/** Who is at the other end: never what they may do. */
export interface Identity {
  readonly kind: 'user' | 'guest';
  readonly person: PersonId;
  /** The stored name; empty for a guest. */
  readonly name: string;
}

export interface Credentials {
  readonly token?: string | undefined;
  readonly guest?: string | undefined;
}

export type Identified =
  | { readonly ok: true; readonly identity: Identity; readonly guestToken: GuestToken }
  | { readonly ok: false; readonly failure: Failure };

/** What makes a guest the same guest next time, signed when it is first asked for; null for a user. */
export type GuestToken = () => Promise<string | null>;

/** What identity asks of the store. */
export interface UserLookup {
  find(address: string): Promise<{ readonly name: string; readonly active: boolean } | null>;
  /** Whether a token with an id of its own still stands. */
  hasToken(id: string): Promise<boolean>;
}

export type Tokens = ReturnType<typeof createTokens>;

const ISSUER = 'rostrum';
const GUEST_LIFE = '365d';

/** Signed tokens (JWT, RFC 7519, HS256) for users and guests. */
export function createTokens(secret: string, users: UserLookup) {
  const bytes = new TextEncoder().encode(secret);
  // Made once: from bytes, jose would make one anew for each token.
  const made = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ]);
  const sign = async (subject: string, audience: 'user' | 'guest', life: string | number, id?: string) =>
    new SignJWT(id === undefined ? {} : { jti: id })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(ISSUER)
      .setSubject(subject)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(life)
      .sign(await made);
  const read = async (token: string, audience: 'user' | 'guest') =>
    (await jwtVerify(token, await made, { issuer: ISSUER, audience, algorithms: ['HS256'] })).payload;

  return {
    /**
     * @param life as jose takes it: a span such as '30d', or seconds since the epoch
     * @param id under which the token can be taken back
     */
    user: (address: string, life: string | number, id?: string) => sign(address, 'user', life, id),
    /** Whether this is a token that we signed for a user, be it expired or taken back. */
    isUser: (token: string): Promise<boolean> =>
      read(token, 'user').then(
        () => true,
        // The signature is checked before the time.
        (error: unknown) => error instanceof errors.JWTExpired,
      ),
    guest: (uuid: string) => sign(uuid, 'guest', GUEST_LIFE),

    /**
     * Who presents these credentials. A user token must be valid: somebody with a wrong one is not quietly made
     * a guest. Without one, a lasting guest identity is taken up again, or a new one is made.
     */
    async identify(credentials: Credentials): Promise<Identified> {
      if (credentials.token) {
        const claims = await read(credentials.token, 'user').catch((error: unknown) => ({ error }));
        if ('error' in claims) return { ok: false, failure: tokenFailure(claims.error) };
        if (claims.jti !== undefined && !(await users.hasToken(claims.jti)))
          return { ok: false, failure: tokenFailure(null) };
        const address = claims.sub ?? '';
        const user = await users.find(address);
        if (user && !user.active)
          return {
            ok: false,
            failure: failure(
              'unauthenticated',
              'This account is switched off. Ask whoever gave you the link.',
            ),
          };
        if (!user)
          return {
            ok: false,
            failure: failure(
              'unauthenticated',
              'The person this link was made for no longer exists. Ask for a new link.',
            ),
          };
        return {
          ok: true,
          identity: { kind: 'user', person: userPerson(address), name: user.name },
          guestToken: async () => null,
        };
      }
      const known = credentials.guest
        ? await read(credentials.guest, 'guest').then(
            ({ sub }) => sub,
            () => undefined,
          )
        : undefined;
      const uuid = known ?? randomUUID();
      let token = known === undefined ? undefined : Promise.resolve(credentials.guest ?? null);
      return {
        ok: true,
        identity: { kind: 'guest', person: guestPerson(uuid), name: '' },
        guestToken: () => {
          token ??= sign(uuid, 'guest', GUEST_LIFE);
          return token;
        },
      };
    },

    /** Proof that a returning socket is the participant it says; derived, so nothing has to be kept. */
    resumeKey: (participant: ParticipantId) =>
      createHmac('sha256', bytes).update(`resume:${participant}`).digest('base64url'),
    isResumeKey(participant: ParticipantId, given: string): boolean {
      const right = Buffer.from(this.resumeKey(participant));
      const presented = Buffer.from(given);
      return right.length === presented.length && timingSafeEqual(right, presented);
    },
  };
}

const tokenFailure = (error: unknown): Failure =>
  error instanceof errors.JWTExpired
    ? failure('expired', 'This link has expired. Ask for a new one.')
    : failure(
        'unauthenticated',
        'This link is not valid. Ask for a new one, or check that it was copied whole.',
      );
