'use client';

import { useEffect, useRef, useState } from 'react';
import { type Answer, type Problem, whatToDo } from '../data/answer.ts';
import { previewMembers, saveMembers } from '../data/members.ts';
import type { ApiMember } from '../data/people-shapes.ts';
import type { Previewed } from '../room/settings/use-preview.ts';
import { type Drafts, drafted, editsOfDrafts, errorsByPerson, type Pending } from './drafts.ts';

/** Milliseconds without a further edit before the server is asked. */
const QUIET_MS = 300;

/** Edits of people that collect until they are saved in one call, and what would come of them. */
export function useDrafts(room: string) {
  const [drafts, setDrafts] = useState<Drafts>(new Map());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const [previewed, setPreviewed] = useState<Previewed>({ state: 'none' });
  const asked = useRef(0);

  useEffect(() => {
    asked.current += 1;
    const mine = asked.current;
    if (!drafts.size) return setPreviewed({ state: 'none' });
    setPreviewed({ state: 'asking' });
    const timer = setTimeout(async () => {
      const answer = await previewMembers(room, editsOfDrafts(drafts));
      if (mine !== asked.current) return;
      setPreviewed(
        answer.ok ? { state: 'known', preview: answer.data } : { state: 'failed', problem: answer.problem },
      );
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [room, drafts]);

  const clear = () => {
    setDrafts(new Map());
    setProblem(null);
    setErrors(new Map());
  };

  return {
    drafts,
    busy,
    problem,
    errors,
    previewed,
    clear,
    change: (members: readonly ApiMember[], edit: (member: ApiMember) => Pending['edit']) => {
      setDrafts((before) => members.reduce((all, member) => drafted(all, member, edit(member)), before));
      setErrors((before) => without(before, members));
    },
    /** Takes back what was changed about one person. */
    keep: ({ person }: ApiMember) =>
      setDrafts((before) => new Map([...before].filter(([one]) => one !== person))),
    async save(): Promise<Answer<{ readonly changed: number }> | null> {
      if (busy || !drafts.size) return null;
      setBusy(true);
      const answer = await saveMembers(room, editsOfDrafts(drafts));
      setBusy(false);
      if (answer.ok) clear();
      else {
        setProblem(answer.problem);
        setErrors(errorsByPerson(drafts, answer.problem));
      }
      return answer;
    },
  };
}

const without = (errors: ReadonlyMap<string, string>, members: readonly ApiMember[]) =>
  errors.size
    ? new Map([...errors].filter(([person]) => !members.some((member) => member.person === person)))
    : errors;

export const problemWords = (problem: Problem): string => `${problem.detail} ${whatToDo(problem)}`;
