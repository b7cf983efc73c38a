import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENCODINGS } from './encodings.ts';
import { type Answer, openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 120_000);
afterAll(() => world.close());

interface Contract {
  readonly flat: Readonly<Record<string, string | number>>;
  readonly json: object;
  /** What must be so after the answer, besides `result: true`. */
  readonly check: (answer: Answer) => Promise<void> | void;
}

let count = 0;
const newAddress = () => `new${++count}@test`;
const user = (answer: Answer) => answer.user as { uid: number; address: string; token?: string };
const group = (answer: Answer) => answer.group as { gid: number };

/** Every op, with a request that says the same in both forms. */
const OPS: Readonly<Record<string, () => Promise<Contract>>> = {
  async useradd() {
    const address = newAddress();
    return {
      flat: { addr: address, name: 'Ana', appid: 'com.x', expiry: 60, active: 1, flag: 5 },
      json: { user: { address, name: 'Ana', active: true, flags: 5, token: { appid: 'com.x', expiry: 60 } } },
      async check(answer) {
        expect(user(answer)).toEqual({ uid: expect.any(Number), address, token: expect.any(String) });
        const [token] = await world.users.tokens(address);
        expect(token).toMatchObject({ app: 'com.x' });
        expect(Number(token?.expiresAt) - Number(token?.createdAt)).toBeGreaterThan(59 * 60_000);
        expect(Number(token?.expiresAt) - Number(token?.createdAt)).toBeLessThan(61 * 60_000);
        expect(await world.users.find(address)).toMatchObject({
          ...{ name: 'Ana', active: true, uid: user(answer).uid, extra: { mesibo: { flags: 5 } } },
        });
      },
    };
  },
  async userset() {
    const address = await world.someone();
    const uid = (await world.users.find(address))?.uid ?? 0;
    return {
      flat: { uid, active: 0, flag: 7 },
      json: { user: { uid: String(uid), active: false, flags: '7' } },
      async check() {
        expect(await world.users.find(address)).toMatchObject({
          ...{ active: false, name: 'Ana', extra: { mesibo: { flags: 7 } } },
        });
      },
    };
  },
  async userdel() {
    const address = await world.someone();
    return {
      flat: { uid: (await world.users.find(address))?.uid ?? 0 },
      json: { user: { address } },
      check: async () => expect(await world.users.find(address)).toBeNull(),
    };
  },
  async deluser() {
    const address = await world.someone();
    return {
      flat: { addr: address, appid: 'x' },
      json: { user: { address, appid: 'x' } },
      check: async () => expect(await world.users.find(address)).toBeNull(),
    };
  },
  async usertoken() {
    const address = await world.someone();
    const uid = (await world.users.find(address))?.uid ?? 0;
    return {
      flat: { uid, appid: 'com.y' },
      json: { user: { uid, appid: 'com.y' } },
      async check(answer) {
        expect(answer.user).toMatchObject({ uid, appid: 'com.y', token: expect.any(String) });
        expect(await world.users.tokens(address)).toMatchObject([{ app: 'com.y' }]);
      },
    };
  },
  async deltoken() {
    const address = await world.someone();
    await world.ok('usertoken', { user: { address, appid: 'a' } });
    return {
      flat: { addr: address },
      json: { user: { address } },
      check: async () => expect(await world.users.tokens(address)).toEqual([]),
    };
  },
  async usersget() {
    const address = await world.someone();
    await world.ok('usertoken', { user: { address, appid: 'com.z' } });
    return {
      flat: { addr: address, count: 5 },
      json: { user: { address }, count: 5 },
      check: (answer) =>
        expect(answer).toMatchObject({
          count: 1,
          users: [{ uid: expect.any(Number), address, name: 'Ana', active: 1, flag: 0, appid: 'com.z' }],
        }),
    };
  },
  async otp() {
    const address = newAddress();
    return {
      flat: { addr: address, tries: 2, expiry: 60, reuse: 0 },
      json: { otp: { address, tries: 2, expiry: 60, reuse: false } },
      async check(answer) {
        expect(answer.otp).toMatch(/^\d{6}$/);
        await world.ok('useradd', { user: { address, otp: answer.otp } });
        expect(await world.call('useradd', { user: { address, otp: answer.otp } })).toMatchObject({
          ...{ result: false, error: 'BADOTP', properties: ['otp'] },
        });
      },
    };
  },
  async groupadd() {
    const [ana, ben] = [await world.someone(), await world.someone('Ben')];
    return {
      flat: {
        ...{ name: 'Class', flag: 0x100, expiry: 3600, sflags: (2 << 24) | 0x8107, active: 1 },
        ...{ m: `${ana},${ben}`, cs: 1, cr: 1, canpub: 1, cansub: 1, canlist: 0, owner: 1 },
      },
      json: {
        group: {
          ...{ name: 'Class', flags: 0x100, expiry: 3600, sflags: (2 << 24) | 0x8107, active: true },
          members: {
            m: `${ana}, ${ben}`,
            permissions: { send: true, recv: true, pub: true, sub: true, list: false },
            admin: { owner: true },
          },
        },
      },
      async check(answer) {
        const { settings } = await world.state(group(answer).gid);
        expect(settings).toMatchObject({
          ...{ name: 'Class', preset: 'conference', paused: null, foreign: {} },
          audiences: { publish: { audience: 'selected' }, list: { audience: 'members' } },
          profile: { resolution: 'vga', simulcast: false, talkDetection: true },
        });
        const left = Number(settings.expiresAt) - Date.now();
        expect(left).toBeGreaterThan(3500_000);
        expect(left).toBeLessThanOrEqual(3600_000);
        for (const address of [ana, ben]) {
          const member = await world.member(group(answer).gid, address);
          expect(member?.membership?.role).toBe('owner');
          expect(member?.overrides).toMatchObject({
            ...{ publish: { value: 'allow' }, send: { value: 'allow' }, list: { value: 'deny' } },
          });
        }
      },
    };
  },
  async groupset() {
    const gid = await world.room([], { name: 'Before', flags: 0x100 });
    return {
      flat: { gid, name: 'After', flag: -1, active: '', expiry: -1, sflags: -1 },
      json: { group: { gid: String(gid), name: 'After', flags: -1, active: '', expiry: null, sflags: '-1' } },
      async check(answer) {
        expect(group(answer)).toEqual({ gid });
        const { settings } = await world.state(gid);
        expect(settings).toMatchObject({
          ...{ name: 'After', paused: null, audiences: { publish: { audience: 'selected' } } },
        });
      },
    };
  },
  async groupdel() {
    const gid = await world.room();
    return {
      flat: { gid },
      json: { group: { gid: String(gid) } },
      async check() {
        expect((await world.state(gid)).settings.deleted).not.toBeNull();
        expect(await world.call('groupset', { group: { gid, name: 'x' } })).toMatchObject({
          ...{ result: false, error: 'NOTFOUND', properties: ['gid'] },
        });
      },
    };
  },
  async groupsget() {
    const gid = await world.room([], { name: 'Findable', flags: 0x22100 });
    return {
      flat: { gid },
      json: { group: { gid } },
      check: (answer) =>
        expect(answer).toMatchObject({
          count: 1,
          groups: [{ gid, name: 'Findable', flag: 0x22100, pinned: 0, active: 1, expiryext: 0 }],
        }),
    };
  },
  async groupeditmembers() {
    const [ana, ben] = [await world.someone(), await world.someone('Ben')];
    const gid = await world.room([ana]);
    return {
      flat: { gid, m: `${ana},${ben}`, canpub: 0, cansub: 1 },
      json: { group: { gid, members: { m: `${ana},${ben}`, permissions: { pub: false, sub: true } } } },
      async check(answer) {
        expect(group(answer)).toEqual({ gid });
        for (const address of [ana, ben]) {
          const { overrides } = (await world.member(gid, address)) ?? {};
          expect(Object.keys(overrides ?? {}).sort()).toEqual(['publish', 'subscribe']);
          expect(overrides).toMatchObject({ publish: { value: 'deny' }, subscribe: { value: 'allow' } });
        }
      },
    };
  },
  groupgetmembers: () => listing(),
  getmembers: () => listing(),
  async message() {
    const [ana, ben] = [await world.someone(), await world.someone('Ben')];
    const gid = await world.room([ana, ben]);
    return {
      flat: { from: ana, gid, msg: 'Hello', expiry: 3600, type: 1, flag: 3, channel: 0, forced: 1 },
      json: { message: { from: ana, gid, message: 'Hello', expiry: 3600, type: 1, flags: 3, forced: true } },
      async check(answer) {
        expect(answer.mid).toEqual(expect.any(Number));
        const { id } = await world.state(gid);
        const rows = await world.messages.page(id, { limit: 10, now: Date.now() });
        expect(rows).toMatchObject([{ sender: `user:${ana}`, senderName: 'Ana', to: null, text: 'Hello' }]);
      },
    };
  },
};

