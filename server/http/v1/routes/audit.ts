import { z } from '@hono/zod-openapi';
import { AuditPage, AuditQuery } from '../schemas/audit.ts';
import { RoomParams } from '../schemas/room.ts';
import { endpoint } from './define.ts';

export const listAudit = endpoint(
  '/rooms/{room}/audit',
  'audit:read',
  {
    method: 'get',
    operationId: 'listAudit',
    tags: ['Audit'],
    summary: 'Read the audit trail',
    description:
      'Every change of a right, mute, role, grant, hand, removal and setting of this room. With `Accept: text/csv` or `Accept: application/x-ndjson` all entries that match are sent, not one page. Digits of PINs are masked.',
    request: { params: RoomParams, query: AuditQuery },
    responses: {
      200: {
        description: 'The entries.',
        content: {
          'application/json': { schema: AuditPage },
          'text/csv': {
            schema: z.string().openapi({ description: 'RFC 4180, with a first row of names; every entry.' }),
          },
          'application/x-ndjson': {
            schema: z.string().openapi({ description: 'One entry in JSON on each line; every entry.' }),
          },
        },
      },
    },
  },
  404,
);
