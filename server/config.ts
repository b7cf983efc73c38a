import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** Something in the environment stops the start. The message is one line and names the variable. */
export class ConfigError extends Error {}

const url = (...protocols: string[]) =>
  z.string().refine(
    (text) => {
      try {
        return protocols.includes(new URL(text).protocol);
      } catch {
        return false;
      }
    },
    `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  );

const number = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);

const ports = z
  .string()
  .regex(/^\d{1,5}-\d{1,5}$/, 'must be two ports, such as 20000-20999')
  .transform((text) => {
    const [min = 0, max = 0] = text.split('-').map(Number);
    return { min, max };
  })
  .refine(
    ({ min, max }) => min >= 1024 && max <= 65_535 && max - min >= 9,
    'must be at least ten ports between 1024 and 65535',
  );

/** Exactly what a browser sends as the origin of a page: no path, no trailing slash; or `*` for every page. */
const isOrigin = (text: string): boolean => {
  if (text === '*') return true;
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
};

const secret = z.string().min(16, 'must have at least 16 characters').max(512);

const webhookUrl = url('http:', 'https:').refine((text) => {
  const { username, password } = URL.canParse(text) ? new URL(text) : { username: '', password: '' };
  return !username && !password;
}, 'must hold no name and password: deliveries are signed with WEBHOOK_SECRET');

/** A Standard Webhooks secret is Base64 after `whsec_`; anything else is taken letter by letter. */
const webhookSecret = secret.refine(
  (text) => !text.startsWith('whsec_') || /^whsec_[A-Za-z0-9+/]{22,88}={0,2}$/.test(text),
  'must be Base64 after whsec_, as Standard Webhooks has it, or begin with something else',
);

/** The environment, variable by variable. See the README for what each means. */
const ENVIRONMENT = z.object({
  PORT: number(0, 65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: url('http:', 'https:').optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  REDIS_URL: z
    .undefined('is for several nodes, which this version does not run yet; leave it unset')
    .optional(),
  JANUS_URL: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(url('ws:', 'wss:')).min(1))
    .optional(),
  MEDIA: z.enum(['auto', 'janus', 'p2p'], 'must be auto, janus or p2p').default('auto'),
  PUBLIC_IP: z.union([z.ipv4(), z.ipv6()], 'must be an IP address').optional(),
  RTP_PORTS: ports.optional(),
  STUN_URL: url('stun:', 'stuns:').optional(),
  TURN_URL: url('turn:', 'turns:').optional(),
  TURN_SECRET: z.string().min(1).optional(),
  ADMIN_TOKEN: secret.optional(),
  SECRET: secret.optional(),
  CORS_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(
      z.array(z.string().refine(isOrigin, 'must be origins such as https://app.example.org, or *')).min(1),
    )
    .refine((origins) => origins.length === 1 || !origins.includes('*'), 'must be * alone, or origins')
    .optional(),
  WEBHOOK_URL: webhookUrl.optional(),
  WEBHOOK_SECRET: webhookSecret.optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
  /** Whether anybody may start a room from the start page. */
  MEETINGS: z
    .enum(['0', '1'], 'must be 0 or 1')
    .transform((value) => value === '1')
    .default(true),
  DEMO: z
    .enum(['0', '1'], 'must be 0 or 1')
    .transform((value) => value === '1')
    .optional(),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | null;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly media: 'auto' | 'janus' | 'p2p';
  readonly janusUrls: readonly string[];
  readonly publicIp: string | null;
  readonly rtpPorts: { readonly min: number; readonly max: number } | null;
  readonly stunUrl: string | null;
  readonly turn: { readonly url: string; readonly secret: string } | null;
  readonly adminToken: string;
  readonly secret: string;
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  readonly logLevel: string;
  /** Whether anybody may start a room from the start page. */
  readonly meetings: boolean;
  /** Pages of other origins that may call the HTTP API from a browser; `*` for every one. */
  readonly corsOrigins: readonly string[];
  readonly demo: boolean;
}

/** Variables that say that this copy is somebody's own, and not somebody looking around. */
const OWN = ['PUBLIC_URL', 'DATABASE_URL', 'JANUS_URL', 'ADMIN_TOKEN', 'SECRET', 'WEBHOOK_URL'] as const;

/**
 * Reads the environment; what is empty counts as absent. Makes the data folder, and in it the secrets that are
 * not given.
 * @throws ConfigError naming the first variable that is wrong
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = ENVIRONMENT.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0] ?? 'The environment');
    throw new ConfigError(`${name} ${reworded(issue?.message)} (it is "${shown(name, given[name])}").`);
  }
  const env = parsed.data;
  if ((env.TURN_URL === undefined) !== (env.TURN_SECRET === undefined)) {
    throw new ConfigError(
      `${env.TURN_URL ? 'TURN_SECRET' : 'TURN_URL'} is missing: TURN_URL and TURN_SECRET go together.`,
    );
  }
  if ((env.WEBHOOK_URL === undefined) !== (env.WEBHOOK_SECRET === undefined)) {
    throw new ConfigError(
      `${env.WEBHOOK_URL ? 'WEBHOOK_SECRET' : 'WEBHOOK_URL'} is missing: WEBHOOK_URL and WEBHOOK_SECRET go together.`,
    );
  }
  if (env.MEDIA === 'p2p' && env.JANUS_URL)
    throw new ConfigError('JANUS_URL is set although MEDIA is p2p: leave one of them out.');

  const dataDir = path.resolve(env.DATA_DIR);
  const kept = keptSecrets(dataDir);
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    dataDir,
    databaseUrl: env.DATABASE_URL ?? null,
    media: env.MEDIA,
    janusUrls: env.JANUS_URL ?? [],
    publicIp: env.PUBLIC_IP ?? null,
    rtpPorts: env.RTP_PORTS ?? null,
    stunUrl: env.STUN_URL ?? null,
    turn: env.TURN_URL && env.TURN_SECRET ? { url: env.TURN_URL, secret: env.TURN_SECRET } : null,
    adminToken: env.ADMIN_TOKEN ?? kept.adminToken,
    secret: env.SECRET ?? kept.secret,
    webhook:
      env.WEBHOOK_URL && env.WEBHOOK_SECRET ? { url: env.WEBHOOK_URL, secret: env.WEBHOOK_SECRET } : null,
    logLevel: env.LOG_LEVEL,
    meetings: env.MEETINGS,
    corsOrigins: env.CORS_ORIGINS ?? [],
    demo: env.DEMO ?? !OWN.some((name) => given[name] !== undefined),
  };
}

const SECRETS = z.object({ adminToken: secret, secret });

/** Secrets made at the first start, readable by the owner of the folder alone. */
function keptSecrets(dataDir: string): z.infer<typeof SECRETS> {
  const file = path.join(dataDir, 'secrets.json');
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    if (!existsSync(file)) {
      const made = { adminToken: randomBytes(32).toString('hex'), secret: randomBytes(32).toString('hex') };
      // Whole or not at all: a start that is killed here must not leave half of them to every later one.
      writeFileSync(`${file}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    }
    return SECRETS.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const why =
      error instanceof Error && 'code' in error ? String(error.code) : 'its secrets.json is damaged';
    throw new ConfigError(`DATA_DIR cannot be used (${why}): ${dataDir}`);
  }
}

const reworded = (message = 'is wrong') => (/^(must|is) /.test(message) ? message : `is wrong: ${message}`);

/** A wrong value as it may stand in a terminal and a log: on one line, and without what an address keeps secret. */
function shown(name: string, value = ''): string {
  if (/SECRET|TOKEN|DATABASE/.test(name)) return '…';
  const open = name.endsWith('_URL')
    ? value.replace(/^(\w+:\/\/)?.*@/s, '$1…@').replace(/\?.*/s, '?…')
    : value;
  return open.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').slice(0, 80);
}
