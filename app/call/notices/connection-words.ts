import type { Flow } from '@/lib/client/links.ts';

export interface ConnectionWords {
  readonly now: string;
  /** What goes on meanwhile; said where there is room. */
  readonly besides?: string;
}

/**
 * What is said of the connection; null while all is well.
 *
 * @param lost the socket is away: nothing can be asked of the server
 * @param late sound and picture have been missing for longer than a moment
 */
export function connectionWords(lost: boolean, flow: Flow, late: boolean): ConnectionWords | null {
  if (lost && flow === 'flowing') return { now: 'Reconnecting…', besides: 'Sound and picture go on.' };
  if (lost) return { now: 'Reconnecting…' };
  return flow === 'connecting' && late ? { now: 'Connecting sound and picture…' } : null;
}
