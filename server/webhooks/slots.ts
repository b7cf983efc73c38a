/** How many deliveries are on their way at once; and to one webhook, so that a slow one leaves room for others. */
export const AT_ONCE = 64;
export const AT_ONCE_EACH = 16;

interface Share {
  running: number;
  readonly waiting: (() => void)[];
}

/** A bounded number of places, shared out among owners in turn. */
export class Slots {
  private free: number;
  private readonly shares = new Map<string, Share>();

  constructor(
    all = AT_ONCE,
    private readonly each = AT_ONCE_EACH,
  ) {
    this.free = all;
  }

  /** Does something once there is a place for it. */
  async use<Answer>(owner: string, act: () => Promise<Answer>): Promise<Answer> {
    const share = this.shares.get(owner) ?? { running: 0, waiting: [] };
    this.shares.set(owner, share);
    if (this.free > 0 && share.running < this.each) this.take(share);
    else await new Promise<void>((go) => share.waiting.push(go));
    try {
      return await act();
    } finally {
      share.running -= 1;
      this.free += 1;
      this.next();
      if (!share.running && !share.waiting.length) this.shares.delete(owner);
    }
  }

  private take(share: Share): void {
    share.running += 1;
    this.free -= 1;
  }

  /** The next who waits; whoever got a place goes to the end of the row of owners. */
  private next(): void {
    for (const [owner, share] of this.shares) {
      if (this.free <= 0) return;
      if (share.running >= this.each) continue;
      const go = share.waiting.shift();
      if (!go) continue;
      this.take(share);
      this.shares.delete(owner);
      this.shares.set(owner, share);
      go();
      return;
    }
  }
}
