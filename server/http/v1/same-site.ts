/** What unsafe requests with the console's cookie must carry: a form on another site cannot set a header. */
export const CONSOLE_HEADER = 'x-rostrum-console';

const SAFE = ['GET', 'HEAD'];

/**
 * Why this request must not act with the cookie that came along, in one sentence; null when it may. The cookie is
 * SameSite=Strict already; but another port of the same machine is the same site, and a browser may be old.
 *
 * @param ownOrigins the origins under which people reach this server; the address asked for counts as one
 */
export function crossSite(request: Request, ownOrigins: readonly string[]): string | null {
  const { method, headers } = request;
  const site = headers.get('sec-fetch-site');
  if (SAFE.includes(method)) {
    return site === null || site === 'same-origin' || site === 'none'
      ? null
      : 'The console’s session cannot be used from another site.';
  }
  if (headers.get(CONSOLE_HEADER) === null) return `The header ${CONSOLE_HEADER} is missing.`;
  if (site !== null && site !== 'same-origin')
    return 'The console’s session cannot be used from another site.';
  const origin = headers.get('origin');
  // Browsers name the origin of every unsafe request: one that does not is no browser of today.
  if (origin === null && site === null) return 'The request does not say from which site it comes.';
  const own = [...ownOrigins, new URL(request.url).origin];
  if (origin !== null && !own.includes(origin) && !own.some((one) => sameHost(one, origin)))
    return 'The console’s session cannot be used from another site.';
  return null;
}

/** Behind a proxy that speaks TLS the scheme asked for is http although people see https: host and port decide. */
function sameHost(own: string, origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const [ours, theirs] = [new URL(own), new URL(origin)];
  return ours.host === theirs.host && theirs.protocol === 'https:';
}
