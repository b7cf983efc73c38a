import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { crowd } from '../../../bench/sockets/crowds.ts';
import { actor, raw, type Side } from '../../../bench/sockets/sides.ts';

/** The load that benchmarks are made of, in small: a crowd of clients in a process of its own, and the baseline. */
describe('a crowd at the baseline', () => {
  const joined = { ok: true, value: { participant: 'somebody' } };
  const view = [{ is: 'view', view: { words: 'x'.repeat(1_000) } }];
  const people = crowd(5);
  let side: Side;
  beforeAll(async () => {
    side = await raw({ joined, view });
  });
  afterAll(async () => {
    people.end();
    await side.stop();
  });

  it('comes in, hears what is told, and leaves', async () => {
    const began = Date.now();
    const { lastAt, bytes } = await people.enter(side.url, 'room');
    expect(lastAt).toBeGreaterThan(began);
    expect(bytes, 'everybody was answered and shown the view').toBeGreaterThan(5 * 1_000);

    const driver = await actor(side.url, 'room');
    expect([driver.joined, driver.view]).toEqual([joined, view]);
    const { heard } = await people.listen(2);
    await driver.ask('tell', [1]);
    await driver.ask('tell', [2]);
    expect(await heard).toBeGreaterThan(lastAt);
    expect(driver.taken()).toEqual([[1], [2]]);
    driver.close();
    await people.go();
  });

  it('says what it uses, and that clients cost it something', async () => {
    const before = await side.use();
    await people.enter(side.url, 'room');
    const after = await side.use();
    expect(after.cpuSeconds).toBeGreaterThan(before.cpuSeconds);
    expect(after.heapUsed).toBeLessThan(after.rss);
    await people.go();
  });

  it('says so when it is not let in', async () => {
    await expect(people.enter('http://127.0.0.1:1', 'room')).rejects.toThrow(/websocket/);
  });
});
