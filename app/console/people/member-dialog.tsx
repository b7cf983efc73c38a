'use client';

import Link from 'next/link';
import { useId, useState } from 'react';
import type { ModerationRight } from '@/lib/core/gate/rights.ts';
import { button, field } from '../../parts/button.ts';
import type { ApiMember } from '../data/people-shapes.ts';
import type { ApiRoom } from '../data/shapes.ts';
import { Modal } from '../parts/modal.tsx';
import { SettingControl } from '../room/settings/controls.tsx';
import { INVALID_TIME, mistakes } from '../room/settings/draft.ts';
import { FIELDS, type Field } from '../room/settings/fields.ts';
import { shownValue } from '../room/settings/words.ts';
import { tabHref } from '../room/tab-names.ts';
import type { Pending } from './drafts.ts';
import { ModerationChoice } from './moderation-choice.tsx';
import { callName } from './rights.ts';

const PROFILE_FIELDS = FIELDS.filter(({ path }) => path.startsWith('profile.'));
const keyOf = ({ path }: Field) => path.slice('profile.'.length) as keyof ApiMember['profile'];

/** What a person has besides role and rights: how long, what as a moderator, and media of their own. */
export function MemberDialog({
  room,
  member,
  close,
  change,
}: {
  room: ApiRoom;
  /** As they would be with the edits so far; null while the dialog is closed. */
  member: ApiMember | null;
  close: () => void;
  change: (edit: Pending['edit']) => void;
}) {
  return (
    <Modal
      wide
      title={member ? `Settings of ${callName(member)}` : ''}
      about="They are saved with the other changes, with the button Save."
      open={member !== null}
      onOpenChange={(open) => open || close()}
    >
      {member && (
        <Form
          room={room}
          member={member}
          done={(edit) => {
            change(edit);
            close();
          }}
        />
      )}
    </Modal>
  );
}

function Form({
  room,
  member,
  done,
}: {
  room: ApiRoom;
  member: ApiMember;
  done: (edit: Pending['edit']) => void;
}) {
  const id = useId();
  const [expiresAt, setExpiresAt] = useState<unknown>(member.expiresAt);
  const [moderation, setModeration] = useState<ModerationRight[]>(member.moderation);
  const [profile, setProfile] = useState<Readonly<Record<string, unknown>>>({ ...member.profile });
  const [tried, setTried] = useState(false);

  const wrong = new Map(
    mistakes(
      Object.fromEntries(Object.entries(profile).map(([key, value]) => [`profile.${key}`, value])),
    ).map(({ field: path, message }) => [path, message]),
  );
  const badTime = expiresAt === INVALID_TIME;
  const apply = () => {
    setTried(true);
    if (wrong.size || badTime) return;
    const fields = PROFILE_FIELDS.map(keyOf).map((key) => [key, profile[key] ?? null]);
    done({
      expiresAt: expiresAt as string | null,
      ...(member.role === 'moderator' && { moderation }),
      profile: Object.fromEntries(fields),
    });
  };

  return (
    <div className="grid gap-6">
      <section aria-labelledby={`${id}-expiry`}>
        <h3 id={`${id}-expiry`} className="text-sm font-semibold">
          Member until
        </h3>
        <div className="mt-1.5">
          <SettingControl
            control={{ is: 'time', words: 'Empty: no end. They leave the list, and with it the call.' }}
            value={expiresAt}
            change={setExpiresAt}
            labelledBy={`${id}-expiry`}
            describedBy={undefined}
            invalid={badTime}
          />
        </div>
      </section>
      {member.role === 'moderator' && <ModerationChoice chosen={moderation} choose={setModeration} />}
      <section aria-labelledby={`${id}-media`}>
        <h3 id={`${id}-media`} className="text-sm font-semibold">
          Media
        </h3>
        <p className="mt-0.5 text-sm text-soft">
          What they may publish, and how. It holds at once, also for what they publish now.
        </p>
        <ul className="mt-2 divide-y divide-line">
          {PROFILE_FIELDS.map((one) => (
            <ProfileField
              key={one.path}
              field={one}
              inherited={room.profile[keyOf(one)]}
              value={profile[keyOf(one)]}
              error={tried ? wrong.get(one.path) : undefined}
              change={(value) => setProfile({ ...profile, [keyOf(one)]: value })}
            />
          ))}
        </ul>
      </section>
      <div className="flex flex-wrap items-center justify-end gap-3">
        <Link
          href={tabHref(room.id, 'simulator', { person: member.person })}
          className="me-auto inline-flex min-h-11 items-center text-sm font-medium text-accent underline-offset-2 hover:underline"
        >
          What may they do, and why?
        </Link>
        <button type="button" className={button.primary} onClick={apply}>
          Done
        </button>
      </div>
    </div>
  );
}

function ProfileField({
  field: setting,
  inherited,
  value,
  error,
  change,
}: {
  field: Field;
  inherited: unknown;
  /** Undefined or null: as the room has it. */
  value: unknown;
  error: string | undefined;
  change: (value: unknown) => void;
}) {
  const id = useId();
  const own = value !== undefined && value !== null;
  return (
    <li className="grid gap-2 py-3 sm:grid-cols-[11rem_1fr] sm:gap-4">
      <span className="text-sm">
        <label id={id} htmlFor={`${id}-own`} className="font-medium">
          {setting.label}
        </label>
        <span id={`${id}-hint`} className="block text-xs text-soft">
          {setting.hint}
        </span>
      </span>
      <div className="grid min-w-0 content-start gap-2">
        <select
          id={`${id}-own`}
          className={`${field} sm:max-w-xs`}
          value={own ? 'own' : 'room'}
          onChange={(event) => change(event.target.value === 'own' ? inherited : null)}
        >
          <option value="room">As the room ({shownValue(setting, inherited)})</option>
          <option value="own">Own value</option>
        </select>
        {own && (
          <SettingControl
            control={setting.control}
            value={value}
            change={change}
            labelledBy={id}
            describedBy={`${id}-hint`}
            invalid={error !== undefined}
          />
        )}
        {error && (
          <p role="alert" className="text-sm font-medium text-danger">
            {error}
          </p>
        )}
      </div>
    </li>
  );
}
