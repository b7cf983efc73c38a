import { describe, expect, it } from 'vitest';
import { FAILURE_CODES, FailureError, failure } from '@/lib/core/failure.ts';
import type { Decision, Denied, Reason } from '@/lib/core/gate/decision.ts';
import { withoutNames } from '@/lib/core/gate/discreet.ts';
import { explain } from '@/lib/core/gate/explain.ts';
import { RIGHTS } from '@/lib/core/gate/rights.ts';
import { guestPerson, isGuest, userPerson } from '@/lib/core/ids.ts';
import { mark, T0 } from './kit.ts';

const MARK = mark('Hester Host', T0 - 5 * 60_000);
const denied = (reason: Reason, patch: Partial<Denied> = {}): Denied => ({
  allowed: false,
  right: 'publish',
  reason,
  remedy: { do: 'none' },
  ...patch,
});

describe('a refusal in plain words', () => {
  const cases: readonly (readonly [string, Denied, string])[] = [
    [
      'R1',
      denied({ rule: 'R1', because: 'not-started', at: T0 }, { remedy: { do: 'wait', until: T0 } }),
      'This room is not open yet. It opens at 2023-11-14 22:13 UTC.',
    ],
    ['R1', denied({ rule: 'R1', because: 'expired', at: T0 }), 'This room is over.'],
    ['R1', denied({ rule: 'R1', because: 'deleted', mark: MARK }), 'This room no longer exists.'],
    ['R1', denied({ rule: 'R1', because: 'paused', mark: MARK }), 'This room is paused by Hester Host.'],
    ['R11', denied({ rule: 'R1', because: 'locked', mark: MARK }), 'This room was locked by Hester Host.'],
    [
      'R2',
      denied({ rule: 'R2', because: 'banned', mark: MARK }),
      'You were removed from this room by Hester Host.',
    ],
    [
      'R4',
      denied({ rule: 'R4', because: 'override', mark: MARK }, { remedy: { do: 'raise-hand' } }),
      'You were stopped from speaking by Hester Host 5 min ago. Raise your hand to ask.',
    ],
    [
      'R5',
      denied(
        { rule: 'R5', because: 'override', mark: MARK },
        { right: 'subscribe', remedy: { do: 'ask-host' } },
      ),
      'You were not given the right to watch and listen by Hester Host. Ask a host.',
    ],
    [
      'R7',
      denied(
        { rule: 'R7', because: 'audience', audience: 'selected', mark: null },
        { remedy: { do: 'raise-hand' } },
      ),
      'You are not allowed to speak. Raise your hand to ask.',
    ],
    [
      'R8',
      denied(
        { rule: 'R8', because: 'silence', audience: 'members', mark: null },
        { right: 'enter', remedy: { do: 'sign-in' } },
      ),
      'Only members of this room may come in. Sign in or use your invitation link.',
    ],
    [
      'R9',
      denied({ rule: 'R9', because: 'kind', kind: 'camera', scope: 'room' }),
      'Cameras are switched off in this room.',
    ],
    [
      'R10',
      denied(
        { rule: 'R10', because: 'not-moderator', needs: 'controlCalls' },
        { right: 'moderate', remedy: { do: 'ask-host' } },
      ),
      'Only a host of this room can do this. Ask a host.',
    ],
    ['R13', denied({ rule: 'R13', because: 'hands-off' }), 'Raising hands is switched off in this room.'],
  ];
  it.each(cases)('%s: %o reads well', (_, decision, sentence) => {
    expect(explain(decision, T0)).toBe(sentence);
  });

  it.each(cases)('R18, %s: without names %o still reads well, and names nobody', (_, decision) => {
    const told = withoutNames(decision);
    expect(JSON.stringify(told)).not.toMatch(/hester/i);
    expect(explain(told, T0)).not.toMatch(/hester|by \.| by$|\s{2}/i);
    expect(told.reason.rule).toBe(decision.reason.rule);
    expect(told.remedy).toEqual(decision.remedy);
  });

  it('R3: a grant is explained with who gave it, and without names to those who may not know', () => {
    const grant = { cause: 'click', mark: MARK } as const;
    const decision: Decision = {
      allowed: true,
      right: 'publish',
      reason: { rule: 'R3', because: 'grant', grant },
    };
    expect(explain(decision, T0)).toBe(
      'Speak is allowed: you were given the floor by Hester Host 5 min ago.',
    );
    expect(explain(withoutNames(decision), T0)).toBe('Speak is allowed: you were given the floor 5 min ago.');
  });

  it.each([...RIGHTS, 'enter', 'moderate'] as const)('R7, R8: every right has its words: %s', (right) => {
    for (const because of ['audience', 'silence'] as const) {
      const reason =
        because === 'audience'
          ? ({ rule: 'R7', because, audience: 'selected', mark: null } as const)
          : ({ rule: 'R8', because, audience: 'members', mark: null } as const);
      expect(explain(denied(reason, { right }), T0)).toMatch(/^[A-Z].+\.$/);
    }
  });
});

describe('failures and identities', () => {
  it('R19: a failure carries its code and a sentence, and a reason only when the gate refused', () => {
    expect(failure('conflict', 'No.')).toEqual({ code: 'conflict', message: 'No.' });
    expect(new FailureError(failure('internal', 'Oh.'))).toMatchObject({
      message: 'Oh.',
      failure: { code: 'internal' },
    });
    expect(new Set(FAILURE_CODES).size).toBe(FAILURE_CODES.length);
  });

  it('R2: users and guests are never mistaken for one another', () => {
    expect(isGuest(guestPerson('user:x'))).toBe(true);
    expect(isGuest(userPerson('guest:x'))).toBe(false);
    expect(guestPerson('x')).not.toBe(userPerson('x'));
  });
});
