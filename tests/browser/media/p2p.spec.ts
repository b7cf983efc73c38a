import { expect } from '@playwright/test';
import { createP2pEngine } from '@/server/media/p2p.ts';
import { eventually } from '../support/eventually.ts';
import { engineContract } from './contract.ts';

const test = engineContract('p2p', async () => createP2pEngine());

test.describe('p2p: what only it does', () => {
  test('a link has a line for each kind that may be sent, and the two ends have different ids', async ({
    world,
  }) => {
    await world.ports({ alice: { send: ['screen', 'microphone'] }, bob: {} });
    await world.publish('alice', 'microphone', 'bob');
    const up = await world.link('alice', 'up');
    expect(world.opening(up)).toEqual({ direction: 'up', lines: ['microphone', 'screen'], codec: 'vp8' });
    expect(await world.link('bob', 'down')).not.toBe(up);
    expect(world.standing('bob', 'up')).toEqual([]);
  });

  test('an offer with one line too many is refused and not relayed', async ({ world }) => {
    world.raw.add('mallory');
    await world.ports({ mallory: { send: ['microphone', 'camera'] }, bob: {} });
    await world.publish('mallory', 'microphone', 'bob');
    const [link = ''] = world.standing('mallory', 'up');
    const offer = (media: string[], direction = 'sendonly') =>
      world.page.evaluate(
        async ([kinds, way]) => {
          const pc = new RTCPeerConnection();
          for (const kind of kinds) pc.addTransceiver(kind, { direction: way as RTCRtpTransceiverDirection });
          pc.createDataChannel('data');
          const { sdp = '' } = await pc.createOffer();
          pc.close();
          return { type: 'offer', sdp };
        },
        [media, direction] as const,
      );
    const refused = { code: 'bad-request' };
    expect(world.signal('mallory', link, await offer(['audio', 'video', 'video']))).toMatchObject(refused);
    expect(world.signal('mallory', link, await offer(['audio']))).toMatchObject(refused);
    expect(world.signal('mallory', link, await offer(['video', 'audio']))).toMatchObject(refused);
    expect(world.signal('mallory', link, await offer(['audio', 'video'], 'sendrecv'))).toMatchObject(refused);
    expect(world.letters.filter((letter) => letter.to === 'bob' && letter.told.do === 'signal')).toEqual([]);
    const good = await offer(['audio', 'video']);
    expect(world.signal('mallory', link, good)).toBeNull();
    expect(world.signal('mallory', link, good)).toMatchObject(refused);
  });

  test('nothing is said of who talks, because nothing passes here', async ({ world }) => {
    await world.voice('alice', true);
    await world.ports({ alice: { send: ['microphone'] }, bob: {} });
    await world.publish('alice', 'microphone', 'bob');
    // Packets of two seconds, in which a media server would have noticed.
    const packets = () => world.packets('bob', 'alice', 'microphone');
    await eventually(packets).toBeGreaterThan(100);
    expect(world.talks).toEqual([]);
  });

  test('a narrower right reopens the link with fewer lines', async ({ world }) => {
    await world.ports({ alice: { send: ['microphone', 'camera'] }, bob: {} });
    await world.publish('alice', 'microphone', 'bob');
    const wide = await world.link('alice', 'up');
    await world.ports({ alice: { send: ['microphone'] } });
    const narrow = await world.link('alice', 'up');
    expect(narrow).not.toBe(wide);
    expect(world.opening(narrow)).toEqual({ direction: 'up', lines: ['microphone'], codec: 'vp8' });
    await world.flows('bob', 'alice', 'microphone');
  });
});
