import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { openToAnyone } from '@/lib/core/room/presets.ts';
import { iceServers } from '@/server/identity/ice.ts';
import { smallRoom } from '../../support/rooms.ts';
import { startServer, type TestServer } from '../../support/server.ts';
import { startTurn, type TurnServer } from '../../support/turn.ts';
import { traffic, watchConnections } from '../../support/watch.ts';
import { eventually } from '../support/eventually.ts';
import { expectReceiving } from '../support/media.ts';
import { join, openRoom, type Person } from '../support/people.ts';

/** As behind a firewall that lets nothing through but the relay: no other way is ever tried. */
const relayOnly = (context: BrowserContext) =>
  context.addInitScript(() => {
    const Native = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super({ ...configuration, iceTransportPolicy: 'relay' });
      }
    };
  });

async function come(browser: Browser, server: TestServer, name: string): Promise<Person> {
  const context = await browser.newContext();
  await relayOnly(context);
  await watchConnections(context);
  const person = await openRoom(context, server, { room: 'meeting' });
  await join(person, { name, microphone: true, camera: true });
  return person;
}

/** The kinds of this end's candidate in every pair that carries something now. */
const pairs = (page: Page) =>
  page.evaluate(async () => {
    const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
    const kinds: string[] = [];
    for (const { connection } of watched) {
      const stats = await connection.getStats();
      for (const report of stats.values())
        if (report.type === 'transport' && report.selectedCandidatePairId) {
          const pair = stats.get(report.selectedCandidatePairId);
          kinds.push(stats.get(pair.localCandidateId).candidateType);
        }
    }
    return kinds;
  });

const rooms = [{ id: 'meeting', settings: smallRoom('conference', 'Meeting', openToAnyone), members: {} }];
let turn: TurnServer;
test.beforeAll(async () => {
  turn = await startTurn();
});
test.afterAll(() => turn.stop());

for (const media of ['janus', 'p2p'] as const) {
  test(`${media}: where only a relay gets through, voice and picture flow over it`, async ({ browser }) => {
    const server = await startServer({
      media,
      rooms,
      env: { TURN_URL: turn.url, TURN_SECRET: turn.secret },
    });
    try {
      const ana = await come(browser, server, 'Ana');
      const ben = await come(browser, server, 'Ben');
      for (const person of [ana, ben]) {
        await expectReceiving(person, { voices: 1, pictures: 1 });
        const used = await pairs(person.page);
        expect(used.length).toBeGreaterThanOrEqual(2);
        expect(new Set(used)).toEqual(new Set(['relay']));
      }
      for (const person of [ana, ben]) await person.close();
    } finally {
      await server.stop();
    }
  });
}

test('with another secret than the relay’s nothing flows', async ({ browser }) => {
  const server = await startServer({
    media: 'p2p',
    rooms,
    env: { TURN_URL: turn.url, TURN_SECRET: 'another secret' },
  });
  try {
    const before = turn.output().length;
    const ana = await come(browser, server, 'Ana');
    const ben = await come(browser, server, 'Ben');
    // Both were turned away by the relay, and had no other way.
    await eventually(() => turn.output().slice(before)).toMatch(/Unauthorized|credentials/i);
    await eventually(() =>
      ben.page.evaluate(() => {
        const { watched } = window as unknown as { watched: { connection: RTCPeerConnection }[] };
        return watched.some(({ connection }) => connection.iceGatheringState === 'complete');
      }),
    ).toBe(true);
    expect(await pairs(ben.page)).toEqual([]);
    const { audioPackets, framesDecoded } = await traffic(ben.page);
    expect([audioPackets, framesDecoded]).toEqual([0, 0]);
    for (const person of [ana, ben]) await person.close();
  } finally {
    await server.stop();
  }
});

/** What a relay gives to one who comes with these credentials: candidates, and errors by their code. */
const gather = (page: Page, servers: readonly object[]) =>
  page.evaluate(async (given) => {
    const connection = new RTCPeerConnection({
      iceServers: given as RTCIceServer[],
      iceTransportPolicy: 'relay',
    });
    const found: (string | number)[] = [];
    connection.onicecandidate = ({ candidate }) => candidate?.type && found.push(candidate.type);
    connection.onicecandidateerror = ({ errorCode }) => found.push(errorCode);
    connection.createDataChannel('any');
    await connection.setLocalDescription();
    await new Promise<void>((done) => {
      connection.onicegatheringstatechange = () => connection.iceGatheringState === 'complete' && done();
    });
    connection.close();
    return found;
  }, servers);

test('credentials that have expired get nothing, fresh ones a relay', async ({ page }) => {
  const server = await startServer({ media: 'p2p', rooms });
  try {
    await page.goto(server.url);
    const relay = { url: turn.url, secret: turn.secret };
    const day = 24 * 3600 * 1000;
    expect(await gather(page, iceServers(null, relay, Date.now()))).toEqual(['relay']);
    const expired = await gather(page, iceServers(null, relay, Date.now() - day));
    expect(expired).not.toContain('relay');
    expect(expired).toContain(401);
  } finally {
    await server.stop();
  }
});
