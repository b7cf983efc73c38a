import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KINDS } from '@/lib/core/gate/rights.ts';
import { midsOf, readAnswer, readCandidate, readOffer } from '@/server/media/sdp.ts';

const head = [
  'v=0',
  'o=- 1 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0 1 2',
  'a=msid-semantic: WMS',
];
const audio = (mid: string, direction = 'sendonly') => [
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'c=IN IP4 0.0.0.0',
  'a=ice-ufrag:abcd',
  `a=mid:${mid}`,
  `a=${direction}`,
  'a=rtpmap:111 opus/48000/2',
];
const video = (mid: string, direction = 'sendonly') => [
  'm=video 9 UDP/TLS/RTP/SAVPF 96 97',
  'c=IN IP4 0.0.0.0',
  `a=mid:${mid}`,
  `a=${direction}`,
  'a=rtpmap:96 VP8/90000',
];
const data = (mid: string) => [
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  'c=IN IP4 0.0.0.0',
  `a=mid:${mid}`,
  'a=sctp-port:5000',
];
const sdp = (...sections: string[][]) => `${[...head, ...sections.flat()].join('\r\n')}\r\n`;
const lines = ['microphone', 'camera'] as const;

describe('an offer', () => {
  test('with exactly its lines is read', () => {
    const read = readOffer(sdp(audio('0'), video('1'), data('2')), lines);
    expect(read).toEqual({ ok: true, value: { mids: ['0', '1'], all: ['0', '1', '2'] } });
  });

  test('may have inactive lines, its data channel anywhere or nowhere, and plain line ends', () => {
    expect(readOffer(sdp(data('d'), audio('0', 'inactive'), video('1')), lines).ok).toBe(true);
    expect(readOffer(sdp(audio('0'), video('1')), lines).ok).toBe(true);
    expect(readOffer(sdp(audio('0'), video('1')).replaceAll('\r', ''), lines).ok).toBe(true);
  });

  test.each([
    ['a line too many', sdp(audio('0'), video('1'), video('2'))],
    ['a line too few', sdp(audio('0'))],
    ['another order', sdp(video('0'), audio('1'))],
    ['a line that also receives', sdp(audio('0', 'sendrecv'), video('1'))],
    ['a line that receives', sdp(audio('0'), video('1', 'recvonly'))],
    ['no direction', sdp(audio('0').slice(0, 4), video('1'))],
    [
      'a direction for the whole session',
      sdp(audio('0'), video('1')).replace('t=0 0', 't=0 0\r\na=recvonly'),
    ],
    ['two directions', sdp([...audio('0'), 'a=sendrecv'], video('1'))],
    ['a second direction in another spelling', sdp([...audio('0'), 'a=SendRecv'], video('1'))],
    ['two data channels', sdp(audio('0'), video('1'), data('2'), data('3'))],
    ['a mid twice', sdp(audio('0'), video('0'))],
    [
      'no mid',
      sdp(
        audio('0').filter((line) => !line.startsWith('a=mid')),
        video('1'),
      ),
    ],
    ['a mid that is no token', sdp(audio('0 1'), video('1'))],
    ['a medium nobody knows', sdp(['m=text 9 RTP/AVP 0', 'a=mid:0', 'a=sendonly'], video('1'))],
    ['a line that is none', sdp(audio('0'), [...video('1'), 'nonsense'])],
    ['a hidden line end', sdp([...audio('0'), 'a=x\u2028m=video 9 RTP/AVP 0'], video('1'))],
    ['a bare carriage return', sdp([...audio('0'), 'a=x\rm=video 9 RTP/AVP 0'], video('1'))],
    ['a zero byte', sdp([...audio('0'), 'a=x\0'], video('1'))],
    [
      'a flood of candidates',
      sdp([...audio('0'), ...Array(101).fill('a=candidate:1 1 udp 1 192.0.2.1 9 typ host')], video('1')),
    ],
    ['nothing', ''],
    ['more than anybody needs', sdp(audio('0'), video('1'), Array(20_000).fill('a=x:aaaaaaaa'))],
  ])('with %s is refused', (_what, text) => {
    expect(readOffer(text, lines)).toMatchObject({ ok: false, failure: { code: 'bad-request' } });
  });
});

