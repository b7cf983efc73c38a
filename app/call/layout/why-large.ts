import type { View } from '@/lib/core/roster/view.ts';

/** What is large whatever layout one chooses, or null: beside the choice, so that it does not seem to be broken. */
export function whyLarge({ publications, self }: View): string | null {
  const others = Object.values(publications).filter(({ source }) => source !== self.source);
  if (others.some(({ kind }) => kind === 'screen')) return 'A shared screen is shown large meanwhile.';
  const spotlit = others.find((one) => one.spotlit);
  if (!spotlit) return null;
  return `A host shows ${spotlit.name ?? 'a speaker'} large to everybody meanwhile.`;
}
