import { answer } from './answer.ts';
import { api } from './client.ts';
import type { ApiMemberEdit } from './people-shapes.ts';

const at = (room: string) => ({ path: { room } });

export const listMembers = (
  room: string,
  { search, cursor, limit }: { search: string; cursor: string | null; limit: number },
) => {
  const query = { limit, ...(search && { search }), ...(cursor !== null && { cursor }) };
  return answer(api.GET('/rooms/{room}/members', { params: { ...at(room), query } }));
};

/** All of them or none. With `makeUsers`, addresses that nobody has yet become users. */
export const saveMembers = (room: string, members: ApiMemberEdit[], makeUsers = false) =>
  answer(
    api.POST('/rooms/{room}/members', {
      params: at(room),
      body: { members, ...(makeUsers && { makeUsers }) },
    }),
  );

/** Who would gain and lose what if these edits were saved. Saves nothing. */
export const previewMembers = (room: string, members: ApiMemberEdit[]) =>
  answer(api.POST('/rooms/{room}/preview', { params: at(room), body: { members } }));
