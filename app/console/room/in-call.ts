import type { Live } from './use-live.ts';

/** A running call in a few words; `there` when somebody is in it. */
export function inCallWords(live: Live): { readonly there: boolean; readonly text: string } {
  if (live.state === 'connecting') return { there: false, text: '' };
  if (live.state === 'lost')
    return { there: false, text: 'The live view is interrupted and comes back by itself.' };
  const count = new Set(live.call.participants.map(({ person }) => person)).size;
  if (!count) return { there: false, text: 'Nobody is in a call.' };
  return { there: true, text: `In a call now: ${count === 1 ? '1 person' : `${count} people`}` };
}
