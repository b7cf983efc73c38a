import { FailureError, failure } from '../failure.ts';
import { decide } from '../gate/decide.ts';
import { mayUnmute } from '../gate/mute.ts';
import type { Person } from '../gate/person.ts';
import { moderates } from '../gate/standing.ts';
import type { PersonId } from '../ids.ts';
import type { CommandOf } from './commands.ts';
import { publicationsBy } from './room.ts';
import type { MuteAll } from './settings.ts';
import type { Turn } from './turn.ts';

/** R15: "Mute", which they may undo themselves; R21: "Mute and lock", which they may not. */
export function mutePerson(turn: Turn, command: CommandOf<'mute-person'>): void {
  turn.requireModeration('controlCalls');
  const person = turn.target(command.target);
  turn.requireRank(person);
  if (command.lock) lock(turn, person);
  else silence(turn, person);
}

function silence(turn: Turn, person: Person): void {
  const open = publicationsBy(turn.room, person.id).filter(
    ({ kind, muted }) => kind === 'microphone' && !muted,
  );
  if (!open.length) return;
  turn.change({ on: 'silence', person: person.id, before: null, after: turn.mark() });
  for (const { participant } of open) turn.say(participant, { is: 'muted', byName: nameFor(turn, person) });
}

function lock(turn: Turn, person: Person): void {
  if (moderates(person, turn.now))
    throw new FailureError(
      failure('conflict', 'A moderator’s microphone cannot be locked. Mute it instead.'),
    );
  // A floor given before does not set this aside, or the button would do nothing; one given later does.
  const overGrant = person.grants.publish !== undefined;
  if (person.mute && (person.mute.overGrant || !overGrant)) return;
  turn.change({
    on: 'mute',
    person: person.id,
    before: person.mute,
    after: { mark: turn.mark(), overGrant },
  });
}

/** R21, R22: lets one person unmute again. It unmutes nobody. */
export function releaseMute(turn: Turn, command: CommandOf<'release-mute'>): void {
  turn.requireModeration('controlCalls');
  const person = turn.target(command.target);
  turn.requireRank(person);
  if (person.mute) turn.change({ on: 'mute', person: person.id, before: person.mute, after: null });
  const { muteAll } = turn.room.settings;
  if (!muteAll || mayUnmute(turn.room.settings, turn.person(person.id), turn.now).allowed) return;
  setMuteAll(turn, { ...muteAll, except: [...muteAll.except, person.id] });
}

/** R22: a policy, not a broadcast. Asked again, it takes back who was excepted. */
export function muteAll(turn: Turn, command: CommandOf<'mute-all'>): void {
  turn.requireModeration('controlCalls');
  // Who has just left need not be excepted, and does not stop the others from being muted.
  const except = [
    ...new Set<PersonId>(
      command.except?.flatMap((target) =>
        'person' in target ? target.person : (turn.room.participants.get(target.participant)?.person ?? []),
      ),
    ),
  ];
  const before = turn.room.settings.muteAll;
  if (before && before.except.length === except.length && except.every((id) => before.except.includes(id)))
    return;
  setMuteAll(turn, { mark: turn.mark(), except });
}

/** R22: ends the policy. It unmutes nobody, and who was locked by themselves stays so. */
export function releaseAll(turn: Turn): void {
  turn.requireModeration('controlCalls');
  if (turn.room.settings.muteAll) setMuteAll(turn, null);
}

/** R23: a question to one person, who alone can answer it. Nothing is altered. */
export function askUnmute(turn: Turn, command: CommandOf<'ask-unmute'>): void {
  turn.requireModeration('controlCalls');
  const person = turn.target(command.target);
  const { settings } = turn.room;
  if (!decide(settings, person, { right: 'publish', kind: 'microphone' }, turn.now).allowed)
    throw new FailureError(failure('conflict', 'This person may not speak. Allow them to speak first.'));
  if (!mayUnmute(settings, person, turn.now).allowed)
    throw new FailureError(
      failure('conflict', 'This person’s microphone is locked. Release the mute first.'),
    );
  for (const participant of turn.room.presence.get(person.id) ?? [])
    turn.say(participant, { is: 'asked-to-unmute', byName: nameFor(turn, person) });
}

/** R23: the same for a camera, which is not muted but published. */
export function askCamera(turn: Turn, command: CommandOf<'ask-camera'>): void {
  turn.requireModeration('controlCalls');
  const person = turn.target(command.target);
  if (!decide(turn.room.settings, person, { right: 'publish', kind: 'camera' }, turn.now).allowed)
    throw new FailureError(
      failure('conflict', 'This person may not turn a camera on. Allow them to be seen first.'),
    );
  for (const participant of turn.room.presence.get(person.id) ?? [])
    turn.say(participant, { is: 'asked-for-camera', byName: nameFor(turn, person) });
}

function setMuteAll(turn: Turn, after: MuteAll | null): void {
  turn.change({ on: 'settings', before: { muteAll: turn.room.settings.muteAll }, after: { muteAll: after } });
}

/** R18: who may not list is told no name. */
const nameFor = (turn: Turn, person: Person): string =>
  decide(turn.room.settings, person, { right: 'list' }, turn.now).allowed ? turn.mark().byName : '';
