import {
  BellRing,
  CircleQuestionMark,
  Clock,
  LockOpen,
  Mic,
  MicOff,
  MonitorX,
  Plus,
  ShieldMinus,
  ShieldPlus,
  Spotlight,
  Timer,
  UserMinus,
  Video,
  VideoOff,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { ModerationActions } from '@/lib/client/moderation.ts';
import type { ListHere } from './list-context.ts';
import { LockIcon } from './lock-icon.tsx';
import { outranks, type Row } from './rows.ts';
import { StopIcon } from './stop-icon.tsx';

/** One choice of a menu; `within` opens a menu of its own instead. */
export interface Action {
  readonly label: string;
  readonly icon: ReactNode;
  readonly harsh?: true;
  readonly choose?: () => void;
  readonly within?: readonly Action[];
}

export type Subject = Pick<Row, 'person' | 'voice' | 'camera' | 'screens'>;

const MINUTES = [2, 5, 10, 15];

/** What can be done about one person now, in groups; nothing that would be refused or change nothing. */
export function actionsFor(subject: Subject, call: ModerationActions, list: ListHere): Action[][] {
  const { powers } = list;
  const touches = outranks(powers, subject.person);
  const groups = [
    powers.control && touches ? floor(subject, call) : [],
    powers.control ? voiceAndPicture(subject, call, touches) : [],
    standing(subject, call, list, touches),
    powers.remove && touches ? removal(subject, list) : [],
  ];
  return groups.filter((group) => group.length);
}

function floor({ person: { participant, speak } }: Subject, call: ModerationActions): Action[] {
  const may = speak !== null && speak.kinds.length > 0;
  const open = may && speak.lockedBy === null;
  const timed = may && speak.granted && speak.until !== null;
  const allow = (seconds?: number) => () => void call.allow(participant, seconds);
  const actions: Action[] = [];
  if (!open) actions.push({ label: 'Allow to speak', icon: <Mic size={18} />, choose: allow() });
  if (timed)
    actions.push({
      label: 'Add 1 minute',
      icon: <Plus size={18} />,
      choose: () => void call.extend(participant, 60),
    });
  else if (!open || speak.granted)
    actions.push({ label: 'Allow for 1 minute', icon: <Timer size={18} />, choose: allow(60) });
  if (!open || speak.granted)
    actions.push({
      label: 'Allow for…',
      icon: <Clock size={18} />,
      within: MINUTES.map((minutes) => ({
        label: `${minutes} minutes`,
        icon: null,
        choose: allow(minutes * 60),
      })),
    });
  if (may)
    actions.push({ label: 'Stop speaking', icon: <StopIcon />, choose: () => void call.stop(participant) });
  return actions;
}

function voiceAndPicture(
  { person: { participant, role, speak }, voice, camera, screens }: Subject,
  call: ModerationActions,
  touches: boolean,
): Action[] {
  const locked = speak !== null && speak.lockedBy !== null;
  const moderates = role === 'owner' || role === 'moderator';
  const actions: Action[] = [];
  const add = (when: boolean, label: string, icon: ReactNode, choose: () => Promise<void>) => {
    if (when) actions.push({ label, icon, choose: () => void choose() });
  };
  add(touches && voice === 'open', 'Mute', <MicOff size={18} />, () => call.mute(participant, false));
  add(touches && !locked && !moderates, 'Mute and lock', <LockIcon />, () => call.mute(participant, true));
  add(touches && locked, 'Release mute', <LockOpen size={18} />, () => call.releaseMute(participant));
  add(voice === 'muted', 'Ask to unmute', <BellRing size={18} />, () => call.askToUnmute(participant));
  add(!camera && (speak?.kinds.includes('camera') ?? false), 'Ask for camera', <Video size={18} />, () =>
    call.askForCamera(participant),
  );
  add(touches && camera, 'Stop camera', <VideoOff size={18} />, () => call.stop(participant, ['camera']));
  // R14: one alone, which they may share again; or the right to share any.
  for (const [index, screen] of screens.entries())
    add(
      touches,
      screens.length > 1 ? `Stop screen ${index + 1}` : 'Stop this screen',
      <MonitorX size={18} />,
      () => call.stopPublication(screen),
    );
  add(touches && screens.length > 0, 'Stop screen sharing', <MonitorX size={18} />, () =>
    call.stop(participant, ['screen', 'screenAudio']),
  );
  return actions;
}

function standing(
  { person: { participant, role, spotlit } }: Subject,
  call: ModerationActions,
  { powers, why }: ListHere,
  touches: boolean,
): Action[] {
  const actions: Action[] = [];
  if (powers.control)
    actions.push({
      label: spotlit ? 'End spotlight' : 'Spotlight',
      icon: <Spotlight size={18} />,
      choose: () => void call.spotlight(spotlit ? null : participant),
    });
  if (powers.promote && touches && role !== 'owner') {
    const down = role === 'moderator';
    actions.push({
      label: down ? 'Make member' : 'Make moderator',
      icon: down ? <ShieldMinus size={18} /> : <ShieldPlus size={18} />,
      choose: () => void call.setRole(participant, down ? 'member' : 'moderator'),
    });
  }
  if (powers.control)
    actions.push({ label: 'Why?', icon: <CircleQuestionMark size={18} />, choose: () => why(participant) });
  return actions;
}

const removal = ({ person: { participant } }: Subject, { remove }: ListHere): Action[] => [
  { label: 'Remove', icon: <UserMinus size={18} />, harsh: true, choose: () => remove(participant) },
];
