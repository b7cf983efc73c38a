import { NewPin, Pin, PinList, PinParams, PinPatch } from '../schemas/pin.ts';
import { RoomParams } from '../schemas/room.ts';
import { answers, body, endpoint, IdempotencyKey } from './define.ts';

const tags = ['PINs'];

export const listPins = endpoint(
  '/rooms/{room}/pins',
  'pins:read',
  {
    method: 'get',
    operationId: 'listPins',
    tags,
    summary: 'List PINs',
    description: 'Every PIN of the room, with its digits and an invitation link.',
    request: { params: RoomParams },
    responses: { 200: answers('The PINs.', PinList) },
  },
  404,
);

export const createPin = endpoint(
  '/rooms/{room}/pins',
  'pins:write',
  {
    method: 'post',
    operationId: 'createPin',
    tags,
    summary: 'Make a PIN',
    description: 'The digits are made up where none are given; 409 when another PIN of the room has them.',
    request: { params: RoomParams, headers: IdempotencyKey, ...body(NewPin) },
    responses: { 201: answers('The PIN was made.', Pin) },
  },
  404,
  409,
  413,
  415,
);

export const patchPin = endpoint(
  '/rooms/{room}/pins/{pin}',
  'pins:write',
  {
    method: 'patch',
    operationId: 'patchPin',
    tags,
    summary: 'Change a PIN',
    description: 'Absent: unchanged. Null: unset. Who came in with it before keeps what it gave them.',
    request: { params: PinParams, ...body(PinPatch) },
    responses: { 200: answers('The PIN as it is now.', Pin) },
  },
  404,
  409,
  413,
  415,
);

export const deletePin = endpoint(
  '/rooms/{room}/pins/{pin}',
  'pins:write',
  {
    method: 'delete',
    operationId: 'deletePin',
    tags,
    summary: 'Delete a PIN',
    description: 'Nobody comes in with it any more. Who came in with it before keeps what it gave them.',
    request: { params: PinParams },
    responses: { 204: { description: 'The PIN is gone.' } },
  },
  404,
  409,
);