describe('an answer', () => {
  test('repeats the lines of the offer, receive-only', () => {
    expect(
      readAnswer(sdp(audio('0', 'recvonly'), video('1', 'inactive'), data('2')), ['0', '1', '2']).ok,
    ).toBe(true);
  });

  test.each([
    ['sends', sdp(audio('0', 'sendrecv'), video('1', 'recvonly'))],
    ['has other mids', sdp(audio('0', 'recvonly'), video('9', 'recvonly'))],
    ['has a line too many', sdp(audio('0', 'recvonly'), video('1', 'recvonly'), data('2'))],
    ['has a line too few', sdp(audio('0', 'recvonly'))],
  ])('that %s is refused', (_what, text) => {
    expect(readAnswer(text, ['0', '1']).ok).toBe(false);
  });
});

describe('a candidate', () => {
  const good = {
    candidate: 'candidate:1 1 udp 2122260223 192.0.2.1 5000 typ host',
    sdpMid: '0',
    sdpMLineIndex: 0,
  };

  test('of the link’s own lines is read, and so is the end of candidates', () => {
    expect(readCandidate(good, ['0'])).toEqual({ ok: true, value: good });
    expect(readCandidate({ ...good, candidate: '' }, ['0']).ok).toBe(true);
    expect(readCandidate({ ...good, sdpMid: null }, ['0']).ok).toBe(true);
    expect(readCandidate({ ...good, usernameFragment: 'abcd' }, ['0'])).toEqual({ ok: true, value: good });
  });

  test.each([
    ['another line', { ...good, sdpMid: '7' }],
    ['another index', { ...good, sdpMLineIndex: 7 }],
    ['no line', { ...good, sdpMid: null, sdpMLineIndex: null }],
    ['a line end in it', { ...good, candidate: `${good.candidate}\r\na=x` }],
    ['too much in it', { ...good, candidate: `candidate:${'1'.repeat(600)}` }],
    ['no text', { ...good, candidate: 7 }],
    ['a broken index', { ...good, sdpMLineIndex: 0.5 }],
  ])('of %s is refused', (_what, candidate) => {
    expect(readCandidate(candidate, ['0'])).toMatchObject({ ok: false, failure: { code: 'bad-request' } });
  });
});

describe('whatever comes', () => {
  const whatever = fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), mutated());

  test('nothing throws, and what is accepted has exactly the lines asked for', () => {
    fc.assert(
      fc.property(whatever, fc.subarray([...KINDS]), (input, kinds) => {
        const read = readOffer(input, kinds);
        if (!read.ok) return;
        expect(read.value.mids).toHaveLength(kinds.length);
        const media = String(input)
          .split(/\r?\n/)
          .filter((line) => line.startsWith('m=') && !line.startsWith('m=app'));
        expect(media).toHaveLength(kinds.length);
        // Firefox gives its data channel a direction, which means nothing.
        const said = String(input).replace(/m=application[\s\S]*?(?=\nm=|$)/g, '');
        expect(said).not.toMatch(/a=(sendrecv|recvonly)/);
      }),
      { numRuns: 3_000 },
    );
    fc.assert(fc.property(whatever, (input) => void readAnswer(input, ['0', '1'])));
    fc.assert(fc.property(whatever, (input) => void readCandidate(input, ['0', '1'])));
  });

  test('the mids of our own server’s description are found', () => {
    expect(midsOf(sdp(audio('a'), video('b')))).toEqual(['a', 'b']);
  });
});

/** A good offer with a few lines dropped, doubled, moved or spoilt. */
function mutated(): fc.Arbitrary<string> {
  const base = [...head, ...audio('0'), ...video('1'), ...data('2')];
  const edit = fc.record({
    at: fc.nat(base.length - 1),
    how: fc.constantFrom('drop', 'double', 'replace', 'insert'),
    line: fc.oneof(fc.constantFrom(...base, 'a=sendrecv', 'a=recvonly', 'm=video 9 RTP/AVP 0'), fc.string()),
  });
  return fc.array(edit, { maxLength: 3 }).map((edits) => {
    const text = [...base];
    for (const { at, how, line } of edits) {
      if (how === 'drop') text.splice(at, 1);
      if (how === 'double') text.splice(at, 0, text[at] ?? '');
      if (how === 'replace') text[at] = line;
      if (how === 'insert') text.splice(at, 0, line);
    }
    return text.join('\r\n');
  });
}
