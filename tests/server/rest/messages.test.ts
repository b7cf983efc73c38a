import { describe, expect, it } from 'vitest';
import { userPerson } from '@/lib/core/ids.ts';
import { presetSettings } from '@/lib/core/room/presets.ts';
import { answerProblem, asProblem } from '@/server/http/problem.ts';
import { messages } from '@/server/http/v1/handlers/messages.ts';
import { createMessaging } from '@/server/rooms/messaging.ts';
import { openHouse } from '../house.ts';
import { mark, person } from '../people.ts';

async function open(storeMessages = true) {
  const denied = { overrides: { send: { value: 'deny' as const, mark: mark() } } };
  const people = [
    person(userPerson('ana'), 'member', { name: 'Ana' }),
    person(userPerson('ben'), 'member', { name: 'Ben' }),
    person(userPerson('dumb'), 'member', { name: 'Dumb', ...denied }),
  ];
  const settings = { ...presetSettings('conference', 'A'), storeMessages };
  const house = await openHouse([{ id: 'a', settings, people }]);
  const users = {
    find: async (address: string) => ({
      address,
      uid: 1,
      name: address,
      active: address !== 'off',
      extra: {},
      createdAt: 0,
    }),
  };
  const app = messages({
    messaging: createMessaging({ registry: house.registry, users }),
    actorOf: () => ({ type: 'api', name: 'backend' }),
  });
  app.onError((error, c) => {
    const problem = asProblem(error);
    if (!problem) throw error;
    return answerProblem(c, problem);
  });
  const request = async (method: string, path: string, body?: unknown) => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const headers = { 'content-type': 'application/json' };
    const response = await app.request(`/rooms${path}`, { method, headers, ...init });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  };
  return { house, request };
}

describe('R26 /rooms/{room}/messages', () => {
  it('writes in a person’s name, lists the newest first by page without what is private, and removes', async () => {
    const { request } = await open();
    const sent = [];
    for (const text of ['1', '2', '3'])
      sent.push(await request('POST', '/a/messages', { from: 'user:ana', text }));
    expect(sent[0]).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^[\w-]{22}$/) } });
    const hush = { from: 'user:ana', to: 'user:ben', text: 'private' };
    const secret = await request('POST', '/a/messages', hush);

    const first = await request('GET', '/a/messages?limit=2');
    expect(first.body.items.map(({ text }: { text: string }) => text)).toEqual(['3', '2']);
    expect(first.body.items[0]).toMatchObject({ from: 'user:ana', fromName: 'Ana' });
    const second = await request('GET', `/a/messages?limit=2&cursor=${first.body.next}`);
    expect(second.body).toMatchObject({ items: [{ text: '1' }], next: null });
    expect(JSON.stringify([first.body, second.body])).not.toMatch(/private|user:ben/);

    const { id } = sent[1]?.body ?? {};
    expect(await request('DELETE', `/a/messages/${id}`)).toEqual({ status: 204, body: null });
    expect(await request('DELETE', `/a/messages/${id}`)).toMatchObject({ status: 404 });
    // Whoever wrote it in somebody's name has its id, and can take it back.
    expect((await request('DELETE', `/a/messages/${secret.body.id}`)).status).toBe(204);
  });

  it('asks the gate for the person, and names what is wrong', async () => {
    const { house, request } = await open();
    const post = (body: unknown, room = 'a') => request('POST', `/${room}/messages`, body);
    expect(await post({ from: 'user:dumb', text: 'x' })).toMatchObject({
      status: 403,
      body: { code: 'refused' },
    });
    expect(await post({ from: 'guest:unknown', text: 'x' })).toMatchObject({ status: 400 });
    expect(await post({ from: 'user:off', text: 'x' })).toMatchObject({ status: 400 });
    expect(await post({ from: 'ana', text: 'x' })).toMatchObject({ status: 400 });
    expect(await post({ from: 'user:ana', text: '' })).toMatchObject({ status: 400 });
    expect(await post({ from: 'user:ana', text: 'x'.repeat(2_001) })).toMatchObject({ status: 400 });
    expect(await post({ from: 'user:ana', text: 'x', seconds: 0 })).toMatchObject({ status: 400 });
    expect(await post({ from: 'user:ana', text: 'x', as: 'tess' })).toMatchObject({ status: 400 });
    expect(await post({ from: 'user:ana', text: 'x' }, 'nowhere')).toMatchObject({ status: 404 });
    expect(await request('GET', '/a/messages?cursor=made-up')).toMatchObject({ status: 400 });
    expect(await request('DELETE', '/a/messages/made-up')).toMatchObject({ status: 404 });
    expect(house.messages.kept).toEqual([]);
  });

  it('of a room that keeps none are none', async () => {
    const { request } = await open(false);
    expect((await request('POST', '/a/messages', { from: 'user:ana', text: 'x' })).status).toBe(201);
    expect(await request('GET', '/a/messages')).toMatchObject({
      status: 200,
      body: { items: [], next: null },
    });
  });
});
