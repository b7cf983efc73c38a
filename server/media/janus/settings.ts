import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';

/** What a managed Janus needs to know about the network, by our own names. */
export interface JanusNetwork {
  /** The address browsers reach this machine at, when it is not its own (1:1 NAT, a cloud's public IPv4). */
  readonly publicIp?: string;
  /** UDP ports for media. */
  readonly rtpPorts?: { readonly min: number; readonly max: number };
  /** `stun:host:port`, for a machine behind a NAT that does not know its public address. */
  readonly stunUrl?: string;
  /** Interfaces or addresses (or beginnings of either) to gather on; empty or absent means every real one. */
  readonly iceEnforce?: readonly string[];
}

export interface JanusSettings extends JanusNetwork {
  /** The folder the files are written to. */
  readonly folder: string;
  /** Where Janus listens for us, on 127.0.0.1. */
  readonly port: number;
  readonly apiSecret: string;
}

/** Bridges of virtual machines and containers: candidates on them help nobody and slow every connection. */
const VIRTUAL = 'vmnet,vbox,virbr,docker,br-,cni,flannel,veth-';

/**
 * The configuration of one managed Janus: VideoRoom over a loopback WebSocket and nothing else.
 * Returns file name -> content (libconfig's syntax, as in Debian's /etc/janus).
 */
export function janusFiles(settings: JanusSettings): Record<string, string> {
  const home = libraryFolder();
  return {
    'janus.jcfg': `general: {
  configs_folder = ${quoted(settings.folder)}
  plugins_folder = ${quoted(`${home}/plugins`)}
  transports_folder = ${quoted(`${home}/transports`)}
  events_folder = ${quoted(`${home}/events`)}
  loggers_folder = ${quoted(`${home}/loggers`)}
  debug_level = 3
  debug_colors = false
  debug_timestamps = true
  api_secret = ${quoted(settings.apiSecret)}
  admin_secret = ${quoted(settings.apiSecret)}
  session_timeout = 60
  event_loops = ${Math.max(1, cpus().length)}
  hide_dependencies = true
}
media: {
${settings.rtpPorts ? `  rtp_port_range = "${settings.rtpPorts.min}-${settings.rtpPorts.max}"\n` : ''}  no_media_timer = 0
}
nat: {
${natLines(settings)}}
plugins: { disable = ${quoted(others(`${home}/plugins`, 'libjanus_videoroom.so'))} }
transports: { disable = ${quoted(others(`${home}/transports`, 'libjanus_websockets.so'))} }
loggers: { disable = ${quoted(others(`${home}/loggers`, ''))} }
events: { broadcast = false }
`,
    'janus.transport.websockets.jcfg': `general: {
  json = "compact"
  ws = true
  ws_port = ${settings.port}
  ws_ip = "127.0.0.1"
  ws_acl = "127."
  wss = false
}
admin: { admin_ws = false }
`,
    // Numeric ids are VideoRoom's default, so that a Janus of somebody else's keeping works unchanged.
    'janus.plugin.videoroom.jcfg': 'general: { events = false, string_ids = false }\n',
  };
}

function natLines({ publicIp, stunUrl, iceEnforce }: JanusNetwork): string {
  const lines: string[] = [];
  // Their own network still reaches the machine by its own address.
  if (publicIp) lines.push(`nat_1_1_mapping = ${quoted(publicIp)}`, 'keep_private_host = true');
  const stun = stunUrl ? parseStun(stunUrl) : null;
  if (stun) lines.push(`stun_server = ${quoted(stun.host)}`, `stun_port = ${stun.port}`);
  if (stun) lines.push('ignore_unreachable_ice_server = true');
  if (iceEnforce?.length) lines.push(`ice_enforce_list = ${quoted(iceEnforce.join(','))}`);
  else lines.push(`ice_ignore_list = ${quoted(VIRTUAL)}`);
  return lines.map((line) => `  ${line}\n`).join('');
}

/** `stun:host[:port]`, the host possibly a bracketed IPv6 address (RFC 7064). Null when it is not that. */
export function parseStun(url: string): { host: string; port: number } | null {
  const match = /^stuns?:(\[[0-9a-fA-F:]+\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(url);
  if (!match?.[1]) return null;
  return { host: match[1].replace(/^\[|\]$/g, ''), port: Number(match[2] ?? 3478) };
}

/** Every library of a folder except one, as Janus's `disable` wants it. */
function others(folder: string, kept: string): string {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.so') && name !== kept)
      .join(',');
  } catch {
    return '';
  }
}

/** Debian puts the plugins below the machine's own library folder, `/usr/lib/x86_64-linux-gnu/janus`. */
function libraryFolder(): string {
  const places = ['/opt/janus/lib/janus', '/usr/local/lib/janus', '/usr/lib/janus'];
  try {
    const triplets = readdirSync('/usr/lib').filter((name) => name.endsWith('-linux-gnu'));
    places.unshift(...triplets.map((name) => `/usr/lib/${name}/janus`));
  } catch {
    // Not a Debian; the other places stand.
  }
  return (
    places.find((place) => others(`${place}/plugins`, '').includes('libjanus_videoroom.so')) ??
    '/usr/lib/janus'
  );
}

/** Where the `janus` program is, or null. */
export function findJanus(): string | null {
  try {
    const found = execFileSync('/bin/sh', ['-c', 'command -v janus'], { encoding: 'utf8' }).trim();
    return found === '' ? null : found;
  } catch {
    return null;
  }
}

const quoted = (text: string) =>
  `"${text.replace(/[\\"\n]/g, (char) => (char === '\n' ? ' ' : `\\${char}`))}"`;
