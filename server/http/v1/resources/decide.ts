import type { OpenAPIHono } from '@hono/zod-openapi';
import { type Person, stranger } from '@/lib/core/gate/person.ts';
import { answerTo, type Question, sayDifference } from '@/lib/core/gate/simulate.ts';
import { guestPerson, type PersonId } from '@/lib/core/ids.ts';
import type { Room } from '@/lib/core/room/room.ts';
import { addressOf } from '../../../rooms/administration.ts';
import { preview } from '../../../rooms/preview.ts';
import { Problem } from '../../problem.ts';
import { type ApiEnv, type ApiParts, actorOf } from '../parts.ts';
import * as routes from '../routes/decide.ts';
import { showDecision } from '../show/decision.ts';
import { memberEdits } from '../show/member.ts';
import { settingsEdit } from '../show/room.ts';
import { memberNamed, roomNamed } from './named.ts';
import { sayUnknown } from './unknown.ts';

/** Most changes of a preview that are listed; the rest is counted. */
const MOST_CHANGES = 1000;

export function decide(app: OpenAPIHono<ApiEnv>, { administration, users }: ApiParts): void {
  app.openapi(routes.decideFor, async (c) => {
    const id = roomNamed(c.req.valid('param').room);
    const { person: named, guest } = c.req.valid('query');
    if ((named === undefined) === (guest !== 'true'))
      throw new Problem('bad-request', 'person: give either person or guest=true', [
        { field: 'person', rule: 'exactly_one', message: 'give either person or guest=true' },
      ]);
    const person = named === undefined ? null : memberNamed(named);
    const name = person && (await nameOf(person));
    const answer = await administration.read(id, (room, _host, now) => {
      const whom =
        person === null
          ? stranger(guestPerson(''), '')
          : (room.people.get(person) ?? stranger(person, name ?? ''));
      return {
        name: whom.name,
        role: whom.membership?.role ?? ('guest' as const),
        ...rights(room, whom, now),
      };
    });
    return c.json({ person, ...answer }, 200);
  });

  app.openapi(routes.preview, async (c) => {
    const id = roomNamed(c.req.valid('param').room);
    const { room: patch = {}, members = [] } = c.req.valid('json');
    await administration.read(id, () => null);
    const found = await preview(
      administration,
      actorOf(c),
      id,
      ({ settings }) => settingsEdit(patch, settings.preset),
      memberEdits(members),
    ).catch(sayUnknown);
    const changes = found.people.slice(0, MOST_CHANGES).map(({ name, ...difference }) => ({
      ...difference,
      name,
      text: sayDifference(name || difference.person, difference),
    }));
    const guests = found.strangers.map((difference) => ({
      ...difference,
      text: sayDifference('Guests', difference),
    }));
    return c.json({ changes, guests, more: found.people.length - changes.length }, 200);
  });

  /** The name of a user whom a room may not know; empty for anybody else. */
  async function nameOf(person: PersonId): Promise<string> {
    const address = addressOf(person);
    return address === null ? '' : ((await users.find(address))?.name ?? '');
  }
}

function rights(room: Room, person: Person, now: number) {
  const ask = (question: Question) => showDecision(answerTo(question, room, person, now), now);
  return {
    enter: ask({ right: 'enter' }),
    publish: {
      microphone: ask({ right: 'publish', kind: 'microphone' }),
      camera: ask({ right: 'publish', kind: 'camera' }),
      screen: ask({ right: 'publish', kind: 'screen' }),
      screenAudio: ask({ right: 'publish', kind: 'screenAudio' }),
    },
    subscribe: {
      audio: ask({ right: 'subscribe', medium: 'audio' }),
      video: ask({ right: 'subscribe', medium: 'video' }),
    },
    list: ask({ right: 'list' }),
    send: ask({ right: 'send' }),
    receive: ask({ right: 'receive' }),
    unmute: ask({ right: 'unmute' }),
  };
}
