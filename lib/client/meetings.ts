import type { PresetName } from '@/lib/core/room/presets.ts';

export interface Invitation {
  /** Whom the link is for. */
  readonly label: string;
  readonly about: string;
  readonly path: string;
}

export interface Meeting {
  readonly room: string;
  /** The owner's own link. */
  readonly owner: string;
  readonly invitations: readonly Invitation[];
}

export type Started =
  | { readonly ok: true; readonly meeting: Meeting }
  /** One sentence for the person. */
  | { readonly ok: false; readonly why: string };

/** Makes a room from the start page. Links are paths of this server. */
export async function startMeeting(asked: {
  name: string;
  preset: PresetName;
  yourName: string;
}): Promise<Started> {
  try {
    const response = await fetch('/api/v1/meetings', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
    });
    const answer: unknown = await response.json();
    if (response.ok) return { ok: true, meeting: answer as Meeting };
    const { detail } = answer as { detail?: string };
    return { ok: false, why: detail ?? 'The room could not be made. Please try again.' };
  } catch {
    return { ok: false, why: 'The server does not answer. Check your connection, then try again.' };
  }
}
