import { randomInt, timingSafeEqual } from 'node:crypto';

export interface OtpRules {
  /** How often a wrong one may be presented. */
  readonly tries: number;
  /** How long it is good for, seconds. */
  readonly expiry: number;
  /** Whether it may be used again until then. */
  readonly reuse: boolean;
}

interface Otp {
  readonly code: string;
  readonly until: number;
  readonly reuse: boolean;
  tries: number;
}

/** Most that are remembered at once; beyond that the oldest is forgotten. */
const MOST = 100_000;

export type Otps = ReturnType<typeof createOtps>;

/**
 * One-time passwords, one for each address, in memory: they live for minutes, and a restart forgets them, after
 * which a client asks for another.
 */
export function createOtps() {
  const known = new Map<string, Otp>();

  return {
    /** Makes one of six digits in the place of the one before. */
    make(address: string, { tries, expiry, reuse }: OtpRules, now: number): string {
      const code = String(randomInt(100_000, 1_000_000));
      known.delete(address);
      for (const [oldest, { until }] of known) {
        if (known.size < MOST && until > now) break;
        known.delete(oldest);
      }
      known.set(address, { code, until: now + expiry * 1000, reuse, tries });
      return code;
    },

    /** Whether this is the one; what was wrong too often, or used, or is over, is forgotten. */
    verify(address: string, code: string, now: number): boolean {
      const otp = known.get(address);
      if (!otp) return false;
      const given = Buffer.from(code);
      const right = Buffer.from(otp.code);
      const matches = given.length === right.length && timingSafeEqual(given, right);
      if (now < otp.until && matches) {
        if (!otp.reuse) known.delete(address);
        return true;
      }
      otp.tries -= 1;
      if (otp.tries <= 0 || now >= otp.until) known.delete(address);
      return false;
    },
  };
}
