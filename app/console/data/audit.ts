import type { components } from '@/lib/client/api/schema.d.ts';
import { type Answer, answer } from './answer.ts';
import { api } from './client.ts';

/** What of a trail is looked at; empty means everything. Times are RFC 3339. */
export interface AuditFilter {
  readonly on: string;
  readonly actor: string;
  readonly person: string;
  readonly from: string;
  readonly to: string;
}

/** The part of a filter that asks for anything. */
export const asked = (filter: Partial<AuditFilter>): Partial<AuditFilter> =>
  Object.fromEntries(
    Object.entries(filter).flatMap(([key, text]) => (text.trim() ? [[key, text.trim()]] : [])),
  );

type AuditPage = components['schemas']['AuditPage'];

/** Newest first. */
export const listAudit = (
  room: string,
  filter: Partial<AuditFilter>,
  cursor: string | null,
  limit: number,
): Promise<Answer<AuditPage>> =>
  answer<AuditPage | string>(
    api.GET('/rooms/{room}/audit', {
      params: {
        path: { room },
        query: { ...asked(filter), order: 'desc', limit, ...(cursor !== null && { cursor }) },
      },
    }),
  ) as Promise<Answer<AuditPage>>; // Text is only what other media types are answered with.
