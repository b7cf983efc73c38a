import {
  NewUser,
  NewUserToken,
  User,
  UserPage,
  UserParams,
  UserPatch,
  UserQuery,
  UserTokenList,
  UserTokenMade,
  UserTokenParams,
} from '../schemas/user.ts';
import { answers, body, endpoint, IdempotencyKey } from './define.ts';

const tags = ['Users'];

export const listUsers = endpoint('/users', 'users:read', {
  method: 'get',
  operationId: 'listUsers',
  tags,
  summary: 'List users',
  description: 'A page of the users, in the order of their addresses.',
  request: { query: UserQuery },
  responses: { 200: answers('The users.', UserPage) },
});

export const createUser = endpoint(
  '/users',
  'users:write',
  {
    method: 'post',
    operationId: 'createUser',
    tags,
    summary: 'Add a user',
    description: '409 when the address is taken.',
    request: { headers: IdempotencyKey, ...body(NewUser) },
    responses: {
      201: {
        ...answers('The user was added.', User),
        headers: {
          Location: { description: 'The address of the user.', schema: { type: 'string' as const } },
        },
      },
    },
  },
  409,
  413,
  415,
);

export const getUser = endpoint(
  '/users/{address}',
  'users:read',
  {
    method: 'get',
    operationId: 'getUser',
    tags,
    summary: 'Get a user',
    description: 'Who is behind an address.',
    request: { params: UserParams },
    responses: { 200: answers('The user.', User) },
  },
  404,
);

export const patchUser = endpoint(
  '/users/{address}',
  'users:write',
  {
    method: 'patch',
    operationId: 'patchUser',
    tags,
    summary: 'Change a user',
    description: 'Absent: unchanged. Switching somebody off ends every call they are in.',
    request: { params: UserParams, ...body(UserPatch) },
    responses: { 200: answers('The user as it is now.', User) },
  },
  404,
  413,
  415,
);

export const deleteUser = endpoint(
  '/users/{address}',
  'users:write',
  {
    method: 'delete',
    operationId: 'deleteUser',
    tags,
    summary: 'Remove a user',
    description:
      'Takes back every token, takes the user off every list and out of every call. What was denied to them stays denied.',
    request: { params: UserParams },
    responses: { 204: { description: 'The user is gone.' } },
  },
  404,
);

export const listUserTokens = endpoint(
  '/users/{address}/tokens',
  'users:read',
  {
    method: 'get',
    operationId: 'listUserTokens',
    tags,
    summary: 'List a user’s tokens',
    description: 'The tokens that were given out and stand; never the tokens themselves.',
    request: { params: UserParams },
    responses: { 200: answers('The tokens.', UserTokenList) },
  },
  404,
);

export const createUserToken = endpoint(
  '/users/{address}/tokens',
  'users:write',
  {
    method: 'post',
    operationId: 'createUserToken',
    tags,
    summary: 'Make a token for a user',
    description:
      'By this token the user comes in, in a link `/r/{room}?token=…`. It says who they are; what they may do stands in each room.',
    request: { params: UserParams, headers: IdempotencyKey, ...body(NewUserToken) },
    responses: { 201: answers('The token was made.', UserTokenMade) },
  },
  404,
  409,
  413,
  415,
);

export const deleteUserToken = endpoint(
  '/users/{address}/tokens/{id}',
  'users:write',
  {
    method: 'delete',
    operationId: 'deleteUserToken',
    tags,
    summary: 'Take a user’s token back',
    description: 'It opens nothing any more, and the calls of this user end.',
    request: { params: UserTokenParams },
    responses: { 204: { description: 'The token is taken back.' } },
  },
  404,
);
