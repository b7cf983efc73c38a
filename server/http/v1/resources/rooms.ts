import type { OpenAPIHono } from '@hono/zod-openapi';
import { FailureError, failure } from '@/lib/core/failure.ts';
import type { RoomId } from '@/lib/core/ids.ts';
import { PRESETS, type PresetName, presetSettings } from '@/lib/core/room/presets.ts';
import type { RoomRow } from '../../../store/rooms.ts';
import { requireScope } from '../guard.ts';
import { pageOf, readCursor, SortedCursor, wrongCursor } from '../paging.ts';
import { type ApiEnv, type ApiParts, actorOf } from '../parts.ts';
import * as routes from '../routes/rooms.ts';
import { memberEdits } from '../show/member.ts';
import { showPin } from '../show/pin.ts';
import { etagOf, settingsEdit, showRoom, showSettings, unlessChanged } from '../show/room.ts';
import { baseUrl, roomNamed } from './named.ts';

export function rooms(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { administration } = parts;

  async function row(id: RoomId): Promise<RoomRow> {
    const found = await parts.rooms.find(id);
    if (!found || found.settings.deleted)
      throw new FailureError(failure('not-found', 'There is no such room.'));
    return found;
  }

  app.openapi(routes.listRooms, async (c) => {
    const { search, preset, sort, limit, cursor } = c.req.valid('query');
    const from = readCursor(cursor, SortedCursor);
    const byName = sort.endsWith('name');
    if (from && (from[0] !== sort || (typeof from[1] === 'string') !== byName)) throw wrongCursor();
    const after = from && { value: from[1], id: from[2] };
    const found = await parts.rooms.page({ search, preset, sort, after, limit: limit + 1 });
    const total = await parts.rooms.count(search, preset);
    const page = pageOf(found, limit, showRoom, ({ id, settings, createdAt }) => [
      sort,
      byName ? settings.name : createdAt,
      id,
    ]);
    return c.json({ ...page, total }, 200);
  });

  app.openapi(routes.createRoom, async (c) => {
    const { id, name, preset, members = [], ...patch } = c.req.valid('json');
    if (members.length) requireScope(c.get('principal'), 'members:write');
    const made = await administration.createRoom(actorOf(c), {
      id,
      name,
      preset,
      edit: settingsEdit(patch, preset),
      members: memberEdits(members),
    });
    const base = baseUrl(c, parts);
    const seesPins = c.get('principal').scopes.includes('pins:read');
    c.header('location', `/api/v1/rooms/${encodeURIComponent(made.row.id)}`);
    c.header('etag', etagOf(made.row.settings));
    const pins = seesPins ? made.pins.map((pin) => showPin(pin, made.row.id, base)) : [];
    return c.json({ room: showRoom(made.row), pins }, 201);
  });

  app.openapi(routes.getRoom, async (c) => {
    const found = await row(roomNamed(c.req.valid('param').room));
    c.header('etag', etagOf(found.settings));
    return c.json(showRoom(found), 200);
  });

  app.openapi(routes.patchRoom, async (c) => {
    const id = roomNamed(c.req.valid('param').room);
    const patch = c.req.valid('json');
    const before = await row(id);
    const edit = settingsEdit(patch, before.settings.preset);
    await administration.editRoom(actorOf(c), id, edit, unlessChanged(c.req.valid('header')['If-Match']));
    const now = await row(id);
    c.header('etag', etagOf(now.settings));
    return c.json(showRoom(now), 200);
  });

  app.openapi(routes.deleteRoom, async (c) => {
    const id = roomNamed(c.req.valid('param').room);
    await administration.deleteRoom(actorOf(c), id, unlessChanged(c.req.valid('header')['If-Match']));
    return c.body(null, 204);
  });

  app.openapi(routes.listPresets, (c) => {
    const items = (Object.keys(PRESETS) as PresetName[]).map((name) => ({
      name,
      title: PRESETS[name].title,
      settings: showSettings(presetSettings(name, '')),
    }));
    return c.json({ items }, 200);
  });
}
