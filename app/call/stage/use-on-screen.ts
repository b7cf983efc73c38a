'use client';

import { type RefObject, useEffect, useState } from 'react';

/**
 * Whether any of an element can be seen: a picture that nobody sees is not drawn. One that stands in a window of its
 * own (picture in picture) is seen wherever its tile is.
 */
export function useOnScreen(element: RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    let inSight = false;
    const tell = () => setSeen(inSight || target.contains(document.pictureInPictureElement ?? null));
    const observer = new IntersectionObserver((entries) => {
      inSight = entries.at(-1)?.isIntersecting ?? false;
      tell();
    });
    observer.observe(target);
    target.addEventListener('leavepictureinpicture', tell);
    return () => {
      observer.disconnect();
      target.removeEventListener('leavepictureinpicture', tell);
    };
  }, [element]);
  return seen;
}
