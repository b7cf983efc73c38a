import type { PresetName } from '@/lib/core/room/presets.ts';
import { answer } from './answer.ts';
import { api } from './client.ts';
import type { RoomPatch } from './shapes.ts';

export type RoomsOrder = 'name' | '-name' | 'createdAt' | '-createdAt';

/** The address of a room in the API. */
export const roomPath = (id: string): string => `/rooms/${encodeURIComponent(id)}`;

const at = (room: string) => ({ path: { room } });

export const listRooms = (asked: {
  readonly search: string;
  readonly sort: RoomsOrder;
  readonly cursor: string | null;
  readonly limit: number;
}) => {
  const { search, cursor, ...rest } = asked;
  const query = { ...rest, ...(search && { search }), ...(cursor !== null && { cursor }) };
  return answer(api.GET('/rooms', { params: { query } }));
};

export const readRoom = (id: string) => answer(api.GET('/rooms/{room}', { params: at(id) }));

/** Saves changes of a room that is still as it was when `etag` was read; otherwise the problem is `stale`. */
export const saveRoom = (id: string, body: RoomPatch, etag: string | null) =>
  answer(
    api.PATCH('/rooms/{room}', {
      params: { ...at(id), ...(etag !== null && { header: { 'If-Match': etag } }) },
      body,
    }),
  );

export const deleteRoom = (id: string) => answer(api.DELETE('/rooms/{room}', { params: at(id) }));

/** @param key the same key makes the same room once, however often it is sent */
export const makeRoom = (
  body: { readonly id?: string; readonly name: string; readonly preset: PresetName },
  key: string,
) => answer(api.POST('/rooms', { params: { header: { 'Idempotency-Key': key } }, body }));

/** Who would gain and who would lose what if this were saved. */
export const previewRoom = (id: string, room: RoomPatch) =>
  answer(api.POST('/rooms/{room}/preview', { params: at(id), body: { room } }));
