'use client';

import { useEffect, useRef } from 'react';

/** One video track. Muted always: sound has its own players. */
export function Video({
  track,
  fit,
  mirrored = false,
  covered = false,
}: {
  track: MediaStreamTrack;
  fit: 'cover' | 'contain';
  mirrored?: boolean;
  /** Something lies over it: it stays, so that a window of its own does too, and is not seen here. */
  covered?: boolean;
}) {
  const element = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = element.current;
    if (!video) return;
    video.srcObject = new MediaStream([track]);
    // Refused only while the page is in the background; autoplay catches up when it returns.
    void video.play().catch(() => {});
    return () => {
      video.srcObject = null;
    };
  }, [track]);
  return (
    <video
      ref={element}
      autoPlay
      playsInline
      muted
      className={`absolute inset-0 size-full ${fit === 'cover' ? 'object-cover' : 'object-contain'} ${mirrored ? '-scale-x-100' : ''} ${covered ? 'invisible' : ''}`}
    />
  );
}
