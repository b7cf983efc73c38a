import { z } from '@hono/zod-openapi';
import {
  NewRoom,
  PresetInfo,
  Room,
  RoomMade,
  RoomPage,
  RoomParams,
  RoomPatch,
  RoomQuery,
} from '../schemas/room.ts';
import { answers, body, ETag, endpoint, IdempotencyKey, IfMatch } from './define.ts';

const tags = ['Rooms'];

export const listRooms = endpoint('/rooms', 'rooms:read', {
  method: 'get',
  operationId: 'listRooms',
  tags,
  summary: 'List rooms',
  description:
    'A page of the rooms that are not deleted. A cursor belongs to one order: `sort`, `search` and `preset` must stay the same from page to page.',
  request: { query: RoomQuery },
  responses: { 200: answers('The rooms.', RoomPage) },
});

export const createRoom = endpoint(
  '/rooms',
  'rooms:write',
  {
    method: 'post',
    operationId: 'createRoom',
    tags,
    summary: 'Make a room',
    description:
      'Makes a room as its preset has it, changed by the settings given, with members, and with a speaker’s and a listener’s PIN; all of it or nothing. 409 when the id is taken, also by a room that is deleted. With members it needs the scope `members:write` too, and the PINs are given back to who has `pins:read`. Bodies up to 10 MB.',
    request: { headers: IdempotencyKey, ...body(NewRoom) },
    responses: {
      201: {
        ...answers('The room was made.', RoomMade),
        headers: {
          ...ETag,
          Location: { description: 'The address of the room.', schema: { type: 'string' as const } },
        },
      },
    },
  },
  409,
  413,
  415,
);

export const getRoom = endpoint(
  '/rooms/{room}',
  'rooms:read',
  {
    method: 'get',
    operationId: 'getRoom',
    tags,
    summary: 'Get a room',
    description: 'Its settings. A deleted room is answered as one that never was: 404.',
    request: { params: RoomParams },
    responses: { 200: { ...answers('The room.', Room), headers: ETag } },
  },
  404,
);

export const patchRoom = endpoint(
  '/rooms/{room}',
  'rooms:write',
  {
    method: 'patch',
    operationId: 'patchRoom',
    tags,
    summary: 'Change a room',
    description:
      'Changes what is named, all of it or nothing; a running call follows at once. Absent: unchanged. Null: unset. Settings that contradict themselves (such as publish “anyone” in a room without kinds) are 400.',
    request: { params: RoomParams, headers: IfMatch, ...body(RoomPatch) },
    responses: { 200: { ...answers('The room as it is now.', Room), headers: ETag } },
  },
  404,
  409,
  412,
  413,
  415,
);

export const deleteRoom = endpoint(
  '/rooms/{room}',
  'rooms:write',
  {
    method: 'delete',
    operationId: 'deleteRoom',
    tags,
    summary: 'Delete a room',
    description:
      'Closes the room for good and ends its call. Its audit trail is kept, but not served any more.',
    request: { params: RoomParams, headers: IfMatch },
    responses: { 204: { description: 'The room is deleted.' } },
  },
  404,
  409,
  412,
);

export const listPresets = endpoint('/presets', 'rooms:read', {
  method: 'get',
  operationId: 'listPresets',
  tags,
  summary: 'List presets',
  description: 'Every starting point for a room, with the settings it stands for.',
  responses: { 200: answers('The presets.', z.object({ items: z.array(PresetInfo) }).openapi('PresetList')) },
});
