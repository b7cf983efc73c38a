import { type Failure, failure } from '@/lib/core/failure.ts';
import { type Kind, mediumOf } from '@/lib/core/gate/rights.ts';
import type { Signal } from './engine.ts';

/*
 * What an engine looks at before anything a browser sent goes any further. Deliberately no tolerant parser: one
 * that forgives a line reads another SDP than the browser or the media server behind it does.
 */

/** Largest SDP taken, in characters; ten video lines of Chromium's are about 60,000. */
const LARGEST_SDP = 128_000;
/** Longest candidate attribute taken; real ones are below 200 (RFC 8839, section 5.1). */
const LONGEST_CANDIDATE = 512;
/** Most candidates taken from one end of a link, and as many again within its description. */
export const MOST_CANDIDATES = 100;

const DIRECTION = /^a=\s*(sendrecv|sendonly|recvonly|inactive)/i;

interface Section {
  readonly media: string;
  readonly mid: string;
  readonly direction: string;
}

/** What an accepted offer said: `mids` of its media lines in order, and of all its lines, data channel included. */
export interface Offered {
  readonly mids: readonly string[];
  readonly all: readonly string[];
}

export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

const refuse = (message: string): { ok: false; failure: Failure } => ({
  ok: false,
  failure: failure('bad-request', message),
});

/**
 * An up link's offer: exactly one line for each of `lines`, in that order, each send-only or inactive, and at
 * most one data channel besides. Never throws.
 */
export function readOffer(sdp: unknown, lines: readonly Kind[]): Read<Offered> {
  const sections = readSections(sdp);
  if (!sections) return refuse('This offer is not a session description.');
  const media = sections.filter((section) => section.media !== 'application');
  if (sections.length - media.length > 1) return refuse('An offer may have one data channel line.');
  if (media.length !== lines.length)
    return refuse('This offer does not have the lines the link was opened for.');
  for (const [index, kind] of lines.entries()) {
    const section = media[index];
    if (section?.media !== mediumOf(kind)) return refuse('This offer has a line of the wrong medium.');
    if (section.direction !== 'sendonly' && section.direction !== 'inactive')
      return refuse('Every line of this offer must be send-only.');
  }
  const mids = media.map((section) => section.mid);
  return { ok: true, value: { mids, all: sections.map((section) => section.mid) } };
}

/** The same offer again, for an ICE restart: the very lines that were accepted before, and no other. Never throws. */
export function readOfferAgain(sdp: unknown, lines: readonly Kind[], before: Offered): Read<Offered> {
  const read = readOffer(sdp, lines);
  if (!read.ok) return read;
  const { all } = read.value;
  if (all.length !== before.all.length || all.some((mid, index) => mid !== before.all[index]))
    return refuse('This offer does not have the lines that the link stands with.');
  return read;
}

/** A down link's answer: the offer's lines again, each receive-only or inactive. Never throws. */
export function readAnswer(sdp: unknown, offered: readonly string[]): Read<null> {
  const sections = readSections(sdp);
  if (!sections) return refuse('This answer is not a session description.');
  if (sections.length !== offered.length) return refuse('This answer does not have the lines of the offer.');
  for (const [index, section] of sections.entries()) {
    if (section.mid !== offered[index]) return refuse('This answer does not have the lines of the offer.');
    if (section.media === 'application') continue;
    if (section.direction !== 'recvonly' && section.direction !== 'inactive')
      return refuse('Every line of this answer must be receive-only.');
  }
  return { ok: true, value: null };
}

export type Candidate = Extract<Signal, { type: 'candidate' }>['candidate'];

/** A candidate of one of the link's own lines, or the end of them (an empty candidate). Never throws. */
export function readCandidate(candidate: unknown, mids: readonly string[]): Read<Candidate> {
  if (typeof candidate !== 'object' || candidate === null) return refuse('This is not a candidate.');
  const { candidate: text, sdpMid = null, sdpMLineIndex = null } = candidate as Record<string, unknown>;
  if (typeof text !== 'string' || text.length > LONGEST_CANDIDATE) return refuse('This is not a candidate.');
  // RFC 8839, section 5.1: printable, and nothing that could begin another line.
  if (text !== '' && !/^(a=)?candidate:[\x20-\x7e]+$/.test(text)) return refuse('This is not a candidate.');
  if (sdpMid !== null && (typeof sdpMid !== 'string' || !mids.includes(sdpMid)))
    return refuse('This candidate belongs to no line of the link.');
  if (
    sdpMLineIndex !== null &&
    !(Number.isInteger(sdpMLineIndex) && mids[Number(sdpMLineIndex)] !== undefined)
  )
    return refuse('This candidate belongs to no line of the link.');
  if (sdpMid === null && sdpMLineIndex === null)
    return refuse('This candidate belongs to no line of the link.');
  return { ok: true, value: { candidate: text, sdpMid, sdpMLineIndex: sdpMLineIndex as number | null } };
}

/** The mids of every line of a description that comes from our own media server. */
export const midsOf = (sdp: string): readonly string[] =>
  [...sdp.matchAll(/^a=mid:(\S+)/gm)].map((match) => match[1] ?? '');

/** Strict by RFC 8866, section 5: every line is `letter=value`; each section names itself and its direction once. */
function readSections(sdp: unknown): readonly Section[] | null {
  if (typeof sdp !== 'string' || sdp.length > LARGEST_SDP) return null;
  const lines = sdp.split(/\r?\n/);
  while (lines.at(-1) === '') lines.pop();
  if (lines[0] !== 'v=0') return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the point is to refuse them.
  if (!lines.every((line) => /^[a-z]=[^\x00-\x08\x0a-\x1f\x7f\u0085\u2028\u2029]*$/.test(line))) return null;
  if (lines.filter((line) => line.startsWith('a=candidate')).length > MOST_CANDIDATES) return null;
  const starts = lines.flatMap((line, index) => (line.startsWith('m=') ? [index] : []));
  // A direction for the whole session would be another way to say what each line has to say for itself.
  if (lines.slice(0, starts[0]).some((line) => DIRECTION.test(line))) return null;
  const sections: Section[] = [];
  for (const [index, start] of starts.entries()) {
    const section = readSection(lines.slice(start, starts[index + 1] ?? lines.length));
    if (!section || sections.some((other) => other.mid === section.mid)) return null;
    sections.push(section);
  }
  return sections;
}

function readSection(lines: readonly string[]): Section | null {
  const media = /^m=(audio|video|application) \d{1,5} [A-Za-z/]+( \S+)+$/.exec(lines[0] ?? '')?.[1];
  const mids = lines.filter((line) => /^a=\s*mid\b/i.test(line));
  const directions = lines.filter((line) => DIRECTION.test(line));
  const mid = /^a=mid:([A-Za-z0-9_+-]{1,16})$/.exec(mids[0] ?? '')?.[1];
  if (!media || !mid || mids.length !== 1) return null;
  if (media === 'application') return directions.length > 1 ? null : { media, mid, direction: '' };
  const direction = /^a=(sendrecv|sendonly|recvonly|inactive)$/.exec(directions[0] ?? '')?.[1];
  if (directions.length !== 1 || direction === undefined) return null;
  return { media, mid, direction };
}
