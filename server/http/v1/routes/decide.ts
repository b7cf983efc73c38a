import { DecideQuery, Decisions, Preview, PreviewAsked } from '../schemas/decide.ts';
import { RoomParams } from '../schemas/room.ts';
import { answers, body, endpoint } from './define.ts';

const tags = ['Simulator'];

export const decideFor = endpoint(
  '/rooms/{room}/decide',
  'rooms:read',
  {
    method: 'get',
    operationId: 'decide',
    tags,
    summary: 'Ask the gate',
    description:
      'Every right of one person, or of a guest, with the rule that decided and what the person could do about a no. Give exactly one of `person` and `guest=true`. Somebody the room does not know is a stranger to it, which is no error.',
    request: { params: RoomParams, query: DecideQuery },
    responses: { 200: answers('What the gate answers now.', Decisions) },
  },
  404,
);

export const preview = endpoint(
  '/rooms/{room}/preview',
  'rooms:read',
  {
    method: 'post',
    operationId: 'preview',
    tags,
    summary: 'See what an edit would change',
    description:
      'Who would gain and who would lose what if these edits were saved; saves nothing. An edit that would be refused is refused here in the same words. Bodies up to 10 MB.',
    request: { params: RoomParams, ...body(PreviewAsked) },
    responses: { 200: answers('What would change.', Preview) },
  },
  404,
  409,
  413,
  415,
);
