import {
  Member,
  MemberPage,
  MemberParams,
  MemberPatch,
  MemberPut,
  MemberQuery,
  MembersChanged,
  MembersEdit,
} from '../schemas/member.ts';
import { RoomParams } from '../schemas/room.ts';
import { answers, body, endpoint } from './define.ts';

const tags = ['Members'];

export const listMembers = endpoint(
  '/rooms/{room}/members',
  'members:read',
  {
    method: 'get',
    operationId: 'listMembers',
    tags,
    summary: 'List members',
    description: 'A page of the people on the room’s list, in the order of their person ids.',
    request: { params: RoomParams, query: MemberQuery },
    responses: { 200: answers('The members.', MemberPage) },
  },
  404,
);

export const editMembers = endpoint(
  '/rooms/{room}/members',
  'members:write',
  {
    method: 'post',
    operationId: 'editMembers',
    tags,
    summary: 'Add, change and remove many members',
    description:
      'Up to 10,000 people in one call, all of them or none; a running call follows at once. Users must exist, or are made with `makeUsers`; otherwise `errors` names every address that is nobody’s, by the rule `unknown-user`. Naming somebody twice is 400. Sending the same again changes nothing, so that no idempotency key is needed. Bodies up to 10 MB.',
    request: { params: RoomParams, ...body(MembersEdit) },
    responses: { 200: answers('It was done.', MembersChanged) },
  },
  404,
  409,
  413,
  415,
);

export const getMember = endpoint(
  '/rooms/{room}/members/{person}',
  'members:read',
  {
    method: 'get',
    operationId: 'getMember',
    tags,
    summary: 'Get a member',
    description: 'What this person has in this room. 404 for somebody who is not on its list.',
    request: { params: MemberParams },
    responses: { 200: answers('The member.', Member) },
  },
  404,
);

export const putMember = endpoint(
  '/rooms/{room}/members/{person}',
  'members:write',
  {
    method: 'put',
    operationId: 'putMember',
    tags,
    summary: 'Set a member',
    description:
      'Puts somebody on the list with exactly what is given: what is absent is as it is for a plain member.',
    request: { params: MemberParams, ...body(MemberPut) },
    responses: {
      200: answers('The member as it is now.', Member),
      201: answers('The member was added.', Member),
    },
  },
  404,
  409,
  413,
  415,
);

export const patchMember = endpoint(
  '/rooms/{room}/members/{person}',
  'members:write',
  {
    method: 'patch',
    operationId: 'patchMember',
    tags,
    summary: 'Change a member',
    description: 'Absent: unchanged. Null: unset. 404 for somebody who is not on the list.',
    request: { params: MemberParams, ...body(MemberPatch) },
    responses: { 200: answers('The member as it is now.', Member) },
  },
  404,
  409,
  413,
  415,
);

export const deleteMember = endpoint(
  '/rooms/{room}/members/{person}',
  'members:write',
  {
    method: 'delete',
    operationId: 'deleteMember',
    tags,
    summary: 'Remove a member',
    description:
      'Takes somebody off the list. What was decided about them (overrides, a ban) stays, and holds when they come back.',
    request: { params: MemberParams },
    responses: { 204: { description: 'They are off the list.' } },
  },
  404,
  409,
);
