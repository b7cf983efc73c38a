import type { OpenAPIHono, z } from '@hono/zod-openapi';
import { FailureError, failure } from '@/lib/core/failure.ts';
import { participantId, personId, publicationId, type RoomId } from '@/lib/core/ids.ts';
import type { Command, Target } from '@/lib/core/room/commands.ts';
import { addressOf } from '../../../rooms/administration.ts';
import { Problem } from '../../problem.ts';
import { type ApiEnv, type ApiParts, actorOf } from '../parts.ts';
import * as routes from '../routes/live.ts';
import type { LiveCommand } from '../schemas/live.ts';
import { showLive } from '../show/live.ts';
import { followRoom } from './follow.ts';
import { roomNamed } from './named.ts';

/** Most streams that one token may have open at once. */
const MOST_STREAMS = 200;

type Asked = z.output<typeof LiveCommand>;

export function live(app: OpenAPIHono<ApiEnv>, parts: ApiParts): void {
  const { administration, users } = parts;
  const open = new Map<string, number>();

  app.openapi(routes.getLive, async (c) => {
    const id = roomNamed(c.req.valid('param').room);
    return c.json(await administration.read(id, (room, _host, now) => showLive(room, now)), 200);
  });

  app.openapi(routes.followLive, async (c) => {
    const id = roomNamed(c.req.valid('param').room);
    const { id: owner, scopes } = c.get('principal');
    const now = open.get(owner) ?? 0;
    if (now >= MOST_STREAMS)
      throw new Problem('rate-limited', `This token has ${MOST_STREAMS} streams open already.`, [], {
        'retry-after': '15',
      });
    // Nobody reads the body of a HEAD, so nothing would ever end it.
    if (c.req.method === 'HEAD') {
      await administration.read(id, () => null);
      return new Response(null, { headers: { 'content-type': 'text/event-stream' } }) as never;
    }
    open.set(owner, now + 1);
    const ended = () => {
      const left = (open.get(owner) ?? 1) - 1;
      if (left > 0) open.set(owner, left);
      else open.delete(owner);
    };
    const audit = scopes.includes('audit:read');
    const stream = followRoom(c, parts, id, audit, ended).catch((error: unknown) => {
      ended();
      throw error;
    });
    return (await stream) as never;
  });

  app.openapi(routes.commandLive, async (c) => {
    const id = roomNamed(c.req.valid('param').room);
    const asked = c.req.valid('json');
    // Who waits need not be known to anybody: the queue knows them.
    const waits = asked.do === 'admit' || asked.do === 'deny';
    if (!waits && 'person' in asked && asked.person !== undefined) await requirePerson(id, asked.person);
    else if (asked.do === 'stop-several') for (const one of asked.people) await requirePerson(id, one);
    else await administration.read(id, () => null);
    await administration.command(actorOf(c), id, commandOf(asked));
    return c.body(null, 204);
  });

  /** Somebody may be meant who is not here; but not somebody whom nobody knows. */
  async function requirePerson(id: RoomId, text: string): Promise<void> {
    const person = personId(text);
    if (await administration.read(id, ({ people }) => people.has(person))) return;
    const address = addressOf(person);
    if (address === null || !(await users.find(address)))
      throw new FailureError(failure('not-found', `person: there is nobody known as "${text}".`));
  }
}

function commandOf(asked: Asked): Command {
  switch (asked.do) {
    case 'mute-all':
      return { do: 'mute-all', except: asked.except?.map((text) => ({ person: personId(text) })) };
    case 'release-all':
    case 'lower-all':
    case 'end-call':
      return { do: asked.do };
    case 'lock':
      return { do: 'lock', locked: asked.locked };
    case 'stop':
      return { do: 'stop', target: targetOf(asked), kinds: asked.kinds };
    case 'stop-publication':
      return { do: 'stop-publication', publication: publicationId(asked.publication) };
    case 'stop-several':
      return {
        do: 'stop-several',
        targets: asked.people.map((text) => ({ person: personId(text) })),
        kinds: asked.kinds,
      };
    case 'extend':
      return { do: 'extend', target: targetOf(asked), seconds: asked.seconds };
    case 'set-role':
      return { do: 'set-role', target: targetOf(asked), role: asked.role };
    case 'allow-next':
      return { do: 'allow-next', seconds: asked.seconds };
    case 'admit':
    case 'spotlight': {
      const nobody = asked.participant === undefined && asked.person === undefined;
      return { do: asked.do, target: nobody ? undefined : targetOf(asked) };
    }
    case 'allow':
      return {
        do: 'allow',
        target: targetOf(asked),
        kinds: asked.kinds,
        seconds: asked.seconds,
        cause: 'api',
      };
    case 'mute-person':
      return { do: 'mute-person', target: targetOf(asked), lock: asked.lock };
    default:
      return { do: asked.do, target: targetOf(asked) };
  }
}

const targetOf = ({
  participant,
  person,
}: {
  readonly participant?: string | undefined;
  readonly person?: string | undefined;
}): Target =>
  participant === undefined
    ? { person: personId(person ?? '') }
    : { participant: participantId(participant) };
