'use client';

import { useEffect, useState } from 'react';
import { roomPath } from '../data/rooms.ts';
import type { LiveState } from '../data/shapes.ts';
import { SIGNED_IN } from '../data/use-answer.ts';

/** `lost` keeps what was seen last, while the browser tries to come back by itself. */
export type Live =
  | { readonly state: 'connecting' }
  | { readonly state: 'live'; readonly call: LiveState }
  | { readonly state: 'lost'; readonly call: LiveState | null };

/** Dispatched on `window` for each new entry of a room's trail; `detail` is the entry as the API sends it. */
export const AUDIT_ENTRY = 'rostrum-console-audit';

/**
 * Dispatched on `window` with the room's id in `detail` whenever its stream begins. What happened between the loading of
 * a page, or the loss of a stream, and this moment is told by no entry: whoever shows it looks again.
 */
export const STREAM_OPENED = 'rostrum-console-stream';

/** Milliseconds before a connection that the server ended for good is tried anew. */
const AGAIN_MS = 5_000;

/** Follows a room's call over one connection for as long as its page is open. */
export function useLive(room: string): Live {
  const [live, setLive] = useState<Live>({ state: 'connecting' });

  useEffect(() => {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const open = () => {
      clearTimeout(timer);
      source?.close();
      source = new EventSource(`/api/v1${roomPath(room)}/live/events`);
      source.addEventListener('open', () => {
        window.dispatchEvent(new CustomEvent(STREAM_OPENED, { detail: { room } }));
      });
      source.addEventListener('live', ({ data }: MessageEvent<string>) => {
        setLive({ state: 'live', call: JSON.parse(data) as LiveState });
      });
      source.addEventListener('audit', ({ data }: MessageEvent<string>) => {
        window.dispatchEvent(new CustomEvent(AUDIT_ENTRY, { detail: { room, entry: JSON.parse(data) } }));
      });
      source.addEventListener('error', () => {
        setLive((before) => ({ state: 'lost', call: 'call' in before ? before.call : null }));
        // A refusal (not a broken line) closes it for good; the browser then tries no more.
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN_MS);
      });
    };
    open();
    window.addEventListener(SIGNED_IN, open);
    return () => {
      window.removeEventListener(SIGNED_IN, open);
      clearTimeout(timer);
      source?.close();
    };
  }, [room]);

  return live;
}
