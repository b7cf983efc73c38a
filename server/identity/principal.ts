/** What an application token may be trusted with; the admin token and the console have all of them. */
export const SCOPES = [
  'rooms:read',
  'rooms:write',
  'members:read',
  'members:write',
  'pins:read',
  'pins:write',
  'users:read',
  'users:write',
  'live:read',
  'live:write',
  'audit:read',
  'webhooks:read',
  'webhooks:write',
  'tokens:read',
  'tokens:write',
] as const;
export type Scope = (typeof SCOPES)[number];

/** Who calls the API, once that is known. */
export interface Principal {
  readonly kind: 'admin' | 'app' | 'console';
  /** One of a kind among all who may call: idempotency keys and rate limits hang on it. */
  readonly id: string;
  /** As the audit trail has it. */
  readonly name: string;
  readonly scopes: readonly Scope[];
}

export const ADMIN: Principal = { kind: 'admin', id: 'admin', name: 'Admin token', scopes: SCOPES };
