import { describe, expect, it } from 'vitest';
import { FAILURE_CODES, FailureError, failure } from '@/lib/core/failure.ts';
import type { Decision, Denied, Reason } from '@/lib/core/gate/decision.ts';
import { withoutNames } from '@/lib/core/gate/discreet.ts';
import { because, explain } from '@/lib/core/gate/explain.ts';
import { RIGHTS } from '@/lib/core/gate/rights.ts';
import { ruleBehind } from '@/lib/core/gate/rule-behind.ts';
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

describe('a decision about somebody else', () => {
  const grant = { cause: 'click', mark: MARK } as const;
  const may: Decision = { allowed: true, right: 'publish', reason: { rule: 'R3', because: 'grant', grant } };
  const cases: readonly (readonly [Decision, string])[] = [
    [
      denied({ rule: 'R4', because: 'override', mark: MARK }, { remedy: { do: 'raise-hand' } }),
      'Ana was stopped from speaking by Hester Host 5 min ago. They can raise a hand to ask.',
    ],
    [
      denied({ rule: 'R4', because: 'override', mark: MARK }, { kind: 'camera' }),
      'Ana may not turn their camera on: they were stopped by Hester Host.',
    ],
    [
      denied(
        { rule: 'R7', because: 'audience', audience: 'selected', mark: null },
        { kind: 'screen', remedy: { do: 'ask-host' } },
      ),
      'Ana is not allowed to share their screen. They can ask a host.',
    ],
    [
      denied(
        { rule: 'R8', because: 'silence', audience: 'members', mark: null },
        { right: 'send', remedy: { do: 'sign-in' } },
      ),
      'Only members of this room may send messages. They can sign in or use their invitation link.',
    ],
    [denied({ rule: 'R2', because: 'banned', mark: MARK }), 'Ana was removed from this room by Hester Host.'],
    [
      denied({ rule: 'R9', because: 'kind', kind: 'camera', scope: 'member' }),
      'Cameras are switched off for them.',
    ],
    [
      denied({ rule: 'R21', because: 'muted', mark: MARK }, { right: 'unmute' }),
      'Ana was muted by Hester Host 5 min ago.',
    ],
    [denied({ rule: 'R29', because: 'time-over', at: T0 }), 'Their time in this call is over.'],
    [
      denied({ rule: 'R27', because: 'denied', until: T0 + 9_000 }, { right: 'enter' }),
      'Ana was not let in. They can ask again in 9 seconds.',
    ],
    [may, 'Speak is allowed: Ana was given the floor by Hester Host 5 min ago.'],
    [
      { allowed: true, right: 'send', reason: { rule: 'R6', because: 'role', role: 'moderator' } },
      'Send messages is allowed: Ana is a moderator of this room.',
    ],
    [
      { allowed: true, right: 'unmute', reason: { rule: 'R15', because: 'not-muted' } },
      'Unmute their microphone is allowed: nobody muted them.',
    ],
  ];
  it.each(cases)('R10: %o is told of by name', (decision, told) => {
    expect(explain(decision, T0, 'Ana')).toBe(told);
    expect(explain(decision, T0, 'Ana')).not.toMatch(/\byou/i);
  });

  it('R10: the reason stands alone where yes, no and the remedy stand beside it', () => {
    const stopped = denied({ rule: 'R4', because: 'override', mark: MARK }, { remedy: { do: 'raise-hand' } });
    expect(because(stopped, T0)).toBe('You were stopped from speaking by Hester Host 5 min ago.');
    expect(because(stopped, T0, 'Ana')).toBe('Ana was stopped from speaking by Hester Host 5 min ago.');
    expect(because(may, T0)).toBe('You were given the floor by Hester Host 5 min ago.');
    expect(because(stopped, T0, '')).toMatch(/^This person was/);
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

describe('the rule behind a refusal', () => {
  const cases: readonly (readonly [string, Denied, string | null])[] = [
    [
      'R7',
      denied({ rule: 'R7', because: 'audience', audience: 'selected', mark: MARK }),
      'Rule of this room: only people chosen by a host may speak, set by Hester Host 5 min ago.',
    ],
    [
      'R7',
      denied({ rule: 'R7', because: 'audience', audience: 'selected', mark: MARK }, { right: 'send' }),
      'A rule of this room, set by Hester Host 5 min ago.',
    ],
    [
      'R8',
      denied({ rule: 'R8', because: 'silence', audience: 'members', mark: null }),
      'A rule of this room.',
    ],
    [
      'R4',
      denied({ rule: 'R4', because: 'override', mark: mark('Hester Host', T0) }),
      'Decided for one person alone, set by Hester Host just now.',
    ],
    [
      'R21',
      denied({ rule: 'R21', because: 'muted', mark: MARK }, { right: 'unmute' }),
      'A lock on one microphone, set by Hester Host 5 min ago. It lasts until a host releases it.',
    ],
    [
      'R22',
      denied({ rule: 'R22', because: 'muted-all', mark: null }, { right: 'unmute' }),
      'Rule of this room: all microphones are locked, but for those whom a host lets speak.',
    ],
    ['R9', denied({ rule: 'R9', because: 'kind', kind: 'screen', scope: 'room' }), 'A setting of this room.'],
    ['R1', denied({ rule: 'R1', because: 'expired', at: T0 }), null],
  ];
  it.each(cases)('%s: says which, and by whom and when it was set', (_, decision, words) => {
    expect(ruleBehind(decision, T0)).toBe(words);
  });

  it('R18: names nobody to those who may not list', () => {
    for (const [, decision] of cases)
      expect(ruleBehind(withoutNames(decision), T0) ?? '').not.toContain('Hester');
  });
});
