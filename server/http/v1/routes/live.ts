import { z } from '@hono/zod-openapi';
import { Live, LiveCommand } from '../schemas/live.ts';
import { RoomParams } from '../schemas/room.ts';
import { answers, body, endpoint } from './define.ts';

const tags = ['Live'];

export const getLive = endpoint(
  '/rooms/{room}/live',
  'live:read',
  {
    method: 'get',
    operationId: 'getLive',
    tags,
    summary: 'Get the running call',
    description: 'Who is in, who publishes what, who may speak and who asks to.',
    request: { params: RoomParams },
    responses: { 200: answers('The call as it is now.', Live) },
  },
  404,
);

export const followLive = endpoint(
  '/rooms/{room}/live/events',
  'live:read',
  {
    method: 'get',
    operationId: 'followLive',
    tags,
    summary: 'Follow the running call',
    description:
      'Server-Sent Events: `live` holds the whole live state, at once and after each change (at most five a second); `audit` each new entry of the trail, for those who have `audit:read`. A comment every 15 seconds keeps the connection open. It ends when the room is deleted.',
    request: { params: RoomParams },
    responses: {
      200: {
        description: 'A stream of events.',
        content: { 'text/event-stream': { schema: z.string() } },
      },
    },
  },
  404,
);

export const commandLive = endpoint(
  '/rooms/{room}/live/commands',
  'live:write',
  {
    method: 'post',
    operationId: 'commandLive',
    tags,
    summary: 'Act in the running call',
    description:
      'Does what a moderator’s click does, with the same effects at the same speed. A person may be meant who is not in the room now. 404 for a participant who is not there; 409 where the state of the call does not allow it.',
    request: { params: RoomParams, ...body(LiveCommand) },
    responses: { 204: { description: 'It was done.' } },
  },
  404,
  409,
  413,
  415,
);
