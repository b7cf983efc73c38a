import type { components } from '@/lib/client/api/schema.d.ts';

/** What the API gives and takes, as its document has it. */
type Schemas = components['schemas'];

export type ApiRoom = Schemas['Room'];
export type RoomPatch = Schemas['RoomPatch'];
export type Preview = Schemas['Preview'];
export type Decision = Schemas['Decision'];
export type Decisions = Schemas['Decisions'];
/** A running call, whole, as the server sends it after each step. */
export type LiveState = Schemas['Live'];
export type LiveParticipant = Schemas['LiveParticipant'];

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
  readonly total?: number | undefined;
}
