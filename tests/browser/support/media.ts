import { type Traffic, traffic } from '../../support/watch.ts';
import { eventually } from './eventually.ts';
import type { Person } from './people.ts';

/** Waits until so many voices and pictures have arrived and go on arriving: counted packets, decoded frames. */
export async function expectReceiving(
  person: Person,
  expected: { voices: number; pictures: number },
): Promise<void> {
  await eventually(async () => {
    const { audioSources, videoSources } = await traffic(person.page);
    return { voices: audioSources, pictures: videoSources };
  }).toEqual(expected);
  await expectMore(person, expected.voices > 0 ? 'audioPackets' : 'framesDecoded');
  if (expected.pictures > 0) await expectMore(person, 'framesDecoded');
}

/** Waits until a counter has grown from what it is now. */
export async function expectMore({ page }: Person, counter: keyof Traffic): Promise<void> {
  const { [counter]: before } = await traffic(page);
  await eventually(async () => (await traffic(page))[counter]).toBeGreaterThan(before + 5);
}

/**
 * Waits until nothing more arrives: twice the same count, half a second apart (25 packets of voice at 20 ms
 * each). The time is part of what is measured: silence has no event to wait for.
 */
export async function expectSilence(person: Person, counter: 'audioPackets' | 'videoPackets'): Promise<void> {
  await eventually(async () => {
    const { [counter]: before } = await traffic(person.page);
    await person.page.evaluate(() => new Promise((next) => setTimeout(next, 500)));
    return (await traffic(person.page))[counter] - before;
  }).toBe(0);
}
