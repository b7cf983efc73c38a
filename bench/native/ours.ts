import type { TestServer } from '../../tests/support/server.ts';
import { enter, lineOf, type Participant, state } from './participant.ts';
import { FRAME_MS } from './peer.ts';
import type { Ring, Round } from './rounds.ts';

const HAND_MS = 300;

/** The right to talk as we give it: a raised hand has prepared the link, and a grant switches slots. */
export async function ours(server: TestServer, room: string, listeners: number): Promise<Ring> {
  const host = await enter(server.url, room, 'Hugo', { token: await server.token('hugo') });
  const student = await enter(server.url, room, 'Ana');
  const people: Participant[] = [];
  for (let n = 0; n < listeners; n++) people.push(await enter(server.url, room, `Guest ${n}`));
  await state('every listener has a link', () => people.every(({ down }) => down !== null));
  await Promise.all(people.map(({ down }) => down?.connected));

  return {
    async round(): Promise<Round> {
      await student.ask('hand.raise', {});
      await state('a link is prepared', () => student.up !== null);
      await student.up?.connected;
      // Nobody answers a hand sooner than that.
      await new Promise((later) => setTimeout(later, HAND_MS));
      const firsts = new Map<Participant, number>();
      let last = 0;
      for (const one of people)
        one.onPacket = (at) => {
          if (!firsts.has(one)) firsts.set(one, at);
          last = at;
        };
      // As a browser does that opens the microphone the moment it may: publish, and attach when a line is assigned.
      let talking: ReturnType<typeof setInterval> | null = null;
      let asked = false;
      student.onChange = () => {
        if (asked || !student.view.self.publish.microphone.allowed) return;
        asked = true;
        void student.ask('media.publish', { kind: 'microphone' }).then(({ publication }) => {
          const begin = () => {
            const line = lineOf(student, publication);
            if (line < 0 || talking) return;
            student.up?.send(line);
            talking = setInterval(() => student.up?.send(line), FRAME_MS);
          };
          student.onChange = begin;
          begin();
        });
      };
      const granted = performance.now();
      await host.ask('floor.allow', { participant: student.id });
      await state('everybody hears', () => firsts.size === people.length);
      const grant = Math.max(...firsts.values()) - granted;
      const heardAt = last;
      await state('it goes on', () => last > heardAt + 200);

      const revoked = performance.now();
      await host.ask('floor.stop', { participant: student.id });
      await state('it is silent', () => performance.now() - Math.max(last, revoked) > 300);
      if (talking) clearInterval(talking);
      student.onChange = () => {};
      await state('the link is gone', () => student.up === null);
      return { grant, revoke: last - revoked };
    },
    close() {
      for (const one of [host, student, ...people]) one.close();
    },
  };
}
