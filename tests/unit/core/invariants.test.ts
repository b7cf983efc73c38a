import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Ask,
  closedBecause,
  decide,
  isLive,
  mayEnter,
  moderationRights,
} from '@/lib/core/gate/decide.ts';
import { mayUnmute } from '@/lib/core/gate/mute.ts';
import { isUndecided, type Person, stranger } from '@/lib/core/gate/person.ts';
import { mediumOf, type Right } from '@/lib/core/gate/rights.ts';
import { guestPerson, isGuest, type ParticipantId, type PersonId, userPerson } from '@/lib/core/ids.ts';
import { mergeProfile } from '@/lib/core/profile.ts';
import { applyChange } from '@/lib/core/room/changes.ts';
import type { Actor, AuditEntry, Command, Outcome } from '@/lib/core/room/commands.ts';
import { callEnd, mustWait } from '@/lib/core/room/entrance.ts';
import { nextDeadline, personOf, type Room } from '@/lib/core/room/room.ts';
import type { RoomSettings } from '@/lib/core/room/settings.ts';
import { step } from '@/lib/core/room/step.ts';
import { SPOKE_MS } from '@/lib/core/room/talking.ts';
import { look, lookAtSelf } from '@/lib/core/roster/look.ts';
import { type Tidings, tidings } from '@/lib/core/roster/notices.ts';
import { classKey, type ViewClass } from '@/lib/core/roster/sight.ts';
import { fold, type Notice, type View } from '@/lib/core/roster/view.ts';
import { difference, EMPTY_PLAN, type Plan, plan, replan, split } from '@/lib/core/routes.ts';
import type { Table } from '@/lib/core/table.ts';
import { ASKS, CLOCK, makeRoom, standingOf, T0 } from './kit.ts';
import { CAST, nameOf, type Story, story } from './world.ts';

/*
 * The invariants, over random stories. Every story is played once through a small host that does what the real one
 * does (due deadlines first, then the command; replan; tell), and each test looks at every step of it.
 * FC_SEED and FC_RUNS play others and more (tests/support/seed.ts); a failing one is printed shrunk, with its seed and path.
 */
const RUNS = Number(process.env.FC_RUNS ?? 30);

/** One step as the host takes it, with everything before and after. */
interface Step {
  readonly actor: Actor;
  readonly command: Command;
  readonly before: Room;
  readonly then: number;
  readonly after: Room;
  readonly now: number;
  readonly outcome: Outcome;
  readonly stood: Plan;
  readonly stands: Plan;
  /** What each viewer was sent, single first. */
  readonly sent: ReadonlyMap<ParticipantId, readonly Notice[]>;
  readonly replicas: ReadonlyMap<ParticipantId, View>;
}

function* play({ preset, acts }: Story): Generator<Step> {
  let room = makeRoom(preset);
  let now = T0;
  let toldAt = now;
  let stands = EMPTY_PLAN;
  const classes = new Map<ParticipantId, ViewClass>();
  const replicas = new Map<ParticipantId, View>();

  function take(actor: Actor, command: Command): Step {
    const before = room;
    const then = toldAt;
    const stood = stands;
    const outcome = step(before, actor, command, now);
    room = outcome.room;
    const sent = new Map<ParticipantId, Notice[]>();
    if (room !== before) {
      stands = replan(stood, before, room, now);
      const tiding = tidings(before, then, room, now, standingOf(classes));
      toldAt = now;
      deliver(tiding, classes, sent);
      for (const id of replicas.keys()) if (!room.participants.has(id)) replicas.delete(id);
      for (const [id, notices] of sent) {
        const [first] = notices;
        const view = replicas.get(id) ?? (first?.is === 'view' ? first.view : null);
        if (!view) throw new Error(`${id} was told something before a view`);
        replicas.set(id, notices.reduce(fold, view));
      }
    }
    return { actor, command, before, then, after: room, now, outcome, stood, stands, sent, replicas };
  }

  for (const { after, actor, command } of acts) {
    now += after;
    const due = nextDeadline(room);
    if (due !== null && due <= now) yield take(CLOCK, { do: 'tick' });
    yield take(actor, command);
  }
}

