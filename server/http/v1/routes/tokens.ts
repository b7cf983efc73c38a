import { AppTokenList, AppTokenMade, AppTokenParams, NewAppToken } from '../schemas/token.ts';
import { answers, body, endpoint, IdempotencyKey } from './define.ts';

const tags = ['Application tokens'];

export const listTokens = endpoint('/tokens', 'tokens:read', {
  method: 'get',
  operationId: 'listTokens',
  tags,
  summary: 'List application tokens',
  description: 'The tokens of backends; never the tokens themselves.',
  responses: { 200: answers('The tokens.', AppTokenList) },
});

export const createToken = endpoint(
  '/tokens',
  'tokens:write',
  {
    method: 'post',
    operationId: 'createToken',
    tags,
    summary: 'Make an application token',
    description:
      'A token for a backend. It is shown once, since only a digest is kept. Nobody hands out a scope that they do not have (403).',
    request: { headers: IdempotencyKey, ...body(NewAppToken) },
    responses: { 201: answers('The token was made.', AppTokenMade) },
  },
  409,
  413,
  415,
);

export const deleteToken = endpoint(
  '/tokens/{id}',
  'tokens:write',
  {
    method: 'delete',
    operationId: 'deleteToken',
    tags,
    summary: 'Revoke an application token',
    description: 'It is worth nothing from now on.',
    request: { params: AppTokenParams },
    responses: { 204: { description: 'The token is revoked.' } },
  },
  404,
);
