import { makeRoom } from '../../support/backend.ts';
import { type Quiet, quietClient } from '../../support/quiet.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { eventually } from '../support/eventually.ts';
import { act, enter, type Person } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

const STUDENTS = Array.from({ length: 30 }, (_, at) => `student${String(at + 1).padStart(2, '0')}`);
const members = {
  tess: 'owner',
  max: 'moderator',
  ana: 'member',
  ...Object.fromEntries(STUDENTS.map((address) => [address, 'member'])),
} as const;

/**
 * Thirty students at raw sockets, who may not list, and three people at browsers: two hosts and a student. Every
 * message that any of the thirty was sent is looked at.
 */
test.describe('a class of thirty', () => {
  let server: TestServer;
  let students: Quiet[];
  let [tess, max, ana] = [] as unknown as [Person, Person, Person];

  test.beforeAll(async ({ browser, servers }) => {
    const settings = smallRoom('classroom', 'Class', (one) => ({
      ...one,
      audiences: { ...one.audiences, list: { audience: 'selected', mark: null } },
    }));
    server = await servers.over('janus');
    const room = await makeRoom(server, settings, members);
    tess = await enter(browser, server, { room, as: 'tess', microphone: true });
    max = await enter(browser, server, { room, as: 'max' });
    ana = await enter(browser, server, { room, as: 'ana' });
    students = await Promise.all(STUDENTS.map((address) => quietClient(server, room, address)));
  });
  test.afterAll(async () => {
    for (const student of students) student.close();
    for (const person of [tess, max, ana]) await person.close();
  });

  test('R13, R18: the hands come in one order, the list stays quick, and nobody learns who else is there', async () => {
    const list = tess.people.getByRole('list', { name: 'Raised hands' });
    for (const student of students.slice(0, 12)) await student.ask('hand.raise', {});
    await expect(list.getByRole('listitem')).toHaveCount(12);
    await expect(list.getByRole('button', { name: /^Let .+ speak$/ })).toHaveText(
      STUDENTS.slice(0, 12).map((address) => new RegExp(address, 'i')),
    );
    // Both hosts see the same.
    await expect(
      max.people.getByRole('list', { name: 'Raised hands' }).getByRole('button', { name: /^Let .+ speak$/ }),
    ).toHaveText(STUDENTS.slice(0, 12).map((address) => new RegExp(address, 'i')));

    const times: number[] = [];
    for (const student of students.slice(0, 10)) {
      const button = list.getByRole('button', { name: new RegExp(`^Let ${student.address} speak$`, 'i') });
      // From the press until the browser has painted what came of it on the page.
      times.push(
        await button.evaluate(
          (element) =>
            new Promise<number>((done) => {
              const began = performance.now();
              (element as HTMLElement).click();
              requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
            }),
        ),
      );
      await eventually(() => student.view?.self.publish.microphone.allowed).toBe(true);
    }
    times.sort((a, b) => a - b);
    console.info(
      `33 in the room: a press until painted, ms: p50 ${times[4]?.toFixed(0)}, worst ${times[9]?.toFixed(0)}`,
    );

    await act(tess, 'Student01', 'Stop speaking');
    await act(tess, 'Student02', 'Remove');
    await tess.page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await eventually(() => students[1]?.ended).toBe('removed');
    await expect(max.page.getByText('Tess removed Student02.')).toBeVisible();

    // R18: what belongs to anybody else, by name, address or id, is in nothing that any student was sent.
    const own = new Map(students.map((one) => [one.address, one.secrets()]));
    const hosts = ['Tess', 'Max', 'user:tess', 'user:max'];
    for (const student of students) {
      const text = student.heard.join('\n');
      expect(text.length).toBeGreaterThan(100);
      for (const [address, secrets] of own) {
        if (address === student.address) continue;
        for (const secret of secrets)
          expect(text.includes(secret), `${student.address}: ${secret}`).toBe(false);
      }
      for (const host of hosts) expect(text.includes(host), `${student.address}: ${host}`).toBe(false);
    }
  });

  test('two hosts press opposite things at the same moment: one order for everybody, and both are told', async () => {
    const last = students[20];
    if (!last) throw new Error('There are thirty.');
    const item = async (host: Person, name: string) => {
      await host.people.getByRole('button', { name: 'Actions for Student21', exact: true }).click();
      return host.page.getByRole('menuitem', { name, exact: true });
    };
    await last.ask('hand.raise', {});
    await (await item(tess, 'Allow to speak')).click();
    await eventually(() => last.view?.self.publish.microphone.allowed).toBe(true);
    const [stop, again] = [await item(tess, 'Stop speaking'), await item(max, 'Allow for 1 minute')];
    await Promise.all([stop.click(), again.click()]);
    await expect(tess.page.getByText('Max let Student21 speak.')).toBeVisible();
    await expect(max.page.getByText('Tess stopped Student21 from sending.')).toBeVisible();
    const may = last.view?.self.publish.microphone.allowed;
    for (const host of [tess, max]) {
      const row = host.people
        .getByRole('list', { name: 'Participants' })
        .getByRole('listitem')
        .filter({ hasText: 'Student21' });
      if (may) await expect(row).toContainText('May speak');
      else await expect(row).not.toContainText('May speak');
    }
  });
});