/** As the host delivers: single things first; then to each class, except those whose class is new or changed. */
function deliver(
  tiding: Tidings,
  classes: Map<ParticipantId, ViewClass>,
  sent: Map<ParticipantId, Notice[]>,
): void {
  for (const [id, notices] of tiding.single) sent.set(id, [...notices]);
  for (const { cls, self, except } of tiding.alike) {
    for (const [id, has] of classes) {
      if (tiding.classes.has(id) || except.includes(id) || classKey(has) !== classKey(cls)) continue;
      sent.set(id, [...(sent.get(id) ?? []), { is: 'self-too', self }]);
    }
  }
  for (const { cls, notices } of tiding.shared) {
    if (!notices.length) continue;
    for (const [id, has] of classes) {
      if (tiding.classes.has(id) || classKey(has) !== classKey(cls)) continue;
      sent.set(id, [...(sent.get(id) ?? []), ...notices]);
    }
  }
  for (const [id, cls] of tiding.classes) {
    if (cls) classes.set(id, cls);
    else classes.delete(id);
  }
}

/** Plays stories, and looks at every step. `check` throws with what is wrong. */
function always(check: (one: Step) => void): void {
  fc.assert(
    fc.property(story, (told) => {
      for (const one of play(told)) check(one);
    }),
    { numRuns: RUNS },
  );
}

function holds(condition: boolean, words: () => string): asserts condition {
  if (!condition) throw new Error(words());
}
const text = (value: unknown) => JSON.stringify(value);

