import { describe, expect, it } from 'vitest';
import { connectionWords } from '@/app/call/notices/connection-words.ts';

describe('what is said of the connection', () => {
  it('is nothing while all is well, or is just being made', () => {
    expect(connectionWords(false, 'flowing', false)).toBeNull();
    expect(connectionWords(false, 'none', false)).toBeNull();
    expect(connectionWords(false, 'connecting', false)).toBeNull();
  });
  it('says that media go on only where they do', () => {
    expect(connectionWords(true, 'flowing', false)?.besides).toMatch(/go on/);
    for (const flow of ['none', 'connecting'] as const)
      expect(connectionWords(true, flow, true)).toEqual({ now: 'Reconnecting…' });
  });
  it('does not say all is well while sound and picture are missing', () => {
    expect(connectionWords(false, 'connecting', true)?.now).toMatch(/Connecting sound/);
  });
});
