import { MessagePage, MessageParams, MessageQuery, MessageReceipt, NewMessage } from '../schemas/message.ts';
import { RoomParams } from '../schemas/room.ts';
import { answers, body, endpoint, IdempotencyKey } from './define.ts';

const tags = ['Messages'];

export const listMessages = endpoint(
  '/rooms/{room}/messages',
  'live:read',
  {
    method: 'get',
    operationId: 'listMessages',
    tags,
    summary: 'List messages',
    description:
      'What the room keeps of what was written to everybody, the newest first. Private messages are left out: they are for the two whom they are between. Empty where the room keeps none.',
    request: { params: RoomParams, query: MessageQuery },
    responses: { 200: answers('A page of messages.', MessagePage) },
  },
  404,
);

export const sendMessage = endpoint(
  '/rooms/{room}/messages',
  'live:write',
  {
    method: 'post',
    operationId: 'sendMessage',
    tags,
    summary: 'Write a message',
    description:
      'Writes in the name of a person, who need not be in the room but must have the right to send; 403 with the reason where they have not. It reaches at once whoever may receive. 409 for a private message to somebody who may not read it.',
    request: { params: RoomParams, headers: IdempotencyKey, ...body(NewMessage) },
    responses: { 201: answers('It was written.', MessageReceipt) },
  },
  404,
  409,
  413,
  415,
);

export const deleteMessage = endpoint(
  '/rooms/{room}/messages/{message}',
  'live:write',
  {
    method: 'delete',
    operationId: 'deleteMessage',
    tags,
    summary: 'Remove a message',
    description:
      'Its text is gone for everybody, and from the store. That it was removed stays in the trail.',
    request: { params: MessageParams },
    responses: { 204: { description: 'The message is removed.' } },
  },
  404,
);
