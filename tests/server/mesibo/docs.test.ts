import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 120_000);
afterAll(() => world.close());

const TEXT = readFileSync(new URL('../../../docs/mesibo.md', import.meta.url), 'utf8');
const EXAMPLES = [...TEXT.matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => json);

describe('docs/mesibo.md', () => {
  it('has examples that work as they are written, one after the other', async () => {
    for (const name of ['tess', 'ben'])
      await world.ok('useradd', { user: { address: `${name}@example.org` } });
    let gid = 0;
    for (const example of EXAMPLES) {
      const body = example
        .replace('"token":"…"', `"token":${JSON.stringify(ADMIN)}`)
        .replace('"gid":7', `"gid":${gid}`);
      const headers = { 'content-type': 'application/json' };
      const answer = await world.send({ method: 'POST', path: '/backend/', headers, body });
      expect(answer, example).toMatchObject({ result: true });
      gid = (answer.group as { gid: number } | undefined)?.gid ?? gid;
    }
    expect(EXAMPLES).toHaveLength(4);
  });

  it('names every op', () => {
    const ops = [
      'useradd',
      'userset',
      'userdel',
      'usertoken',
      'usersget',
      'otp',
      'groupadd',
      'groupset',
      'groupdel',
    ];
    for (const op of [
      ...ops,
      'groupeditmembers',
      'groupgetmembers',
      'groupsget',
      'message',
      'deluser',
      'getmembers',
    ])
      expect(TEXT, op).toContain(`**${op}**`);
  });
});
