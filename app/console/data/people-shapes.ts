import type { components } from '@/lib/client/api/schema.d.ts';

type Schemas = components['schemas'];

export type ApiMember = Schemas['Member'];
export type ApiMemberEdit = Schemas['MemberEdit'];
export type ApiUser = Schemas['User'];
export type ApiPin = Schemas['Pin'];
/** A PIN as it is asked for. Null unsets. */
export type PinEdit = Schemas['NewPin'];
export type Overrides = ApiPin['overrides'];
export type RightValue = Overrides['publish'];
