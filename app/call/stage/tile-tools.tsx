'use client';

import { PictureInPicture2, Pin, PinOff } from 'lucide-react';
import { type ReactNode, type RefObject, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useLayout } from '../layout/layout-context.tsx';
import { togglePicture, usePictureOffered } from './picture.ts';
import type { Shown } from './sources.ts';

/**
 * What one may do with a tile, in its upper corner while one points at it or is in it. A pinned tile shows its way back
 * all the time.
 */
export function TileTools({
  tile,
  shown,
  name,
  picture,
  children,
}: {
  tile: RefObject<HTMLElement | null>;
  shown: Shown;
  name: string;
  /** Whether a window of its own is offered for the picture. */
  picture: boolean;
  /** What else one may do with it, first. */
  children?: ReactNode;
}) {
  const { layout, pinned, pin } = useLayout();
  const button = useRef<HTMLButtonElement>(null);
  const offered = usePictureOffered() && picture;
  if (layout === 'audio') return null;
  const isPinned = pinned === shown.key;
  const toggle = () => {
    // The tile changes places, and an element that is moved loses the focus.
    flushSync(() => pin(isPinned ? null : shown.key));
    button.current?.focus();
  };
  return (
    <span
      className={`${cornerTools} ${
        isPinned
          ? ''
          : 'opacity-0 group-focus-within/tile:opacity-100 group-hover/tile:opacity-100 [@media(hover:none)]:pointer-events-none [@media(hover:none)]:group-focus-within/tile:pointer-events-auto'
      }`}
    >
      {children}
      {offered && (
        <Tool label="Picture in picture" press={() => void togglePicture(tile.current)}>
          <PictureInPicture2 aria-hidden size={17} />
        </Tool>
      )}
      <Tool ref={button} label={isPinned ? `Unpin ${name}` : `Pin ${name}`} press={toggle}>
        {isPinned ? <PinOff aria-hidden size={17} /> : <Pin aria-hidden size={17} />}
      </Tool>
    </span>
  );
}

/** What is a tool of the tile, and always there. */
export const cornerTools = 'absolute end-0 top-0 flex';

/** As large as a finger, with a smaller mark in it, so that little of the picture is hidden. */
export function Tool({
  ref,
  label,
  press,
  children,
}: {
  ref?: RefObject<HTMLButtonElement | null>;
  label: string;
  press: () => void;
  children: ReactNode;
}) {
  return (
    <button
      ref={ref}
      type="button"
      aria-label={label}
      title={label}
      onClick={press}
      className="group/tool inline-flex size-11 items-center justify-center rounded-full -outline-offset-4"
    >
      <span className="inline-flex size-8 items-center justify-center rounded-full bg-black/70 text-white group-hover/tool:bg-black">
        {children}
      </span>
    </button>
  );
}
