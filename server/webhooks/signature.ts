import { createHmac, randomBytes } from 'node:crypto';

/** The prefix that Standard Webhooks 1.0.0 gives to a secret, which is then Base64. */
const PREFIX = 'whsec_';
/** Of secrets made here: twice what a forger would have to guess. */
const SECRET_BYTES = 32;

/** A new secret: `whsec_` and 32 bytes as Base64. */
export const newSecret = (): string => PREFIX + randomBytes(SECRET_BYTES).toString('base64');

/**
 * Signs a delivery as Standard Webhooks 1.0.0 has it ("Signature scheme", symmetric): HMAC-SHA256 over
 * `{id}.{timestamp}.{body}`, as Base64 after `v1,`.
 *
 * @param timestamp of this attempt, seconds since the epoch
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signature(secret: string, id: string, timestamp: number, body: string): string {
  const mac = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
  return `v1,${mac}`;
}

/** What follows `whsec_` is Base64; any other secret, such as one from the environment, is its own UTF-8 bytes. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith(PREFIX)
    ? Buffer.from(secret.slice(PREFIX.length), 'base64')
    : Buffer.from(secret, 'utf8');
