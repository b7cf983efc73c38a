import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import type { KeptAnswer } from '../../store/idempotency.ts';
import { Problem } from '../problem.ts';
import type { ApiEnv, ApiParts } from './parts.ts';

/** How long a key is remembered, milliseconds. */
const KEPT_MS = 24 * 3_600_000;
/** How seldom old keys are swept out, milliseconds. */
const SWEEP_MS = 10 * 60_000;
const KEPT_HEADERS = ['content-type', 'location', 'etag'];

/**
 * Makes a creation safe to send again: what was done for a key is answered to the same request in the same words;
 * another request under that key is a conflict. A request that was turned down gives its key back. Of two equal
 * requests at once, the second waits for the first.
 *
 * What is kept is sealed with the key that the client holds, and of the key only a digest is kept: answers hold
 * tokens, which nobody should find in a database.
 */
export function idempotent({ idempotency, secret, clock, log }: ApiParts): MiddlewareHandler<ApiEnv> {
  const underWay = new Map<string, Promise<void>>();
  let sweptAt = 0;

  async function sweep(now: number): Promise<void> {
    if (now - sweptAt < SWEEP_MS) return;
    sweptAt = now;
    await idempotency.sweep(now - KEPT_MS);
  }

  return async (c, next) => {
    const given = c.req.header('idempotency-key');
    if (given === undefined) return next();
    if (!/^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(given))
      throw new Problem('bad-request', 'Idempotency-Key: must have 1 to 255 printable ASCII characters', [
        {
          field: 'Idempotency-Key',
          rule: 'format',
          message: 'must have 1 to 255 printable ASCII characters',
        },
      ]);
    const owner = c.get('principal').id;
    const key = digest(given);
    const request = digest(c.req.method, c.req.path, await c.req.text());
    const place = `${owner} ${key}`;
    const now = clock.now();
    await sweep(now);

    // As often as somebody else was before us and gave the key back.
    for (;;) {
      const first = underWay.get(place);
      if (first) {
        await first;
        continue;
      }
      let done = () => {};
      underWay.set(place, new Promise((resolve) => (done = resolve)));
      try {
        const begun = await idempotency.begin(owner, key, request, now);
        if (begun.state === 'known') {
          c.res = again(begun, request, unseal(secret, given));
          return;
        }
        await carryOut(c, next, owner, key, given);
        return;
      } finally {
        underWay.delete(place);
        done();
      }
    }
  };

  async function carryOut(
    c: Context<ApiEnv>,
    next: () => Promise<void>,
    owner: string,
    key: string,
    given: string,
  ): Promise<void> {
    let kept = false;
    try {
      await next();
      if (!c.res.ok) return;
      const headers = KEPT_HEADERS.flatMap((name) => {
        const value = c.res.headers.get(name);
        return value === null ? [] : [[name, value]];
      });
      await idempotency.finish(owner, key, {
        status: c.res.status,
        body: seal(secret, given)(await c.res.clone().text()),
        headers: Object.fromEntries(headers),
      });
      kept = true;
    } finally {
      if (!kept)
        await idempotency
          .forget(owner, key)
          .catch((error: unknown) => log.error({ err: error }, 'could not give an idempotency key back'));
    }
  }
}

function again(
  begun: { readonly request: string; readonly answer: KeptAnswer | null },
  request: string,
  open: (body: string) => string,
): Response {
  if (begun.request !== request)
    throw new Problem('conflict', 'Idempotency-Key: was used for another request.', [
      { field: 'Idempotency-Key', rule: 'unique', message: 'was used for another request' },
    ]);
  if (!begun.answer)
    throw new Problem(
      'conflict',
      'The server stopped while it carried this request out. Look whether it was done, then take another key.',
    );
  const { status, headers, body } = begun.answer;
  return new Response(open(body), {
    status,
    headers: { ...headers, 'cache-control': 'no-store', 'idempotency-replayed': 'true' },
  });
}

function digest(...texts: string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${Buffer.byteLength(text)}:`).update(text);
  return hash.digest('hex');
}

const sealingKey = (secret: string, given: string) =>
  Buffer.from(hkdfSync('sha256', secret, given, 'rostrum idempotency', 32));

/** AES-256-GCM: 12 bytes of nonce, 16 of tag, then what is sealed. */
const seal = (secret: string, given: string) => (body: string) => {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secret, given), nonce);
  const sealed = Buffer.concat([cipher.update(body, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
};

const unseal = (secret: string, given: string) => (body: string) => {
  const bytes = Buffer.from(body, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(secret, given), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
};
