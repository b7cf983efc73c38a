import { RIGHTS } from '@/lib/core/gate/rights.ts';
import type { Problem } from '../data/answer.ts';
import type { ApiMember, ApiMemberEdit } from '../data/people-shapes.ts';

/** What was changed about one person and not saved yet; the person as the server has them stands beside it. */
export interface Pending {
  readonly member: ApiMember;
  readonly edit: Omit<ApiMemberEdit, 'person' | 'address' | 'name'>;
}
/** By person. */
export type Drafts = ReadonlyMap<string, Pending>;

/** Adds an edit to what is pending. What comes out as it is on the server is not pending any more. */
export function drafted(drafts: Drafts, member: ApiMember, edit: Pending['edit']): Drafts {
  const before = drafts.get(member.person)?.edit ?? {};
  const merged = {
    ...before,
    ...edit,
    ...(edit.overrides && { overrides: { ...before.overrides, ...edit.overrides } }),
    ...(edit.profile && { profile: { ...before.profile, ...edit.profile } }),
  };
  const left = remaining(member, merged);
  const after = new Map(drafts);
  if (Object.keys(left).length) after.set(member.person, { member, edit: left });
  else after.delete(member.person);
  return after;
}

/** The part of an edit that changes anything. */
function remaining(member: ApiMember, edit: Pending['edit']): Pending['edit'] {
  if (edit.remove) return { remove: true };
  const { overrides, profile, role, moderation, expiresAt } = edit;
  const rights = Object.fromEntries(
    RIGHTS.flatMap((right) => {
      const value = overrides?.[right];
      const some = right === 'publish' && member.overrides.publishKinds !== null;
      // Allowed for every kind is more than allowed for some.
      const same = value === member.overrides[right] && (value === null || !some);
      return value === undefined || same ? [] : [[right, value]];
    }),
  );
  const fields = Object.fromEntries(
    Object.entries(profile ?? {}).filter(
      ([key, value]) => !same(value ?? null, member.profile[key as keyof typeof member.profile] ?? null),
    ),
  );
  return {
    ...(role !== undefined && role !== member.role && { role }),
    ...(moderation && !same([...moderation].sort(), [...member.moderation].sort()) && { moderation }),
    ...(Object.keys(rights).length && { overrides: rights }),
    ...(Object.keys(fields).length && { profile: fields }),
    ...(expiresAt !== undefined && !same(expiresAt, member.expiresAt) && { expiresAt }),
  };
}

/** The person as they would be once saved. */
export function withDraft(member: ApiMember, edit: Pending['edit'] | undefined): ApiMember {
  if (!edit) return member;
  const profile = Object.entries({ ...member.profile, ...edit.profile }).filter(
    ([, value]) => value !== null,
  );
  return {
    ...member,
    ...(edit.role && { role: edit.role }),
    ...(edit.moderation && { moderation: edit.moderation }),
    overrides: {
      ...member.overrides,
      ...(edit.overrides?.publish !== undefined && { publishKinds: null }),
      ...edit.overrides,
    },
    profile: Object.fromEntries(profile),
    ...(edit.expiresAt !== undefined && { expiresAt: edit.expiresAt }),
  };
}

/** What one call sends; the order is that of the map, so that `members[3]` of an error is found again. */
export const editsOfDrafts = (drafts: Drafts): ApiMemberEdit[] =>
  [...drafts].map(([person, { edit }]) => ({ person, ...edit }));

export interface MemberError {
  /** The place in the list that was sent. */
  readonly index: number;
  readonly message: string;
}

/** What a problem says about single members: `members.3.role` or `members[3].role` is about the fourth. */
export function memberErrors({ detail, errors }: Pick<Problem, 'detail' | 'errors'>): MemberError[] {
  const found = errors.flatMap(({ field, message }) => {
    const index = /^members[[.](\d+)/.exec(field)?.[1];
    return index === undefined ? [] : [{ index: Number(index), message }];
  });
  if (found.length) return found;
  // What the room itself refuses is one sentence, which begins with whom it is about.
  const [, index, field = '', rest] = /^members\[(\d+)\](?:\.([\w.]+))?:? (.+)$/s.exec(detail) ?? [];
  if (index === undefined || !rest) return [];
  return [{ index: Number(index), message: field ? `${field} ${rest}` : capital(rest) }];
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The same, by person. */
export function errorsByPerson(
  drafts: Drafts,
  problem: Pick<Problem, 'detail' | 'errors'>,
): ReadonlyMap<string, string> {
  const people = [...drafts.keys()];
  const found = new Map<string, string>();
  for (const { index, message } of memberErrors(problem)) {
    const person = people[index];
    if (person) found.set(person, [found.get(person), message].filter(Boolean).join(' '));
  }
  return found;
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
