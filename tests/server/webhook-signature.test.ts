import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { WEBHOOK_EVENTS } from '@/server/webhooks/payloads.ts';
import { post } from '@/server/webhooks/post.ts';
import { newSecret, signature } from '@/server/webhooks/signature.ts';
import { temporaryFolder } from './folders.ts';
import { openReceiver } from './receiver.ts';

const DOCS = readFileSync(path.join(import.meta.dirname, '../../docs/webhooks.md'), 'utf8');
const EVENT = { id: '6f0c1a52-6c0e-4f1e-9f1e-0d2a3b4c5d6e', type: 'hand.raised', name: 'Zoë 🎓' };
type Verify = (secret: string, headers: IncomingHttpHeaders, body: string) => unknown;

/** The code that docs/webhooks.md gives to receivers, as written there. */
async function verifier(): Promise<Verify> {
  const code = /```js\n(.*?)```/s.exec(DOCS)?.[1] ?? '';
  const file = path.join(temporaryFolder(), 'verify.mjs');
  writeFileSync(file, code);
  const read = await import(/* @vite-ignore */ pathToFileURL(file).href);
  return read.verify;
}

/** One delivery to a real receiver, now or at another time; what came in. */
async function sent(secret: string, age = 0) {
  const receiver = await openReceiver();
  const timestamp = Math.floor(Date.now() / 1000) - age;
  const body = JSON.stringify(EVENT);
  const signed = signature(secret, EVENT.id, timestamp, body);
  const letter = { url: receiver.url, id: EVENT.id, timestamp, signature: signed, body };
  expect(await post(letter, new AbortController().signal)).toBeNull();
  const [one] = receiver.received;
  if (!one) throw new Error('nothing came in');
  return one;
}

describe('the signature of a delivery', () => {
  it('is that of the example in Standard Webhooks’ own tests', () => {
    // libraries/javascript/src/webhook.test.ts, "sign function works".
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const made = signature(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}');
    expect(made).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it.each([newSecret(), 'a secret of the environment, ünlike Base64'])(
    'verifies with the code of the documentation, secret %#',
    async (secret) => {
      const verify = await verifier();
      const { headers, body } = await sent(secret);
      expect(verify(secret, headers, body)).toEqual(EVENT);
      const both = { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` };
      expect(verify(secret, both, body), 'one of several is enough').toEqual(EVENT);
    },
  );

  it('does not verify what was altered, is old, or was signed by another', async () => {
    const verify = await verifier();
    const secret = newSecret();
    const { headers, body } = await sent(secret);
    const wrong: [string, string, IncomingHttpHeaders, string][] = [
      ['body', secret, headers, body.replace('hand.raised', 'hand.lowered')],
      ['a space', secret, headers, `${body} `],
      ['id', secret, { ...headers, 'webhook-id': 'another' }, body],
      [
        'time',
        secret,
        { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) },
        body,
      ],
      ['time that is none', secret, { ...headers, 'webhook-timestamp': 'now' }, body],
      ['secret', newSecret(), headers, body],
      ['no signature', secret, { ...headers, 'webhook-signature': '' }, body],
      [
        'another version',
        secret,
        { ...headers, 'webhook-signature': `v2${String(headers['webhook-signature']).slice(2)}` },
        body,
      ],
      ['half a signature', secret, { ...headers, 'webhook-signature': 'v1,K5oZ' }, body],
    ];
    for (const [what, ...given] of wrong) expect(verify(...given), what).toBeNull();
    const old = await sent(secret, 301);
    expect(verify(secret, old.headers, old.body), 'five minutes old').toBeNull();
    const early = await sent(secret, -330);
    expect(verify(secret, early.headers, early.body)).toBeNull();
  });

  it('needs a secret of its own for each webhook: 32 random bytes', () => {
    const [one, other] = [newSecret(), newSecret()];
    expect(one).not.toBe(other);
    for (const secret of [one, other]) {
      expect(secret).toMatch(/^whsec_/);
      expect(Buffer.from(secret.slice(6), 'base64')).toHaveLength(32);
    }
  });
});

it('the documentation names every event', () => {
  for (const type of Object.keys(WEBHOOK_EVENTS)) expect(DOCS).toContain(`| \`${type}\` |`);
});
