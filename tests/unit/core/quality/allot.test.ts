import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PROFILE, type Profile } from '@/lib/core/profile.ts';
import {
  allot,
  NOT_SAID,
  type Rank,
  type Showing,
  SOUND_BITRATE,
  type Source,
} from '@/lib/core/quality/allot.ts';
import { layersOf } from '@/lib/core/quality/layers.ts';
import type { Viewing } from '@/lib/core/quality/viewing.ts';
import { pub } from '../kit.ts';

const source = (
  name: string,
  kind: Source['kind'],
  rank: Rank = 'rest',
  profile: Partial<Profile> = {},
): Source => ({
  publication: pub(name),
  kind,
  layers:
    kind === 'camera' || kind === 'screen' ? layersOf(kind, { ...DEFAULT_PROFILE, ...profile }, 'vp8') : [],
  rank,
  open: true,
});
const tiles = (...some: readonly (readonly [name: string, width: number, height: number])[]): Viewing => ({
  lowData: false,
  tiles: some.map(([name, width, height]) => ({ publication: pub(name), width, height })),
});
const shown = (sources: readonly Source[], viewing: Showing, budget: number | null = null) =>
  Object.fromEntries(
    [...allot(sources, viewing, budget).sent].map(([id, { level, why }]) => [
      id.replace('pub-', ''),
      `${level} ${why}`,
    ]),
  );

describe('what a viewer is sent while nothing limits', () => {
  it('R35: is the smallest layer that fills the tile, stretched by a quarter at most', () => {
    const [ann] = [source('ann', 'camera')];
    const at = (width: number, height: number) => shown([ann], tiles(['ann', width, height])).ann;
    expect(at(160, 90)).toBe('0 tile');
    expect(at(320, 180)).toBe('0 tile');
    expect(at(400, 225)).toBe('0 tile');
    expect(at(420, 236)).toBe('1 tile');
    expect(at(640, 360)).toBe('1 tile');
    expect(at(800, 450)).toBe('1 tile');
    expect(at(820, 461)).toBe('2 whole');
    expect(at(3840, 2160)).toBe('2 whole');
    expect(at(180, 320), 'upright too').toBe('0 tile');
  });

  it('is nothing of what is in no tile, and as much as the largest tile of several needs', () => {
    const sources = [source('ann', 'camera'), source('ben', 'camera')];
    expect(shown(sources, tiles(['ben', 160, 90], ['ben', 640, 360], ['ben', 200, 200]))).toEqual({
      ann: 'none tile',
      ben: '1 tile',
    });
  });

  it('R35: is nothing but sound on a page that is hidden', () => {
    const sources = [source('ann', 'camera'), source('slides', 'screen'), source('voice', 'microphone')];
    expect(allot(sources, tiles(), null)).toEqual({
      sent: new Map([
        [pub('ann'), { level: 'none', why: 'tile' }],
        [pub('slides'), { level: 'none', why: 'tile' }],
      ]),
      used: SOUND_BITRATE,
      wanted: SOUND_BITRATE,
      next: SOUND_BITRATE,
    });
  });

  it('R35: names nothing that is not routed, whatever the tiles say', () => {
    expect(shown([source('ann', 'camera')], tiles(['ann', 9, 9], ['secret', 9, 9]))).toEqual({
      ann: '0 tile',
    });
  });

  it('is all of a picture that has one layer, and of a screen that can be read', () => {
    const plain = source('plain', 'camera', 'rest', { simulcast: false });
    const slides = source('slides', 'screen', 'first');
    expect(shown([plain, slides], tiles(['plain', 16, 9], ['slides', 700, 400]))).toEqual({
      plain: '2 whole',
      slides: '2 whole',
    });
    expect(shown([slides], tiles(['slides', 240, 135])), 'a thumbnail').toEqual({ slides: '0 tile' });
  });

  it('R35: is the lowest layer by the viewer’s own choice; a screen stays as sharp', () => {
    const sources = [source('ann', 'camera'), source('slides', 'screen', 'first'), source('ben', 'camera')];
    const viewing = { ...tiles(['ann', 1280, 720], ['slides', 1280, 720], ['ben', 100, 60]), lowData: true };
    expect(shown(sources, viewing)).toEqual({ ann: '0 choice', slides: '0 choice', ben: '0 tile' });
  });
});

describe('before the page has said what it shows', () => {
  const many = (count: number) => Array.from({ length: count }, (_, i) => source(`c${i}`, 'camera'));
  it('one or two pictures come whole, some in the middle, many small: first frames first', () => {
    expect(new Set(Object.values(shown(many(1), NOT_SAID)))).toEqual(new Set(['2 whole']));
    expect(new Set(Object.values(shown(many(2), NOT_SAID)))).toEqual(new Set(['2 whole']));
    expect(new Set(Object.values(shown(many(4), NOT_SAID)))).toEqual(new Set(['1 tile']));
    expect(new Set(Object.values(shown(many(12), NOT_SAID)))).toEqual(new Set(['0 tile']));
  });

  it('is small by the viewer’s own choice from the first moment', () => {
    expect(shown(many(1), { ...NOT_SAID, lowData: true })).toEqual({ c0: '0 choice' });
  });

  it('what everybody is to look at comes whole', () => {
    const sources = [...many(12), source('slides', 'screen', 'first'), source('star', 'camera', 'first')];
    expect(shown(sources, NOT_SAID)).toMatchObject({ slides: '2 whole', star: '2 whole', c0: '0 tile' });
  });
});

