import type { OpenAPIHono } from '@hono/zod-openapi';
import Papa from 'papaparse';
import { NumberCursor, pageOf, readCursor } from '../paging.ts';
import type { ApiEnv, ApiParts } from '../parts.ts';
import * as routes from '../routes/audit.ts';
import { AUDIT_COLUMNS, type AuditShown, auditRow, showEntry, type TrailRow } from '../show/audit.ts';
import { personNamed } from '../show/member.ts';
import { calledIn } from './called.ts';
import { roomNamed } from './named.ts';

/** Entries read and sent at a time: a file of any length takes the memory of one such part. */
const PART = 1000;

/** In a spreadsheet a cell that begins like a formula is one: names are given by strangers. */
const csv = (rows: readonly (readonly (string | number)[])[]) =>
  `${Papa.unparse(
    rows.map((row) => [...row]),
    { escapeFormulae: true },
  )}\r\n`;

const FORMATS = {
  'text/csv': {
    name: 'csv',
    head: csv([AUDIT_COLUMNS]),
    write: (entries: readonly AuditShown[]) => csv(entries.map(auditRow)),
  },
  'application/x-ndjson': {
    name: 'ndjson',
    head: '',
    write: (entries: readonly AuditShown[]) => entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''),
  },
} as const;

export function audit(app: OpenAPIHono<ApiEnv>, { administration, rooms, users }: ApiParts): void {
  app.openapi(routes.listAudit, async (c) => {
    const id = roomNamed(c.req.valid('param').room);
    const { order, on, actor, person, from, to, limit, cursor } = c.req.valid('query');
    const [after] = readCursor(cursor, NumberCursor) ?? [];
    const room = await administration.read(id, (now) => now);
    const matching = {
      newest: order === 'desc',
      on,
      actor,
      person: person === undefined ? undefined : personNamed(person),
      from,
      to,
    };
    const read = (since: number | undefined, most: number): Promise<TrailRow[]> =>
      rooms.trail(id, { ...matching, after: since, limit: most });
    const show = async (rows: readonly TrailRow[]): Promise<(row: TrailRow) => AuditShown> => {
      const called = await calledIn(rows, room, users);
      return (row) => showEntry(row, called);
    };

    const format = wanted(c.req.header('accept'));
    if (format) {
      const { name, head, write } = FORMATS[format];
      let since = after;
      let first = true;
      const body = new ReadableStream<Uint8Array>({
        async pull(controller) {
          const rows = await read(since, PART);
          since = rows.at(-1)?.id ?? since;
          const text = `${first ? head : ''}${rows.length ? write(rows.map(await show(rows))) : ''}`;
          first = false;
          if (text) controller.enqueue(new TextEncoder().encode(text));
          if (rows.length < PART) controller.close();
        },
      });
      return new Response(body, {
        headers: {
          'cache-control': 'no-store',
          'content-type': `${format}; charset=utf-8`,
          'content-disposition': `attachment; filename="audit-${id.replace(/[^\w.-]/g, '_')}.${name}"`,
        },
      }) as never;
    }
    const rows = await read(after, limit + 1);
    const page = pageOf(rows, limit, await show(rows), (row) => [row.id]);
    return c.json(page, 200);
  });
}

/** The file format that is asked for by name; null for a page in JSON. */
function wanted(accept: string | undefined): keyof typeof FORMATS | null {
  const types = (accept ?? '').split(',').map((part) => part.split(';')[0]?.trim().toLowerCase());
  return (Object.keys(FORMATS) as (keyof typeof FORMATS)[]).find((format) => types[0] === format) ?? null;
}