/** The same text for the same data, whatever the order of keys. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
const tableText = <K extends string, V>(table: Table<K, V>) => canonical(Object.fromEntries(table.entries()));
const planText = ({ ports, publications, routes, offers }: Plan) =>
  [
    ...[ports, publications, routes].map((table) => tableText(table as Table<string, unknown>)),
    canonical(offers),
  ].join('\n');

const participantOf = (room: Room, id: ParticipantId) => {
  const found = room.participants.get(id);
  if (!found) throw new Error(`${id} has a route and is not in the room`);
  return found;
};
const may = (room: Room, id: ParticipantId, ask: Ask, now: number) =>
  decide(room.settings, personOf(room, participantOf(room, id)), ask, now).allowed;

describe('after any sequence of commands', () => {
  it('R17: no route stands that the gate would refuse at either end', () => {
    always(({ after, stands, now }) => {
      for (const [subscriber, list] of stands.routes.entries()) {
        for (const id of list) {
          const publication = after.publications.get(id);
          holds(publication !== undefined, () => `${id} is routed and not published`);
          const { participant, kind } = publication;
          holds(participant !== subscriber, () => `${id} is routed to its own sender`);
          holds(may(after, participant, { right: 'publish', kind }, now), () => `${id} may not be sent`);
          const medium = mediumOf(kind);
          holds(
            may(after, subscriber, { right: 'subscribe', medium }, now),
            () => `${subscriber} may not receive ${id}`,
          );
        }
      }
      for (const [id, port] of stands.ports.entries()) {
        for (const kind of port.send)
          holds(may(after, id, { right: 'publish', kind }, now), () => `${id}’s port sends ${kind}`);
        for (const medium of port.receive)
          holds(may(after, id, { right: 'subscribe', medium }, now), () => `${id}’s port takes ${medium}`);
      }
    });
  });

  it('R17: a plan made from what changed equals a plan made anew', () => {
    always(({ after, stands, now }) => {
      const anew = planText(plan(after, now));
      holds(planText(stands) === anew, () => `incremental\n${planText(stands)}\nanew\n${anew}`);
    });
  });

  it('R17, R20: the difference carried out gives the new plan, its losses alone nothing more than either', () => {
    always(({ stood, stands }) => {
      const model = toModel(stood);
      const change = difference(stood, stands);
      const { cut, add } = split(change, stood);
      carryOut(model, cut);
      const goal = toModel(stands);
      for (const route of model.routes) holds(goal.routes.has(route), () => `${route} outlives the cut`);
      for (const [id, port] of model.ports)
        for (const kind of JSON.parse(port).send as string[])
          holds((goal.ports.get(id) ?? '').includes(`"${kind}"`), () => `${id} still sends ${kind}`);
      carryOut(model, add);
      holds(modelText(model) === modelText(goal), () => `${modelText(model)}\nis not\n${modelText(goal)}`);
    });
  });

  it('R1 to R16: no refusal is without rule, reason, remedy and sentence; a failure changes nothing', () => {
    always(({ outcome, before }) => {
      for (const effect of outcome.effects) if (effect.type === 'cut') refusalIsWhole(effect.decision);
      const { failure } = outcome;
      if (!failure) return;
      holds(
        outcome.room === before && outcome.effects.length === 0,
        () => `it failed and did: ${text(outcome)}`,
      );
      holds(failure.message.trim().length > 5, () => `says nothing: ${text(failure)}`);
      holds((failure.code === 'refused') === (failure.reason !== undefined), () => text(failure));
      if (failure.reason) refusalIsWhole(failure.reason);
    });
  });

  it('R11, R20: what somebody could do before and cannot after is cut by the same step', () => {
    always(({ before, after, now, outcome, stood, stands, command, actor }) => {
      for (const publication of after.publications.values())
        holds(
          may(after, publication.participant, { right: 'publish', kind: publication.kind }, now),
          () => `${publication.id} is published without the right`,
        );
      for (const participant of after.participants.values()) {
        const open = { ...after.settings, locked: null, capacity: Number.POSITIVE_INFINITY };
        holds(
          mayEnter(open, personOf(after, participant), 0, now).allowed,
          () => `${participant.id} is inside without a right to be`,
        );
      }
      // Whoever lost a publication or a place without asking is told why, by an effect of this step.
      for (const publication of before.publications.values()) {
        if (after.publications.has(publication.id)) continue;
        const own =
          (command.do === 'unpublish' || command.do === 'leave') &&
          actor.type === 'participant' &&
          actor.id === publication.participant;
        const told = outcome.effects.some(
          (effect) =>
            (effect.type === 'cut' && effect.publication === publication.id) ||
            (effect.type === 'say' &&
              effect.words.is === 'stopped' &&
              effect.words.publication === publication.id) ||
            (effect.type === 'ended' && effect.participant === publication.participant),
        );
        holds(own || told, () => `${publication.id} vanished without a word`);
      }
      for (const participant of before.participants.keys()) {
        const told = outcome.effects.some(
          (effect) => effect.type === 'ended' && effect.participant === participant,
        );
        holds(told !== after.participants.has(participant), () => `${participant}: ended, and told so?`);
      }
      for (const [id, list] of stood.routes.entries())
        for (const publication of list)
          holds(
            stands.routes.get(id)?.includes(publication) ||
              !after.participants.has(id) ||
              !after.publications.has(publication) ||
              after.publications.get(publication)?.silenced ||
              !may(after, id, { right: 'subscribe', medium: mediumOf(kindOf(before, publication)) }, now),
            () => `the route of ${publication} to ${id} fell for no reason`,
          );
    });
  });

  it('R18: nothing that reaches somebody who may not list identifies anybody else', () => {
    always(({ after, before, now, sent, outcome, actor, command }) => {
      for (const [id, notices] of sent) {
        const viewer = participantOf(after, id);
        if (may(after, id, { right: 'list' }, now)) continue;
        namesNobodyElse(notices, viewer.person, before, after);
        for (const notice of notices) {
          holds(
            ['view', 'room', 'self', 'self-too', 'publication', 'publication-gone'].includes(notice.is),
            () => `${notice.is} reaches who may not list`,
          );
          if (notice.is === 'view') {
            const { people, hands, waiting } = notice.view;
            holds(people === null && hands === null && waiting === null, () => 'a view with people');
          }
        }
      }
      for (const effect of outcome.effects) {
        if (effect.type === 'say') {
          const { person } = participantOf(after, effect.participant);
          if (!may(after, effect.participant, { right: 'list' }, now))
            namesNobodyElse([effect.words], person, before, after);
        }
        if (effect.type !== 'cut') continue;
        const person = participantOf(before, effect.participant).person;
        const who = after.people.get(person) ?? stranger(person, '');
        if (!decide(after.settings, who, { right: 'list' }, now).allowed)
          namesNobodyElse([effect.decision], person, before, after);
      }
      if (!outcome.failure || actor.type !== 'participant') return;
      const asks = personAt(before, actor.id) ?? (command.do === 'join' ? command.person : null);
      const asker = asks && (before.people.get(asks) ?? stranger(asks, ''));
      if (asker && !decide(before.settings, asker, { right: 'list' }, now).allowed)
        namesNobodyElse([outcome.failure], asker.id, before, after);
    });
  });

  it('R18: who may not see who is present is sent nothing at all about it', () => {
    always(({ after, before, now, sent, actor, command }) => {
      if (!['join', 'leave', 'away', 'back', 'raise-hand', 'lower-hand'].includes(command.do)) return;
      if (before.publications !== after.publications || before.settings !== after.settings) return;
      for (const [id, notices] of sent) {
        const viewer = participantOf(after, id);
        if (
          actor.type === 'participant' &&
          (personAt(after, actor.id) ?? personAt(before, actor.id)) === viewer.person
        )
          continue;
        const role = personOf(after, viewer).membership?.role;
        const hosts = role === 'owner' || role === 'moderator';
        if (may(after, id, { right: 'list' }, now) && (after.settings.showAttendees || hosts)) continue;
        // One's own hand, lowered by a moderator, is one's own affair.
        const own = notices.every((notice) => notice.is === 'self');
        // So is a turn that comes because somebody else's is over (R28), and a call that somebody's coming ends.
        const turn = after.settings.hands.policy === 'auto';
        holds(
          own && (turn || command.do === 'lower-hand'),
          () => `${id} is told ${text(notices)} of a ${command.do}`,
        );
      }
    });
  });

  it('R18: folding what a viewer was told gives what the viewer may see', () => {
    always(({ after, now, replicas }) => {
      for (const participant of after.participants.values()) {
        const replica = canonical(replicas.get(participant.id));
        const view = canonical(look(after, participant, now));
        holds(replica === view, () => `${participant.id} has\n${replica}\nand should have\n${view}`);
      }
      holds(replicas.size === after.participants.size, () => 'a replica of somebody who is gone');
    });
  });

  it('R20: the indexes agree with what they index, and nothing that is due is left after a tick', () => {
    always(({ after, command, now, outcome }) => {
      const presence = new Map<PersonId, ParticipantId[]>();
      const deadlines = new Map<string, number>();
      for (const { id, person, session } of after.participants.values()) {
        presence.set(person, [...(presence.get(person) ?? []), id].sort());
        if (session.state === 'away') deadlines.set(`away:${id}`, session.until);
        holds(after.people.has(person), () => `${person} is inside and unknown`);
      }
      for (const [id, { grants, membership }] of after.people.entries()) {
        for (const [right, grant] of Object.entries(grants))
          if (grant?.until !== undefined) deadlines.set(`grant:${id}:${right}`, grant.until);
        if (membership?.expiresAt != null) deadlines.set(`member:${id}`, membership.expiresAt);
      }
      const indexed = new Map([...after.presence.entries()].map(([id, list]) => [id, [...list].sort()]));
      holds(
        canonical(Object.fromEntries(indexed)) === canonical(Object.fromEntries(presence)),
        () => 'presence',
      );
      const sends = new Map<ParticipantId, string[]>();
      for (const { id, participant } of after.publications.values())
        sends.set(participant, [...(sends.get(participant) ?? []), id].sort());
      const sent = new Map([...after.sends.entries()].map(([id, list]) => [id, [...list].sort()]));
      holds(canonical(Object.fromEntries(sent)) === canonical(Object.fromEntries(sends)), () => 'sends');
      const floors = [...after.people.values()].filter(
        ({ grants: { publish } }) => publish && ['hand', 'queue'].includes(publish.cause),
      );
      holds(
        canonical([...after.floors.keys()].sort()) === canonical(floors.map(({ id }) => id).sort()),
        () => 'floors',
      );
      for (const { id, session } of after.waiting.values())
        if (session.state === 'away') deadlines.set(`away:${id}`, session.until);
      for (const id of after.presence.keys()) {
        const end = callEnd(after, after.people.get(id) ?? stranger(id, ''));
        if (end !== null) deadlines.set(`call:${id}`, end);
      }
      // R13: whoever talks with a raised hand has served it, counted from the first of their microphones.
      for (const { person } of after.hands) {
        const talks = [...after.publications.values()].flatMap(({ id, participant }) => {
          const since = after.talking.get(id);
          return since !== undefined && participantOf(after, participant).person === person ? [since] : [];
        });
        if (talks.length) deadlines.set(`spoke:${person}`, Math.min(...talks) + SPOKE_MS);
      }
      // R27: kept nowhere else.
      for (const [key, at] of after.deadlines.entries())
        if (key.startsWith('denied:')) deadlines.set(key, at);
      holds(tableText(after.deadlines) === canonical(Object.fromEntries(deadlines)), () => 'deadlines');
      for (const { participant } of after.publications.values()) participantOf(after, participant);
      for (const { person } of after.hands)
        holds(after.presence.has(person), () => `${person}’s hand remains`);
      holds(new Set(after.hands.map(({ person }) => person)).size === after.hands.length, () => 'two hands');
      for (const person of after.people.values())
        holds(!isUndecided(person) || after.presence.has(person.id), () => `${person.id} left a trace`);
      const due = nextDeadline(after);
      if (command.do === 'tick' && !outcome.failure)
        holds(due === null || due > now, () => `still due at ${due}, now ${now}`);
      // Answers that many share are what the gate says to each alone: of a copy of the settings none is kept.
      for (const viewer of after.participants.values()) {
        const alone = lookAtSelf({ ...after, settings: { ...after.settings } }, viewer, now);
        holds(canonical(lookAtSelf(after, viewer, now)) === canonical(alone), () => `${viewer.id} is told`);
      }
    });
  });

  it('R27: who waits has to, is no participant and is told nothing', () => {
    always(({ after, sent, now }) => {
      const members = [...after.waiting.values()];
      holds(!members.length || after.settings.lobby, () => 'somebody waits where there is no lobby');
      for (const { id, person } of members) {
        const stored = after.people.get(person) ?? stranger(person, '');
        holds(mustWait(after, stored, now), () => `${id} waits and need not`);
        holds(!after.participants.has(id), () => `${id} waits and is inside`);
        holds(!sent.has(id), () => `${id} is told something`);
        holds(!stored.ban && !closedBecause(after.settings, now), () => `${id} waits for nothing`);
      }
      holds(after.participants.size > 0 || after.arrivals.size === 0, () => 'the call outlived its people');
    });
  });

  it('R28: no floor is free while somebody waits for it, and none is given beyond the number', () => {
    always(({ before, after, outcome, now }) => {
      const { policy, speakers } = after.settings.hands;
      const floors = [...after.people.values()].filter(({ id, grants: { publish } }) => {
        const byHand = publish?.cause === 'hand' || publish?.cause === 'queue';
        return byHand && isLive(publish, now) && after.presence.has(id);
      });
      const given = outcome.effects.some(
        (effect) =>
          effect.type === 'record' &&
          effect.entry.change.on === 'grant' &&
          effect.entry.change.after?.cause === 'queue',
      );
      if (given) holds(floors.length <= speakers, () => `${floors.length} have the floor`);
      for (const { id, grants } of after.people.values())
        if (grants.publish?.cause === 'queue')
          holds(after.presence.has(id), () => `${id} is gone and has the floor`);
      if (policy !== 'auto' || floors.length >= speakers || before === after) return;
      if (closedBecause(after.settings, now)) return;
      for (const { person: id } of after.hands) {
        const person = after.people.get(id) ?? stranger(id, '');
        const { kinds, handKinds } = mergeProfile(after.settings.profile, person.membership?.profile ?? {});
        const skipped =
          person.mute !== null ||
          person.overrides.publish?.value === 'deny' ||
          (person.grants.publish && isLive(person.grants.publish, now)) ||
          !handKinds.some((kind) => kinds.includes(kind));
        holds(skipped, () => `${id} waits while a floor is free`);
      }
    });
  });

  it('R29: nobody is inside whose time in the call is over', () => {
    always(({ after, before, now }) => {
      if (after === before) return;
      for (const id of after.presence.keys()) {
        const end = callEnd(after, after.people.get(id) ?? stranger(id, ''));
        holds(end === null || end > now, () => `${id} is inside beyond ${end}`);
      }
    });
  });

  it('R34: how good a connection is, is said by its own end alone, and alters nothing else', () => {
    always(({ before, after, actor, command, stood, stands, outcome }) => {
      for (const [id, { link }] of after.participants.entries()) {
        const had = before.participants.get(id)?.link ?? 'good';
        const own = actor.type === 'participant' && actor.id === id && command.do === 'link';
        holds(link === had || own, () => `${id} has ${link} by ${text(actor)}`);
      }
      if (command.do !== 'link' || outcome.failure || before === after) return;
      holds(planText(stood) === planText(stands), () => 'a route depends on it');
      const { participants: _, ...rest } = after;
      const { participants: __, ...had } = before;
      holds(
        Object.entries(rest).every(([key, value]) => value === had[key as keyof typeof had]),
        () => 'something else is altered',
      );
      holds(outcome.effects.length === 0, () => text(outcome.effects));
    });
  });

  it('R13: hands keep their order; only new ones stand last', () => {
    always(({ before, after }) => {
      const standing = before.hands.filter((hand) => after.hands.includes(hand));
      holds(text(after.hands.slice(0, standing.length)) === text(standing), () => text(after.hands));
      holds(after.hands.length - standing.length <= 1, () => text(after.hands));
    });
  });

  it('R12, R15: nobody’s publication is opened, unmuted or taken over by somebody else', () => {
    always(({ before, after, actor }) => {
      for (const publication of after.publications.values()) {
        const had = before.publications.get(publication.id);
        if (had === publication) continue;
        holds(!had || had.participant === publication.participant, () => `${publication.id} was taken over`);
        // To be muted by somebody else is all that may befall it.
        if (had && publication.silenced && publication.muted) continue;
        holds(
          actor.type === 'participant' && actor.id === publication.participant,
          () => `${publication.id} was opened or unmuted by ${text(actor)}`,
        );
      }
    });
  });

  it('R21, R22: a locked microphone is muted and has no route, and nobody unmutes it', () => {
    always(({ after, stands, now, before, command, outcome }) => {
      const routed = new Set([...stands.routes.entries()].flatMap(([, list]) => list));
      for (const { id, participant, kind, muted, silenced } of after.publications.values()) {
        holds(!silenced || muted, () => `${id} is silenced and not muted`);
        holds(!silenced || !routed.has(id), () => `${id} was muted by somebody else and is forwarded`);
        if (kind !== 'microphone') {
          holds(!silenced, () => `${id} is no microphone`);
          continue;
        }
        const unmute = mayUnmute(after.settings, personOf(after, participantOf(after, participant)), now);
        if (unmute.allowed) continue;
        refusalIsWhole(unmute);
        holds(silenced, () => `${id} is locked and open`);
      }
      if (command.do !== 'mute' || command.muted || outcome.failure) return;
      const publication = before.publications.get(command.publication);
      if (publication?.kind !== 'microphone' || !publication.muted) return;
      const owner = participantOf(before, publication.participant);
      holds(
        mayUnmute(before.settings, personOf(before, owner), now).allowed,
        () => `${publication.id} was locked and is unmuted`,
      );
    });
  });

  it('R14, R22: who was just allowed to speak is never left locked; a moderator never is', () => {
    always(({ after, now, command, outcome, before }) => {
      for (const person of after.people.values())
        if (person.membership?.role === 'owner' || person.membership?.role === 'moderator')
          holds(mayUnmute(after.settings, person, now).allowed, () => `${person.id} moderates and is locked`);
      if (command.do !== 'allow' || outcome.failure) return;
      const id =
        'person' in command.target
          ? command.target.person
          : participantOf(before, command.target.participant).person;
      const person = after.people.get(id) ?? stranger(id, '');
      if (!person.grants.publish?.kinds?.includes('microphone')) return;
      holds(mayUnmute(after.settings, person, now).allowed, () => `${id} was let speak and is locked`);
    });
  });

  it('R19: replaying the trail over the first state gives the same settings, rights, PINs and hands', () => {
    fc.assert(
      fc.property(story, (told) => {
        const first = makeRoom(told.preset);
        const trail: AuditEntry[] = [];
        let last = first;
        for (const { after, outcome } of play(told)) {
          for (const effect of outcome.effects) if (effect.type === 'record') trail.push(effect.entry);
          last = after;
        }
        const replayed = trail.reduce((room, { change }) => applyChange(room, change), first);
        expect(canonical(replayed.settings)).toBe(canonical(last.settings));
        expect(canonical(replayed.hands)).toBe(canonical(last.hands));
        expect(rightsOf(replayed)).toBe(rightsOf(last));
        expect(tableText(replayed.pins)).toBe(tableText(last.pins));
        // As it comes back from a store that keeps JSON, too.
        const stored = JSON.parse(JSON.stringify(trail)) as AuditEntry[];
        const restored = stored.reduce((room, { change }) => applyChange(room, change), first);
        expect(rightsOf(restored)).toBe(rightsOf(last));
        expect(canonical(restored.settings)).toBe(canonical(last.settings));
        expect(tableText(restored.pins)).toBe(tableText(last.pins));
      }),
      { numRuns: RUNS },
    );
  });

  it('R19: every change is recorded with what really was before it, and by whom', () => {
    always(({ before, outcome, actor, command, now }) => {
      let room = before;
      for (const effect of outcome.effects) {
        if (effect.type !== 'record') continue;
        const { change, at, actor: by } = effect.entry;
        const next = applyChange(room, change);
        if (change.on === 'grant')
          holds(
            text(change.before) === text(room.people.get(change.person)?.grants[change.right] ?? null),
            () => text(change),
          );
        if (change.on === 'override')
          holds(
            text(change.before) === text(room.people.get(change.person)?.overrides[change.right] ?? null),
            () => text(change),
          );
        if (change.on === 'ban')
          holds(text(change.before) === text(room.people.get(change.person)?.ban ?? null), () =>
            text(change),
          );
        if (change.on === 'mute')
          holds(text(change.before) === text(room.people.get(change.person)?.mute ?? null), () =>
            text(change),
          );
        if (change.on === 'membership')
          holds(text(change.before) === text(room.people.get(change.person)?.membership ?? null), () =>
            text(change),
          );
        if (change.on === 'redeemed')
          holds(text(change.before) === text(room.people.get(change.person)?.pins ?? []), () => text(change));
        if (change.on === 'pin') {
          const id = (change.before ?? change.after)?.id;
          holds(id !== undefined && text(change.before) === text(room.pins.get(id) ?? null), () =>
            text(change),
          );
        }
        if (change.on === 'audience')
          holds(text(change.before) === text(room.settings.audiences[change.right]), () => text(change));
        if (change.on === 'settings')
          for (const [key, value] of Object.entries(change.before))
            holds(text(value) === text(room.settings[key as keyof RoomSettings]), () => text(change));
        holds(at === now, () => 'recorded at another time');
        // Who comes in is not there yet, and says who they are.
        const asks =
          actor.type === 'participant'
            ? (before.participants.get(actor.id)?.person ?? (command.do === 'join' ? command.person : null))
            : null;
        holds(by.person === asks, () => `recorded as by ${by.person}, was ${asks}`);
        room = next;
      }
    });
  });

  it('R24: nobody holds anything by a membership that is over', () => {
    always(({ after, now }) => {
      for (const { id, membership, overrides, grants } of after.people.values()) {
        const over = membership?.expiresAt != null && membership.expiresAt <= now;
        holds(!over, () => `${id} is on the list after ${membership?.expiresAt}, now ${now}`);
        for (const grant of Object.values(grants))
          holds(grant.until === undefined || grant.until > now, () => `${id} has ${text(grant)} at ${now}`);
        for (const override of Object.values(overrides)) holds(override.mark.at <= now, () => text(override));
      }
    });
  });

  it('R24: taking somebody off the list leaves nothing that was allowed to them', () => {
    always(({ after, outcome }) => {
      for (const effect of outcome.effects) {
        if (effect.type !== 'record' || effect.entry.change.on !== 'membership') continue;
        const { person: id, before: had } = effect.entry.change;
        const person = after.people.get(id);
        if (!had || !person || person.membership) continue;
        const given = outcome.effects.some(
          (later) =>
            later.type === 'record' &&
            later.entry.change.on === 'override' &&
            later.entry.change.person === id &&
            later.entry.change.after?.value === 'allow',
        );
        const left = Object.values(person.overrides).some(({ value }) => value === 'allow');
        holds(given || !left, () => `${id} keeps ${text(person.overrides)}`);
        holds(!Object.keys(person.grants).length, () => `${id} keeps ${text(person.grants)}`);
      }
    });
  });

  it('R25: a PIN gives to each person once, alters no override, and no owner or moderator', () => {
    always(({ before, after, outcome, command, now }) => {
      if (command.do !== 'join' || command.pin === undefined) return;
      const pin = [...before.pins.values()].find(({ code }) => code === command.pin);
      holds(pin !== undefined || outcome.failure !== null, () => `${command.pin} let ${command.person} in`);
      if (!pin || outcome.failure) return;
      const was = before.people.get(command.person) ?? stranger(command.person, command.name);
      const is = after.people.get(command.person) ?? stranger(command.person, command.name);
      const role = was.membership?.role;
      const nothing = was.pins.includes(pin.id) || role === 'owner' || role === 'moderator';
      const used = (after.pins.get(pin.id)?.used ?? 0) - pin.used;
      holds(used === (nothing ? 0 : 1), () => `used ${used} times by ${text(was)}`);
      if (nothing)
        holds(text({ ...is, name: '' }) === text({ ...was, name: '' }), () => `${text(was)} to ${text(is)}`);
      else {
        holds(pin.expiresAt === null || now < pin.expiresAt, () => `${text(pin)} used at ${now}`);
        holds(pin.maxUses === null || pin.used < pin.maxUses, () => `${text(pin)} used once more`);
        holds(!was.ban, () => `${was.id} was let in`);
      }
      for (const [right, override] of Object.entries(was.overrides))
        holds(
          text(is.overrides[right as Right]) === text(override),
          () => `${right} of ${was.id} was altered`,
        );
    });
  });

  it('R10: no participant hands out a role or a moderation right beyond their own', () => {
    always(({ before, outcome, actor, command, now }) => {
      if (actor.type !== 'participant' || command.do === 'join') return;
      const asks = before.participants.get(actor.id)?.person;
      const self = asks && before.people.get(asks);
      for (const effect of outcome.effects) {
        if (effect.type !== 'record') continue;
        const { change, cause } = effect.entry;
        const given =
          change.on === 'membership' || change.on === 'pin'
            ? { before: change.before, after: change.after }
            : null;
        if (!given || cause === 'time') continue;
        holds(self !== undefined, () => 'by nobody');
        const held = moderationRights(self, now);
        if (self.membership?.role === 'owner') continue;
        holds(given.before?.role !== 'owner' && given.after?.role !== 'owner', () => text(change));
        if (given.before?.role === 'moderator' || given.after?.role === 'moderator')
          holds(held.includes('editModerators'), () => `${text(change)} by ${text(self)}`);
        for (const right of given.after?.moderation ?? [])
          holds(held.includes(right) || given.before?.moderation.includes(right) === true, () =>
            text(change),
          );
      }
    });
  });

  it('R1 to R9: two people with equal stored state get equal answers', () => {
    always(({ after, now }) => {
      for (const person of after.people.values()) {
        const twin: Person = {
          ...person,
          id: isGuest(person.id) ? guestPerson('twin') : userPerson('twin'),
          name: '',
        };
        const open = { ...after.settings, muteAll: after.settings.muteAll && { mark: null, except: [] } };
        holds(
          text(mayUnmute(open, person, now)) === text(mayUnmute(open, twin, now)),
          () => `${person.id} and a twin differ on unmuting`,
        );
        for (const ask of ASKS)
          holds(
            text(decide(after.settings, person, ask, now)) === text(decide(after.settings, twin, ask, now)),
            () => `${person.id} and a twin differ on ${text(ask)}`,
          );
      }
    });
  });
});

const personAt = (room: Room, id: ParticipantId): PersonId | null =>
  (room.participants.get(id) ?? room.waiting.get(id))?.person ?? null;

const kindOf = (room: Room, id: Parameters<Room['publications']['get']>[0]) =>
  room.publications.get(id)?.kind ?? 'microphone';

function refusalIsWhole(denied: { reason: { rule: string; because: string }; remedy: { do: string } }): void {
  holds(/^R([1-9]|1[0123]|2[12679])$/.test(denied.reason.rule), () => text(denied));
  holds(denied.reason.because.length > 0 && denied.remedy.do.length > 0, () => text(denied));
}

/** Scans everything that is sent, as sent, for any trace of any other person. */
function namesNobodyElse(messages: readonly unknown[], self: PersonId, before: Room, after: Room): void {
  const sent = text(messages);
  for (const person of CAST) {
    if (person === self) continue;
    for (const trace of [nameOf(person), person])
      holds(!sent.includes(trace), () => `${self} is told of ${trace}: ${sent}`);
  }
  holds(!sent.includes('Qmarkq'), () => `${self} is told who set something: ${sent}`);
  for (const room of [before, after])
    for (const { id, person } of [...room.participants.values(), ...room.waiting.values()])
      if (person !== self) holds(!sent.includes(id), () => `${self} is told of ${id}: ${sent}`);
}

