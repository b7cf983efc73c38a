import { describe, expect, it } from 'vitest';
import { defaultExports, forbiddenImports, impurities, type Source, sourcesIn } from './arrows.ts';

const HOUSE = ['lib', 'server', 'app', 'tests', ''].flatMap((folder) =>
  folder ? sourcesIn(folder) : sourcesIn('.').filter(({ path }) => !path.includes('/')),
);

describe('design: the house', () => {
  it('is found, so that the checks below look at something', () => {
    const core = HOUSE.filter(({ path }) => path.startsWith('lib/core/'));
    expect(core.length).toBeGreaterThan(20);
    expect(HOUSE.some(({ path }) => path.startsWith('server/'))).toBe(true);
  });

  it('has no arrow that design.md does not draw', () => {
    expect(HOUSE.flatMap(forbiddenImports)).toEqual([]);
  });

  it('has no default export outside app and configurations', () => {
    expect(HOUSE.flatMap(defaultExports)).toEqual([]);
  });

  it('has a pure ground floor: lib/core knows no clock, timer, chance, machine or network', () => {
    expect(HOUSE.filter(({ path }) => path.startsWith('lib/core/')).flatMap(impurities)).toEqual([]);
  });
});

const at = (path: string, text: string): Source => ({ path, text });

describe('design: the checker of arrows catches', () => {
  it.each([
    ['lib/core/x.ts', `import { z } from 'zod';`],
    ['lib/core/x.ts', `import { readFileSync } from 'node:fs';`],
    ['lib/core/x.ts', `import type { Ack } from '../wire/answers.ts';`],
    ['lib/core/x.ts', `export { Ack } from '@/lib/wire/answers.ts';`],
    ['lib/core/gate/x.ts', `type Y = import('../../client/state.ts').CallState;`],
    ['lib/core/x.ts', `const y = await import('../../../server/log.ts');`],
    ['lib/core/x.ts', 'const y = (name: string) => import(name);'],
    ['lib/wire/x.ts', `import { connect } from '../client/call.ts';`],
    ['lib/client/x.ts', `import { createLog } from '@/server/log.ts';`],
    ['lib/client/x.ts', `import { useState } from 'react';`],
    ['lib/client/x.ts', `import { step } from '@/lib/core/room/step.ts';`],
    ['app/page.tsx', `import { REQUESTS } from '@/lib/wire/requests.ts';`],
    ['app/page.tsx', `import { io } from 'socket.io-client';`],
    ['app/page.tsx', `import { loadConfig } from '../server/config.ts';`],
    ['server/rooms/x.ts', `import { P2pEngine } from '../media/p2p.ts';`],
    ['server/rooms/x.ts', `import { type Engine, open } from '../media/engine.ts';`],
    ['server/rooms/x.ts', `import '../store/database.ts';`],
    ['server/media/x.ts', `import { decide } from '@/lib/core/gate/decide.ts';`],
    ['server/media/x.ts', `import type { Plan } from '@/lib/core/routes.ts';`],
    ['server/media/x.ts', `import type { View } from '@/lib/core/roster/view.ts';`],
    ['server/store/x.ts', `import { step } from '../../../lib/core/room/step.ts';`],
    ['server/media/p2p.ts', `import Janode from 'janode';`],
    ['server/http/x.ts', `import { step } from '@/lib/core/room/step.ts';`],
    ['server/http/x.ts', `import { drizzle } from 'drizzle-orm/pglite';`],
    ['server/http/x.ts', `import { createRequests } from '../signaling/door.ts';`],
    ['server/http/x.ts', `import { REQUESTS } from '@/lib/wire/requests.ts';`],
    ['server/signaling/x.ts', `import { people } from '../store/people.ts';`],
    ['server/signaling/x.ts', `import type { people } from '../store/people.ts';`],
    ['server/identity/x.ts', `import { users } from '../store/users.ts';`],
    ['server/identity/x.ts', `import { z } from 'zod';`],
    ['server/config.ts', `import { main } from './main.ts';`],
    ['server/rooms/x.ts', `import { main } from '../main.ts';`],
    ['server/elsewhere/x.ts', `import { RoomHost } from '../rooms/host.ts';`],
  ])('%s: %s', (path, text) => {
    expect(forbiddenImports(at(path, text))).toHaveLength(1);
  });

  it.each([
    ['lib/core/gate/x.ts', `import { KINDS } from './rights.ts'; import { plan } from '../routes.ts';`],
    ['lib/wire/x.ts', `import { z } from 'zod'; import { KINDS } from '@/lib/core/gate/rights.ts';`],
    ['lib/client/x.ts', `import { io } from 'socket.io-client'; import '../wire/events.ts';`],
    ['app/page.tsx', `import { useState } from 'react'; import { call } from '@/lib/client/call.ts';`],
    ['server/rooms/x.ts', `import type { Engine } from '../media/engine.ts';`],
    ['server/rooms/x.ts', `import { type Engine, type Port } from '../media/engine.ts';`],
    ['server/rooms/x.ts', `import { step } from '@/lib/core/room/step.ts'; import { log } from '../log.ts';`],
    ['server/media/janus/x.ts', `import Janode from 'janode/src/janode.js';`],
    ['server/media/x.ts', `import { KINDS } from '@/lib/core/gate/rights.ts';`],
    ['server/store/x.ts', `import { isUndecided } from '@/lib/core/gate/person.ts'; import pg from 'pg';`],
    ['server/config.ts', `import { z } from 'zod';`],
    ['server/main.ts', `import next from 'next'; import { RoomHost } from './rooms/host.ts';`],
    ['tests/server/x.test.ts', `import { io } from 'socket.io-client'; import '@/server/main.ts';`],
  ])('nothing in %s: %s', (path, text) => {
    expect(forbiddenImports(at(path, text))).toEqual([]);
  });

  it.each([
    'export default function main() {}',
    'const main = 1; export default main;',
    'const main = 1; export { main as default };',
    'export default class Main {}',
    `export { default } from './main.ts';`,
  ])('a default export: %s', (text) => {
    expect(defaultExports(at('lib/client/x.ts', text))).toHaveLength(1);
    expect(defaultExports(at('app/page.tsx', text))).toEqual([]);
    expect(defaultExports(at('some.config.ts', text))).toEqual([]);
  });
});

