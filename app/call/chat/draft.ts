import type { ParticipantId } from '@/lib/core/ids.ts';

/** What is being written, and to whom; kept while the panel is closed. */
export interface Draft {
  readonly text: string;
  /** Null for everybody. The name stays although the person leaves: nothing private goes to all by itself. */
  readonly to: { readonly participant: ParticipantId; readonly name: string } | null;
}

export const NO_DRAFT: Draft = { text: '', to: null };
