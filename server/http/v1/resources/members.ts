import type { OpenAPIHono } from '@hono/zod-openapi';
import { FailureError, failure } from '@/lib/core/failure.ts';
import type { PersonId, RoomId } from '@/lib/core/ids.ts';
import type { Room } from '@/lib/core/room/room.ts';
import { withNewUsers } from '../../../rooms/newcomers.ts';
import { requireScope } from '../guard.ts';
import { pageOf, readCursor, TextCursor } from '../paging.ts';
import { type ApiEnv, type ApiParts, actorOf } from '../parts.ts';
import * as routes from '../routes/members.ts';
import { memberEdit, memberEdits, memberPut, showMember } from '../show/member.ts';
import { memberNamed, roomNamed } from './named.ts';
import { sayUnknown } from './unknown.ts';

const noSuchMember = failure('not-found', 'There is no such member.');

export function members(app: OpenAPIHono<ApiEnv>, { administration, rooms, users, clock }: ApiParts): void {
  const show = (id: RoomId, person: PersonId) =>
    administration.read(id, (room, _host, now) => {
      const found = room.people.get(person);
      if (!found?.membership) throw new FailureError(noSuchMember);
      return showMember(found, now);
    });

  app.openapi(routes.listMembers, async (c) => {
    const id = roomNamed(c.req.valid('param').room);
    const { search, limit, cursor } = c.req.valid('query');
    const [after] = readCursor(cursor, TextCursor) ?? [];
    // What time has ended is ended before the list is read.
    await administration.read(id, () => null);
    const found = await rooms.members(id, { search, after, limit: limit + 1 });
    const total = await rooms.countMembers(id, search);
    const now = clock.now();
    const page = pageOf(
      found,
      limit,
      (person) => showMember(person, now),
      (person) => [person.id],
    );
    return c.json({ ...page, total }, 200);
  });

  app.openapi(routes.editMembers, async (c) => {
    const id = roomNamed(c.req.valid('param').room);
    const { members: asked, makeUsers = false } = c.req.valid('json');
    if (makeUsers) requireScope(c.get('principal'), 'users:write');
    const edits = memberEdits(asked);
    await administration.read(id, () => null);
    const edit = () => administration.editMembers(actorOf(c), id, edits).catch(sayUnknown);
    await (makeUsers ? withNewUsers({ users, clock }, edits, edit) : edit());
    return c.json({ changed: edits.length }, 200);
  });

  app.openapi(routes.getMember, async (c) => {
    const { room, person } = c.req.valid('param');
    return c.json(await show(roomNamed(room), memberNamed(person)), 200);
  });

  app.openapi(routes.putMember, async (c) => {
    const { room, person } = c.req.valid('param');
    const [id, whom] = [roomNamed(room), memberNamed(person)];
    const isNew = await administration.read(id, ({ people }) => !people.get(whom)?.membership);
    await administration.editMembers(actorOf(c), id, [memberPut(whom, c.req.valid('json'))]).catch(alone);
    return c.json(await show(id, whom), isNew ? 201 : 200);
  });

  app.openapi(routes.patchMember, async (c) => {
    const { room, person } = c.req.valid('param');
    const [id, whom] = [roomNamed(room), memberNamed(person)];
    const unless = ({ people }: Room) => (people.get(whom)?.membership ? null : noSuchMember);
    await show(id, whom);
    const edit = memberEdit(whom, c.req.valid('json'));
    await administration.editMembers(actorOf(c), id, [edit], unless).catch(alone);
    return c.json(await show(id, whom), 200);
  });

  app.openapi(routes.deleteMember, async (c) => {
    const { room, person } = c.req.valid('param');
    const [id, whom] = [roomNamed(room), memberNamed(person)];
    await administration.editMembers(actorOf(c), id, [{ person: whom, membership: null }]).catch(alone);
    return c.body(null, 204);
  });
}

/** What is said of one of many, said of the only one. An unknown user is an unknown address of this endpoint. */
function alone(error: unknown): never {
  if (!(error instanceof FailureError) || error.failure.code === 'refused') throw error;
  const { code, message } = error.failure;
  const plain = message.replace(/^members\[0\][.:] ?/, '');
  if (/^there is no user/i.test(plain)) throw new FailureError(failure('not-found', `T${plain.slice(1)}`));
  throw new FailureError(failure(code, plain));
}