describe('design: the checker of purity catches', () => {
  it.each([
    'const at = () => Date.now();',
    'const at = () => new Date();',
    'const at = () => Date();',
    'const clock = Date;',
    'const { now } = Date;',
    'const dice = Math.random();',
    'const { random } = Math;',
    `const dice = Math['random']();`,
    'setTimeout(() => {}, 1);',
    'const later = setInterval;',
    'queueMicrotask(() => {});',
    'const home = process.env.HOME;',
    'const a = { process };',
    'const b = globalThis.Date;',
    `fetch('https://example.org');`,
    `console.log('x');`,
    'const id = crypto.randomUUID();',
    'const t = performance.now();',
    'export const f = (now = performance) => now;',
    'let count = 0;',
    'export var total = 0;',
    'async function f() {}',
    'const here = import.meta.url;',
  ])('%s', (text) => {
    expect(impurities(at('lib/core/x.ts', text)).length).toBeGreaterThan(0);
  });

  it.each([
    'const text = new Date(5).toISOString();',
    'const most = Math.max(1, 2);',
    'type Process = { process: string; fetch(): void };',
    'const a = (room: { location: string }) => room.location;',
    'const b = { self: 1, process: 2 };',
    'interface View { readonly self: string }',
    'function f() { let count = 0; count += 1; return count; }',
    'export class Turn { self() { return 1; } }',
  ])('nothing in: %s', (text) => {
    expect(impurities(at('lib/core/x.ts', text))).toEqual([]);
  });
});
