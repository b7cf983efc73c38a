import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { FromCrowd, ToCrowd } from './messages.ts';

/** How many clients one process holds: two cores share them. */
const EACH = 1_000;
/** Longest that a crowd may take for anything, milliseconds. */
const PATIENCE_MS = 60_000;

/** A crowd of clients at one server, in processes of their own. */
export interface Crowd {
  /** Everybody at once; when the last of them was inside, milliseconds since the epoch, and bytes received by all. */
  enter(url: string, room: string): Promise<{ readonly lastAt: number; readonly bytes: number }>;
  /** After this, `heard` gives when the last of so many messages for each came. */
  listen(messages: number): Promise<{ readonly heard: Promise<number> }>;
  /** All leave; the processes stay for the next. */
  go(): Promise<void>;
  end(): void;
}

export function crowd(size: number): Crowd {
  const counts: number[] = [];
  for (let left = size; left > 0; left -= EACH) counts.push(Math.min(EACH, left));
  const children = counts.map(() =>
    fork(path.resolve('bench/sockets/crowd.ts'), [], { execArgv: ['--import', 'tsx'] }),
  );
  const all = <Answer extends FromCrowd['is']>(is: Answer) =>
    Promise.all(children.map((child) => next(child, is)));
  const tell = (message: (index: number) => ToCrowd) => {
    for (const [index, child] of children.entries()) child.send(message(index));
  };
  return {
    async enter(url, room) {
      const entered = all('entered');
      tell((index) => ({ do: 'enter', url, room, count: counts[index] ?? 0, from: index * EACH }));
      const answers = await entered;
      return {
        lastAt: Math.max(...answers.map(({ lastAt }) => lastAt)),
        bytes: answers.reduce((sum, { bytes }) => sum + bytes, 0),
      };
    },
    async listen(messages) {
      const ready = all('listening');
      const heard = all('heard').then((answers) => Math.max(...answers.map(({ lastAt }) => lastAt)));
      // Awaited later; what fails before that must not end the program.
      heard.catch(() => {});
      tell(() => ({ do: 'listen', messages }));
      await ready;
      return { heard };
    },
    async go() {
      const gone = all('gone');
      tell(() => ({ do: 'go' }));
      await gone;
    },
    end() {
      for (const child of children) child.disconnect();
    },
  };
}

function next<Answer extends FromCrowd['is']>(
  child: ChildProcess,
  is: Answer,
): Promise<Extract<FromCrowd, { readonly is: Answer }>> {
  return new Promise((done, fail) => {
    const timer = setTimeout(
      () => finish(() => fail(new Error(`A crowd did not say “${is}”.`))),
      PATIENCE_MS,
    );
    const listener = (message: FromCrowd) => {
      if (message.is === 'failed') finish(() => fail(new Error(message.why)));
      else if (message.is === is) finish(() => done(message as Extract<FromCrowd, { readonly is: Answer }>));
    };
    function finish(how: () => void) {
      clearTimeout(timer);
      child.off('message', listener);
      how();
    }
    child.on('message', listener);
  });
}
