import { networkInterfaces } from 'node:os';
import type { Logger } from 'pino';
import type { Engine } from './engine.ts';
import { createJanusEngine } from './janus/engine.ts';
import { findJanus } from './janus/settings.ts';
import { createP2pEngine } from './p2p.ts';
import { joinEngines } from './topology.ts';

export interface MediaConfig {
  /** `auto`: Janus where there is one, browser to browser otherwise. */
  readonly mode: 'auto' | 'janus' | 'p2p';
  /** Running Janus servers, `ws[s]://[:apisecret@]host:port`; empty: a child process of our own. */
  readonly janusUrls: readonly string[];
  /** The address browsers reach a managed Janus at, when it is not this machine's own. */
  readonly publicIp?: string;
  /** UDP ports of a managed Janus. */
  readonly rtpPorts?: { readonly min: number; readonly max: number };
  /** `stun:host:port`, for a managed Janus behind a NAT. */
  readonly stunUrl?: string;
  /** Interfaces or addresses a managed Janus shall use alone. */
  readonly iceEnforce?: readonly string[];
  readonly dataDir: string;
}

/** The engine this configuration asks for, beside which rooms may always go from browser to browser. Rejects with one sentence when it cannot be had on this machine. */
export async function createEngine(config: MediaConfig, log: Logger): Promise<Engine> {
  const { mode, janusUrls, dataDir } = config;
  const p2p = createP2pEngine();
  if (mode === 'p2p') return joinEngines(p2p, null);
  const program = janusUrls.length ? 'janus' : findJanus();
  if (program === null) {
    if (mode === 'janus')
      throw new Error('Janus is not installed on this machine. Run: apt-get install janus');
    log.info('no janus on this machine: media goes from browser to browser');
    return joinEngines(p2p, null);
  }
  if (mode === 'auto' && !janusUrls.length && !hasNetwork()) {
    log.info('no network but loopback, where janus cannot be reached: media goes from browser to browser');
    return joinEngines(p2p, null);
  }
  const { publicIp, rtpPorts, stunUrl, iceEnforce } = config;
  const network = {
    ...(publicIp !== undefined && { publicIp }),
    ...(rtpPorts !== undefined && { rtpPorts }),
    ...(stunUrl !== undefined && { stunUrl }),
    ...(iceEnforce !== undefined && { iceEnforce }),
  };
  return joinEngines(p2p, await createJanusEngine({ dataDir, urls: janusUrls, program, network }, log));
}

/** Janus gathers no loopback candidates. */
const hasNetwork = () =>
  Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ internal, family }) => !internal && family === 'IPv4'),
  );