/** What is stored about people, without the names that only a visit brought. */
const rightsOf = (room: Room) =>
  canonical(
    [...room.people.values()]
      .filter((person) => !isUndecided(person))
      .map(({ name: _, ...rest }) => rest)
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  );

/** What an engine that knows nothing else would hold. */
interface Model {
  readonly ports: Map<string, string>;
  readonly publications: Map<string, string>;
  readonly routes: Set<string>;
}

const toModel = ({ ports, publications, routes }: Plan): Model => ({
  ports: new Map([...ports.entries()].map(([id, port]) => [id, text(port)])),
  publications: new Map([...publications.entries()].map(([id, one]) => [id, text(one)])),
  routes: new Set([...routes.entries()].flatMap(([to, list]) => list.map((id) => `${id} to ${to}`))),
});

const modelText = ({ ports, publications, routes }: Model) =>
  text([[...ports].sort(), [...publications].sort(), [...routes].sort()]);

function carryOut(model: Model, change: ReturnType<typeof difference>): void {
  for (const id of change.closed) holds(model.publications.delete(id), () => `${id} was not open`);
  for (const { publication, subscriber } of change.removed)
    holds(model.routes.delete(`${publication} to ${subscriber}`), () => `${publication} was not routed`);
  for (const { participant, port } of change.ports) {
    if (port) model.ports.set(participant, text(port));
    else holds(model.ports.delete(participant), () => `${participant} had no port`);
  }
  for (const one of change.opened) {
    holds(!model.publications.has(one.id), () => `${one.id} is open already`);
    model.publications.set(one.id, text(one));
  }
  for (const { publication, subscriber } of change.added) {
    holds(!model.routes.has(`${publication} to ${subscriber}`), () => `${publication} is routed already`);
    holds(model.publications.has(publication), () => `${publication} is routed and not open`);
    model.routes.add(`${publication} to ${subscriber}`);
  }
}
