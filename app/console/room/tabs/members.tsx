'use client';

import { ChevronLeft, ChevronRight, ListPlus, Search, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { button, field } from '../../../parts/button.ts';
import { command } from '../../data/live.ts';
import type { ApiMember } from '../../data/people-shapes.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Status, useSaid } from '../../parts/status.tsx';
import { AddMember } from '../../people/add-member.tsx';
import { BulkBar } from '../../people/bulk-bar.tsx';
import { withDraft } from '../../people/drafts.ts';
import { ImportDialog } from '../../people/import/import-dialog.tsx';
import { MemberDialog } from '../../people/member-dialog.tsx';
import { type MemberAct, MembersTable } from '../../people/members-table.tsx';
import { PeopleBar } from '../../people/people-bar.tsx';
import { callName } from '../../people/rights.ts';
import { problemWords, useDrafts } from '../../people/use-drafts.ts';
import { PAGE_SIZE, useMembers } from '../../people/use-members.ts';
import { useRoomPage } from '../room-context.tsx';

const NOBODY: ReadonlyMap<string, ApiMember> = new Map();

export function MembersTab() {
  const { id, room } = useRoomPage();
  const page = useMembers(id);
  const edits = useDrafts(id);
  const [selected, setSelected] = useState(NOBODY);
  const [open, setOpen] = useState<ApiMember | null>(null);
  const [dialog, setDialog] = useState<'add' | 'import' | null>(null);
  const { said, say } = useSaid();
  const { loaded } = page;

  const select = (members: readonly ApiMember[], on: boolean) =>
    setSelected((before) => {
      const after = new Map(before);
      for (const member of members) on ? after.set(member.person, member) : after.delete(member.person);
      return after;
    });
  const save = async () => {
    const answer = await edits.save();
    if (!answer?.ok) return;
    setSelected(NOBODY);
    say(answer.data.changed === 1 ? 'Saved 1 person.' : `Saved ${answer.data.changed} people.`);
    await loaded.refresh();
  };
  const act = async (member: ApiMember, what: MemberAct) => {
    const answer = await command(id, { do: what, person: member.person });
    say(
      answer.ok
        ? `${callName(member)} is ${what === 'readmit' ? 'readmitted' : 'released, and may unmute'}.`
        : problemWords(answer.problem),
    );
    await loaded.refresh();
  };

  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <label className="relative grow basis-56 sm:max-w-sm">
          <span className="sr-only">Search members</span>
          <Search aria-hidden size={17} className="absolute start-3 top-1/2 -translate-y-1/2 text-soft" />
          <input
            type="search"
            placeholder="Name or address"
            className={`${field} ps-9.5`}
            maxLength={100}
            value={page.search}
            onChange={(event) => page.setSearch(event.target.value)}
          />
        </label>
        <span className="grow max-sm:hidden" />
        <button type="button" className={`${button.plain} max-sm:grow`} onClick={() => setDialog('import')}>
          <ListPlus aria-hidden size={18} />
          Add many
        </button>
        <button type="button" className={`${button.primary} max-sm:grow`} onClick={() => setDialog('add')}>
          <UserPlus aria-hidden size={18} />
          Add member
        </button>
      </div>
      <p className="text-sm text-soft">
        In brackets stands what holds without a setting of their own, as the room and the role have it. The
        check allows and the cross denies, whatever the room says.
      </p>
      <Status said={said} />
      {selected.size > 0 && (
        <BulkBar
          selected={[...selected.values()]}
          change={(edit) => edits.change([...selected.values()], edit)}
          clear={() => setSelected(NOBODY)}
        />
      )}
      {loaded.state === 'loading' && <Skeleton lines={6} label="Loading members" />}
      {loaded.state === 'failed' && (
        <ProblemNotice problem={loaded.problem} retry={() => void loaded.refresh()} />
      )}
      {loaded.state === 'ready' && loaded.data.items.length === 0 && (
        <Empty asked={page.asked} clear={() => page.setSearch('')} />
      )}
      {loaded.state === 'ready' && loaded.data.items.length > 0 && (
        <div aria-busy={loaded.busy} className="rounded-lg border border-line bg-surface">
          <MembersTable
            room={room}
            members={loaded.data.items}
            drafts={edits.drafts}
            errors={edits.errors}
            selected={selected}
            select={select}
            change={(member, { keep, ...edit }) =>
              keep ? edits.keep(member) : edits.change([member], () => edit)
            }
            open={setOpen}
            act={(member, what) => void act(member, what)}
          />
        </div>
      )}
      {loaded.state === 'ready' && (page.back || page.forth) && (
        <nav aria-label="Pages of members" className="mt-3 flex items-center gap-3">
          <button
            type="button"
            className={button.plain}
            aria-disabled={!page.back || undefined}
            onClick={() => page.back?.()}
          >
            <ChevronLeft aria-hidden size={17} className="rtl:-scale-x-100" />
            Back
          </button>
          <span className="text-sm text-soft tabular-nums">
            {page.offset + 1} to {page.offset + Math.min(PAGE_SIZE, loaded.data.items.length)}
            {loaded.data.total !== undefined &&
              !page.asked &&
              ` of ${loaded.data.total.toLocaleString('en')}`}
          </span>
          <button
            type="button"
            className={button.plain}
            aria-disabled={!page.forth || undefined}
            onClick={() => page.forth?.()}
          >
            Next
            <ChevronRight aria-hidden size={17} className="rtl:-scale-x-100" />
          </button>
        </nav>
      )}
      {edits.drafts.size > 0 && (
        <PeopleBar
          drafts={edits.drafts}
          errors={edits.errors}
          previewed={edits.previewed}
          problem={edits.problem}
          busy={edits.busy}
          save={() => void save()}
          discard={edits.clear}
        />
      )}
      <AddMember
        room={room}
        open={dialog === 'add'}
        onOpenChange={(on) => setDialog(on ? 'add' : null)}
        added={(name) => {
          say(`Added ${name}.`);
          void loaded.refresh();
        }}
      />
      <ImportDialog
        room={room}
        open={dialog === 'import'}
        onOpenChange={(on) => setDialog(on ? 'import' : null)}
        imported={(count) => {
          say(count === 1 ? 'Added 1 person.' : `Added ${count.toLocaleString('en')} people.`);
          void loaded.refresh();
        }}
      />
      <MemberDialog
        room={room}
        member={open && withDraft(open, edits.drafts.get(open.person)?.edit)}
        close={() => setOpen(null)}
        change={(edit) => open && edits.change([open], () => edit)}
      />
    </>
  );
}

function Empty({ asked, clear }: { asked: string; clear: () => void }) {
  return (
    <div className="rounded-lg border border-dashed border-edge p-8 text-center text-soft">
      {asked ? (
        <>
          <p>Nobody on the list has “{asked}” in name or address.</p>
          <button type="button" className={`${button.plain} mt-4`} onClick={clear}>
            Show everybody
          </button>
        </>
      ) : (
        <p>Nobody is on the list yet. Add one person, or many at once from a list.</p>
      )}
    </div>
  );
}
