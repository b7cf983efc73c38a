'use client';

import { type CSSProperties, memo, type Ref } from 'react';
import type { LinkQuality } from '@/lib/core/quality/report.ts';
import type { PersonView } from '@/lib/core/roster/view.ts';
import { Avatar } from '../../parts/avatar.tsx';
import { clock, useNow } from '../use-now.ts';
import { useSpeaking } from '../voice/use-voice.ts';
import { VoiceMark } from '../voice/voice-mark.tsx';
import { ActionsButton } from './actions-button.tsx';
import { useList } from './list-context.ts';
import type { Row } from './rows.ts';

interface Props extends Omit<Row, 'talking'> {
  readonly index: number;
  /** The row that the Tab key comes to. */
  readonly current: boolean;
  readonly selected: boolean;
  /** Of a list that is drawn in part; null of one that is drawn whole. */
  readonly count: number | null;
  readonly start: number;
  readonly measure: Ref<HTMLLIElement>;
}

/** Remembered, because a full room has a thousand of these and one of them changes at a time. */
export const PersonItem = memo(function PersonItem(props: Props) {
  const { person, voice, lockedBy, link, index, current, count } = props;
  const { powers, clockOffset, long, selecting } = useList();
  const heard = useSpeaking(person.source);
  const own = person.participant === powers.self;
  const style: CSSProperties | undefined =
    count === null ? undefined : { transform: `translateY(${props.start}px)` };
  return (
    <li
      ref={props.measure}
      data-index={index}
      data-person={person.participant}
      {...(count !== null && { 'aria-setsize': count, 'aria-posinset': index + 1 })}
      tabIndex={current ? 0 : -1}
      style={style}
      className={`flex scroll-mt-20 items-center gap-2.5 rounded-md ps-2 focus-visible:outline-offset-[-3px] ${
        long ? 'min-h-11' : 'min-h-13'
      } ${selecting ? 'scroll-mb-44' : 'scroll-mb-4'} ${count === null ? '' : 'absolute inset-x-0 top-0'} ${props.selected ? 'bg-accent-wash' : 'hover:bg-sunken'}`}
    >
      <Mark person={person} own={own} selected={props.selected} />
      <span className="min-w-0 grow leading-tight">
        <span className="flex gap-1 text-sm font-medium">
          <span className="truncate" dir="auto" title={person.name}>
            {person.name}
          </span>
          {own && <span className="shrink-0 font-normal text-soft">(you)</span>}
        </span>
        <Line person={person} link={own ? 'good' : link} clockOffset={clockOffset} />
      </span>
      <VoiceMark voice={voice === 'open' && heard ? 'speaking' : voice} own={own} lockedBy={lockedBy} />
      {!own && (powers.control || powers.remove) ? (
        <ActionsButton subject={props} tabIndex={long && !current ? -1 : 0} />
      ) : (
        <span className="w-2" />
      )}
    </li>
  );
});

/** The face of a row, or the box by which it is chosen. */
function Mark({ person, own, selected }: { person: PersonView; own: boolean; selected: boolean }) {
  const { selecting, select } = useList();
  if (!selecting) return <Avatar name={person.name} size="sm" />;
  if (own) return <span className="-ms-2 w-11 shrink-0" />;
  return (
    <label className="-ms-2 flex size-11 shrink-0 items-center justify-center">
      <input
        type="checkbox"
        className="size-5 accent-accent"
        aria-label={`Select ${person.name}`}
        checked={selected}
        onChange={() => select(person.participant)}
      />
    </label>
  );
}

const ROLES: Partial<Record<PersonView['role'], string>> = {
  owner: 'Host',
  moderator: 'Moderator',
  guest: 'Guest',
};

const LINKS: Partial<Record<LinkQuality, string>> = { fair: 'A little slow', poor: 'Slow connection' };

function Line({ person, link, clockOffset }: { person: PersonView; link: LinkQuality; clockOffset: number }) {
  const { away, speak, role, spotlit } = person;
  if (!away && speak?.granted && speak.until !== null)
    return <TimeLeft until={speak.until} clockOffset={clockOffset} />;
  const words = away
    ? 'Connection lost, coming back'
    : [ROLES[role], speak?.granted && 'May speak', spotlit && 'In the spotlight', LINKS[link]]
        .filter(Boolean)
        .join(', ');
  return words ? <span className="block truncate text-xs text-soft">{words}</span> : null;
}

function TimeLeft({ until, clockOffset }: { until: number; clockOffset: number }) {
  const now = useNow(clockOffset);
  return (
    <span className="block truncate text-xs text-soft tabular-nums">May speak for {clock(until - now)}</span>
  );
}