async function listing(): Promise<Contract> {
  const [ana, ben] = [await world.someone(), await world.someone('Ben')];
  const gid = await world.room([ana, ben], { flags: 0x100 });
  await world.ok('groupeditmembers', { group: { gid, members: { m: ben, permissions: { pub: true } } } });
  return {
    flat: { gid, count: 20 },
    json: { group: { gid }, count: 100_000 },
    check(answer) {
      const permissions = { send: true, recv: true, pub: false, sub: true, list: true };
      expect(answer).toMatchObject({
        count: 2,
        gid,
        members: [
          {
            ...{ address: ana, uid: expect.any(Number), permissions, flags: 0x1b, adminFlags: 0 },
            ...{ cansend: 1, canrecv: 1, canpub: 0, cansub: 1, canlist: 1, isOwner: false, isAdmin: false },
          },
          { address: ben, permissions: { ...permissions, pub: true }, canpub: 1, flags: 0x1f },
        ],
      });
    },
  };
}

describe.each(Object.keys(OPS))('%s', (op) => {
  it.each(Object.keys(ENCODINGS))('by %s', async (encoding) => {
    const contract = await OPS[op]?.();
    const sent = ENCODINGS[encoding];
    if (!contract || !sent) throw new Error('there is no such contract');
    const answer = await world.send(sent({ op, flat: contract.flat, json: contract.json }));
    expect(answer, JSON.stringify(answer)).toMatchObject({ op, result: true });
    expect(answer).not.toHaveProperty('error');
    expect(answer).not.toHaveProperty('id');
    await contract.check(answer);
  });
});
