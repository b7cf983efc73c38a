import {
  DeliveryPage,
  DeliveryQuery,
  NewWebhook,
  Webhook,
  WebhookList,
  WebhookMade,
  WebhookParams,
  WebhookPatch,
} from '../schemas/webhook.ts';
import { answers, body, endpoint, IdempotencyKey } from './define.ts';

const tags = ['Webhooks'];

export const listWebhooks = endpoint('/webhooks', 'webhooks:read', {
  method: 'get',
  operationId: 'listWebhooks',
  tags,
  summary: 'List webhooks',
  description: 'Every webhook, also the one from the environment; never their secrets.',
  responses: { 200: answers('The webhooks.', WebhookList) },
});

export const createWebhook = endpoint(
  '/webhooks',
  'webhooks:write',
  {
    method: 'post',
    operationId: 'createWebhook',
    tags,
    summary: 'Make a webhook',
    description:
      'The address is told what happens in rooms from now on, signed with the secret in this answer, which is shown once. Whoever may do this decides where this server sends requests.',
    request: { headers: IdempotencyKey, ...body(NewWebhook) },
    responses: { 201: answers('The webhook was made.', WebhookMade) },
  },
  409,
  413,
  415,
);

export const getWebhook = endpoint(
  '/webhooks/{id}',
  'webhooks:read',
  {
    method: 'get',
    operationId: 'getWebhook',
    tags,
    summary: 'Get a webhook',
    description: 'Where it sends, and what; not its secret.',
    request: { params: WebhookParams },
    responses: { 200: answers('The webhook.', Webhook) },
  },
  404,
);

export const patchWebhook = endpoint(
  '/webhooks/{id}',
  'webhooks:write',
  {
    method: 'patch',
    operationId: 'patchWebhook',
    tags,
    summary: 'Change a webhook',
    description:
      'Absent: unchanged. What waits is sent to the new address. 409 for the webhook that the environment makes.',
    request: { params: WebhookParams, ...body(WebhookPatch) },
    responses: { 200: answers('The webhook as it is now.', Webhook) },
  },
  404,
  409,
  413,
  415,
);

export const deleteWebhook = endpoint(
  '/webhooks/{id}',
  'webhooks:write',
  {
    method: 'delete',
    operationId: 'deleteWebhook',
    tags,
    summary: 'Remove a webhook',
    description: 'With whatever still waits for it. 409 for the webhook that the environment makes.',
    request: { params: WebhookParams },
    responses: { 204: { description: 'The webhook is gone.' } },
  },
  404,
  409,
);

export const listDeliveries = endpoint(
  '/webhooks/{id}/deliveries',
  'webhooks:read',
  {
    method: 'get',
    operationId: 'listDeliveries',
    tags,
    summary: 'List what a webhook was told',
    description: 'The newest first: what waits, and what was taken or given up in the last three days.',
    request: { params: WebhookParams, query: DeliveryQuery },
    responses: { 200: answers('The deliveries.', DeliveryPage) },
  },
  404,
);
