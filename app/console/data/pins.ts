import { answer } from './answer.ts';
import { api } from './client.ts';
import type { PinEdit } from './people-shapes.ts';

const at = (room: string) => ({ path: { room } });

export const listPins = (room: string) => answer(api.GET('/rooms/{room}/pins', { params: at(room) }));

/** @param key the same key makes the same PIN once, however often it is sent */
export const makePin = (room: string, body: PinEdit, key: string) =>
  answer(
    api.POST('/rooms/{room}/pins', { params: { ...at(room), header: { 'Idempotency-Key': key } }, body }),
  );

export const editPin = (room: string, pin: string, body: PinEdit) =>
  answer(api.PATCH('/rooms/{room}/pins/{pin}', { params: { path: { room, pin } }, body }));

export const removePin = (room: string, pin: string) =>
  answer(api.DELETE('/rooms/{room}/pins/{pin}', { params: { path: { room, pin } } }));
