import { describe, expect, it } from 'vitest';
import { createSparing } from '@/lib/client/sparing.ts';
import { linkId, type PublicationId, publicationId } from '@/lib/core/ids.ts';
import type { Slot } from '@/lib/wire/events.ts';

const UP = linkId('up');
const CAMERA = publicationId('camera');
const SAID: readonly Slot[] = [
  { mid: '0', publication: publicationId('microphone') },
  { mid: '1', publication: CAMERA },
  { mid: '2', publication: publicationId('screen'), level: 1 },
  { mid: '3', publication: null },
];
const SPARED = SAID.map((slot) => (slot.publication === CAMERA ? { ...slot, level: 0 } : slot));

function desk(on: boolean, camera: PublicationId | null = CAMERA) {
  const put: (readonly Slot[])[] = [];
  const own = { camera };
  const sparing = createSparing({ slots: (_, slots) => put.push(slots), camera: () => own.camera }, on);
  return { put, own, sparing };
}

describe('sending less', () => {
  it('passes on what the server says for who did not ask for it', () => {
    const { put, sparing } = desk(false);
    sparing.said(UP, SAID);
    sparing.follow();
    expect(put).toEqual([SAID]);
  });

  it('sends the lowest layer of one’s own camera alone, from when it is asked for until it no longer is', () => {
    const { put, sparing } = desk(false);
    sparing.said(UP, SAID);
    sparing.setOn(true);
    sparing.setOn(true);
    sparing.setOn(false);
    expect(put).toEqual([SAID, SPARED, SAID]);
  });

  it('never sends what the server says that nobody is sent', () => {
    const { put, sparing } = desk(true);
    const resting: Slot[] = [{ mid: '1', publication: CAMERA, level: 'none' }];
    sparing.said(UP, resting);
    expect(put).toEqual([resting]);
  });

  it('follows a camera whose lines were said before it was known', () => {
    const { put, own, sparing } = desk(true, null);
    sparing.said(UP, SAID);
    own.camera = CAMERA;
    sparing.follow();
    expect(put).toEqual([SAID, SPARED]);
  });

  it('leaves a link alone that was closed', () => {
    const { put, sparing } = desk(false);
    sparing.said(UP, SAID);
    sparing.closed(UP);
    sparing.setOn(true);
    expect(put).toEqual([SAID]);
  });
});
