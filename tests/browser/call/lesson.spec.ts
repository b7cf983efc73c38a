import { makeRoom } from '../../support/backend.ts';
import { smallRoom } from '../../support/rooms.ts';
import type { TestServer } from '../../support/server.ts';
import { negotiations, traffic } from '../../support/watch.ts';
import { eventually } from '../support/eventually.ts';
import { expectMore, expectReceiving, expectSilence } from '../support/media.ts';
import { act, enter, type Person, tile } from '../support/people.ts';
import { expect, test } from '../support/test.ts';

for (const media of ['janus', 'p2p'] as const) {
  test.describe(`a lesson (${media})`, () => {
    let server: TestServer;
    let room: string;
    test.beforeAll(async ({ servers }) => {
      const members = { tess: 'owner', ana: 'member', ben: 'member', chloe: 'member' } as const;
      server = await servers.over(media);
      room = await makeRoom(server, smallRoom('classroom', 'Class'), members);
    });

    test('the teacher gives the floor and takes it back, and packets follow', async ({ browser }) => {
      const tess = await enter(browser, server, {
        room,
        as: 'tess',
        microphone: true,
        camera: true,
      });
      const students: Person[] = [];
      for (const as of ['ana', 'ben', 'chloe']) students.push(await enter(browser, server, { room, as }));
      const [ana, ben, chloe] = students as [Person, Person, Person];

      // R7: students hear the teacher, and may not publish; the control says why and what to do.
      for (const student of students) {
        await expectReceiving(student, { voices: 1, pictures: 1 });
        await expect(tile(student, 'Tess').locator('video')).toBeVisible();
        const microphone = student.button('Unmute microphone');
        await expect(microphone).toHaveAttribute('aria-disabled', 'true');
        await expect(microphone).toHaveAccessibleDescription(/not allowed to speak.*raise your hand/i);
      }
      expect((await traffic(tess.page)).audioPackets).toBe(0);
      const before = await Promise.all([tess, ben, chloe].map(({ page }) => negotiations(page)));

      // R13, R14: a raised hand, a grant, and the student's own click.
      await ana.button('Raise hand').click();
      await tess.people.getByRole('button', { name: 'Let Ana speak' }).click();
      await expect(ana.page.getByText(/Tess lets you speak/)).toBeVisible();
      // R15: allowed is not unmuted.
      expect((await traffic(ana.page)).audioSent).toBe(0);
      await ana.button('Unmute microphone').click();

      await expectReceiving(tess, { voices: 1, pictures: 0 });
      for (const listener of [ben, chloe]) {
        await expectReceiving(listener, { voices: 2, pictures: 1 });
        await expect(tile(listener, 'Ana')).toBeVisible();
      }

      const after = await Promise.all([tess, ben, chloe].map(({ page }) => negotiations(page)));
      if (media === 'janus') expect(after).toEqual(before);
      else {
        // A new link from Ana to each listener; those that stood before were left alone.
        for (const [index, counts] of after.entries()) {
          const stood = before[index] ?? [];
          expect(counts.slice(0, stood.length)).toEqual(stood);
          expect(counts.length).toBe(stood.length + 1);
        }
      }

      // R14: revoked; the packets stop everywhere, and the teacher's go on.
      await act(tess, 'Ana', 'Stop speaking');
      await expect(ana.button('Unmute microphone')).toHaveAttribute('aria-disabled', 'true');
      await expectSilence(tess, 'audioPackets');
      for (const listener of [ben, chloe]) {
        await expect(tile(listener, 'Ana')).toHaveCount(0);
        await expectMore(listener, 'framesDecoded');
        await eventually(async () => (await traffic(listener.page)).audioSources).toBe(
          media === 'janus' ? 2 : 1,
        );
      }
      if (media === 'janus') {
        expect(await Promise.all([tess, ben, chloe].map(({ page }) => negotiations(page)))).toEqual(before);
      }
      for (const person of [tess, ...students]) await person.close();
    });
  });
}
