'use client';

import { useSyncExternalStore } from 'react';

/** Not every browser has it, and some leave it out on some devices. */
const offered = () =>
  document.pictureInPictureEnabled === true && 'requestPictureInPicture' in HTMLVideoElement.prototype;
const never = () => () => {};

export const usePictureOffered = (): boolean => useSyncExternalStore(never, offered, () => false);

/** Puts the picture of a tile into a window of its own that stays above other programs, or back. */
export async function togglePicture(tile: HTMLElement | null): Promise<void> {
  const video = tile?.querySelector('video');
  if (!video) return;
  try {
    if (document.pictureInPictureElement === video) await document.exitPictureInPicture();
    else await video.requestPictureInPicture();
  } catch {
    // The browser said no, for instance because the picture has not begun: it stays where it is.
  }
}
