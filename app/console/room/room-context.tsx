'use client';

import { createContext, useContext } from 'react';
import type { ApiRoom } from '../data/shapes.ts';
import type { Live } from './use-live.ts';

/** What every tab of a room's page knows. */
export interface RoomPage {
  readonly id: string;
  readonly room: ApiRoom;
  /** Of this very `room`; for If-Match. */
  readonly etag: string | null;
  /** Loads the room again, after something was saved. */
  readonly refresh: () => Promise<void>;
  /** The running call, kept up to date. */
  readonly live: Live;
}

const Context = createContext<RoomPage | null>(null);
export const RoomPageProvider = Context.Provider;

export function useRoomPage(): RoomPage {
  const page = useContext(Context);
  if (!page) throw new Error('useRoomPage is for what stands on a room’s page.');
  return page;
}
