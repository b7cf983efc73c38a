import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { type MessageId, messageId, type RoomId } from '@/lib/core/ids.ts';

/** Between the store's numbers and the ids that browsers see. */
export interface MessageIds {
  /** The id of a message that is kept. */
  of(room: RoomId, number: number): MessageId;
  /** An id for a message that is not kept; nobody can tell the two apart. */
  fresh(): MessageId;
  /** The number behind an id; null for what is not one of this room's. */
  number(room: RoomId, id: MessageId): number | null;
}

/**
 * R26: numbers that grow would tell a reader how much is written that is not for them. So an id is the number under
 * one block of AES, together with eight bytes that stand for the room: it looks like chance, is not another's to
 * guess, and means nothing in another room.
 */
export function createMessageIds(secret: string): MessageIds {
  const key = createHmac('sha256', secret).update('message ids').digest().subarray(0, 16);
  const roomTag = (room: RoomId) => createHash('sha256').update(room).digest().subarray(0, 8);
  const pass = (cipher: ReturnType<typeof createCipheriv>, block: Buffer) =>
    Buffer.concat([cipher.setAutoPadding(false).update(block), cipher.final()]);

  return {
    of(room, number) {
      const block = Buffer.alloc(16);
      roomTag(room).copy(block);
      block.writeBigUInt64BE(BigInt(number), 8);
      return messageId(pass(createCipheriv('aes-128-ecb', key, null), block).toString('base64url'));
    },
    fresh: () => messageId(randomBytes(16).toString('base64url')),
    number(room, id) {
      const sealed = Buffer.from(id, 'base64url');
      if (sealed.length !== 16) return null;
      const block = pass(createDecipheriv('aes-128-ecb', key, null), sealed);
      const number = block.readBigUInt64BE(8);
      return block.subarray(0, 8).equals(roomTag(room)) && number <= Number.MAX_SAFE_INTEGER
        ? Number(number)
        : null;
    },
  };
}