describe('what a viewer is sent of a budget', () => {
  const CALL = [
    source('voice', 'microphone'),
    source('ann', 'camera'),
    source('ben', 'camera', 'speaker'),
    source('cem', 'camera', 'first'),
  ];
  const GRID = tiles(['ann', 640, 360], ['ben', 640, 360], ['cem', 640, 360]);
  const of = (kilobits: number) => shown(CALL, GRID, kilobits * 1000);

  it('R35: sound before any picture, lowest layers before any more, ranks before the rest', () => {
    expect(of(30)).toEqual({ ann: 'none network', ben: 'none network', cem: 'none network' });
    expect(of(210)).toEqual({ ann: 'none network', ben: 'none network', cem: '0 network' });
    expect(of(370)).toEqual({ ann: 'none network', ben: '0 network', cem: '0 network' });
    expect(of(530)).toEqual({ ann: '0 network', ben: '0 network', cem: '0 network' });
    expect(of(820)).toEqual({ ann: '0 network', ben: '0 network', cem: '1 tile' });
    expect(of(1110)).toEqual({ ann: '0 network', ben: '1 tile', cem: '1 tile' });
    expect(of(1400)).toEqual({ ann: '1 tile', ben: '1 tile', cem: '1 tile' });
  });

  it('the larger of equals first, and equals alike', () => {
    const two = [source('small', 'camera'), source('large', 'camera')];
    expect(shown(two, tiles(['small', 640, 360], ['large', 1280, 720]), 640_000)).toEqual({
      small: '0 network',
      large: '1 network',
    });
    expect(shown(two, tiles(['small', 1279, 720], ['large', 1280, 720]), 900_000)).toEqual({
      small: '1 network',
      large: '1 network',
    });
  });

  it('keeps no share for microphones that are muted, which send next to nothing', () => {
    const sources = [{ ...source('voice', 'microphone'), open: false }, source('ann', 'camera')];
    expect(allot(sources, tiles(['ann', 100, 60]), 170_000).used).toBe(160_000);
  });

  it('says the least with which more would come', () => {
    expect(allot(CALL, GRID, 210_000)).toMatchObject({ used: 200_000, next: 360_000, wanted: 1_390_000 });
    expect(allot(CALL, GRID, null)).toMatchObject({ used: 1_390_000, next: 1_390_000 });
  });
});

describe('after any allotment', () => {
  const anySource = fc
    .record({
      name: fc.integer({ min: 0, max: 30 }),
      kind: fc.constantFrom('camera', 'screen', 'microphone', 'screenAudio'),
      rank: fc.constantFrom('first', 'speaker', 'rest'),
      profile: fc.record({
        resolution: fc.constantFrom('qqvga', 'vga', 'hd', 'fhd', '4k'),
        maxBitrate: fc.integer({ min: 1, max: 10_000_000 }),
        frameRate: fc.constantFrom(1, 5, 30),
        simulcast: fc.boolean(),
      }),
      open: fc.boolean(),
    } as const)
    .map(({ name, kind, rank, profile, open }) => ({ ...source(`p${name}`, kind, rank, profile), open }));
  const sources = fc.uniqueArray(anySource, { selector: ({ publication }) => publication, maxLength: 25 });
  const size = fc.oneof(fc.integer({ min: 1, max: 16_384 }), fc.constantFrom(0, -5, Number.NaN));
  const viewing = fc.record({
    lowData: fc.boolean(),
    tiles: fc.option(
      fc.array(
        fc.record({
          publication: fc.integer({ min: 0, max: 40 }).map((n) => pub(`p${n}`)),
          width: size,
          height: size,
        }),
        { maxLength: 40 },
      ),
    ),
  });
  const budget = fc.option(fc.integer({ min: 0, max: 20_000_000 }));

  it('it stays within the budget but for sound, never above what is wanted, and says how to get more', () => {
    fc.assert(
      fc.property(sources, viewing, budget, (some, seen, limit) => {
        const is = allot(some, seen, limit);
        const free = allot(some, seen, null);
        const sound = SOUND_BITRATE * some.filter(({ layers, open }) => !layers.length && open).length;
        expect(is.used).toBeLessThanOrEqual(Math.max(sound, limit ?? Number.POSITIVE_INFINITY));
        expect(is.wanted).toBe(free.used);
        expect(is.used).toBeLessThanOrEqual(is.wanted);
        const pictures = some.filter(({ layers }) => layers.length).map(({ publication }) => publication);
        expect([...is.sent.keys()].sort()).toEqual(pictures.sort());
        for (const [id, { level, why }] of is.sent) {
          const most = free.sent.get(id)?.level ?? 'none';
          if (why === 'network') expect(level === 'none' || (most !== 'none' && level < most)).toBe(true);
          else expect(level).toBe(most);
        }
        if (is.used === is.wanted) {
          expect(is.next).toBe(is.wanted);
          return;
        }
        expect(is.next).toBeGreaterThan(limit ?? 0);
        expect(allot(some, seen, is.next).used).toBeGreaterThan(is.used);
      }),
    );
  });

  it('nobody of a higher rank goes without for one of a lower', () => {
    const RANKS = ['first', 'speaker', 'rest'];
    fc.assert(
      fc.property(sources, viewing, budget, (some, seen, limit) => {
        const { sent } = allot(some, seen, limit);
        const lowest = ({ layers }: Source) => layers[0]?.bitrate ?? 0;
        for (const one of some) {
          const { level, why } = sent.get(one.publication) ?? {};
          if (level !== 'none' || why !== 'network') continue;
          for (const other of some)
            if (RANKS.indexOf(other.rank) > RANKS.indexOf(one.rank) && lowest(other) >= lowest(one))
              expect(sent.get(other.publication)?.level ?? 'none').toBe('none');
        }
      }),
    );
  });
});
