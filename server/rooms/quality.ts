import { profileOf } from '@/lib/core/gate/standing.ts';
import type { ParticipantId, PublicationId } from '@/lib/core/ids.ts';
import { type Allotment, allot, NOT_SAID, type Showing, type Source } from '@/lib/core/quality/allot.ts';
import { type Downlink, hear, UNLIMITED } from '@/lib/core/quality/downlink.ts';
import { type Level, WHOLE } from '@/lib/core/quality/level.ts';
import { type Judgement, judge, UNDOUBTED } from '@/lib/core/quality/link.ts';
import type { LinkQuality, Report } from '@/lib/core/quality/report.ts';
import { NOTHING_SENT, type Sending, sendingOf } from '@/lib/core/quality/sources.ts';
import type { Sent, Viewing } from '@/lib/core/quality/viewing.ts';
import { same } from '@/lib/core/room/check.ts';
import { personOf, type Room } from '@/lib/core/room/room.ts';
import { EMPTY_PLAN, type Plan } from '@/lib/core/routes.ts';
import { Table } from '@/lib/core/table.ts';
import type { RoomMedia } from '../media/engine.ts';
import type { Clock, Outbox } from './ports.ts';

export interface QualityParts {
  readonly media: Pick<RoomMedia, 'want'>;
  readonly outbox: Pick<Outbox, 'tell'>;
  readonly clock: Clock;
  /** R34: has the room know that a participant's connection is another now. */
  link(participant: ParticipantId, quality: LinkQuality): void;
}

/** What is known of one who watches. It lives as long as they are a participant. */
interface Viewer {
  showing: Showing;
  /** Their page said that it shows nothing, which a page also says before it has drawn anything. */
  empty: boolean;
  line: Downlink;
  judgement: Judgement;
  heardAt: number;
  given: Allotment;
  wants: ReadonlyMap<PublicationId, Level>;
  told: Readonly<Record<string, Sent>>;
  /** Routed since their page last said what it shows, which may be about to show it. */
  fresh: ReadonlySet<PublicationId>;
}

/** Browsers report every two seconds, or every one; what comes faster than this is not listened to, milliseconds. */
const FASTEST_MS = 750;
/** For so long, milliseconds, what is routed is sent to a page that may be just about to show it. */
const FRESH_MS = 3_000;
/** As large as a tile is taken to be meanwhile, in device pixels. */
const FRESH_TILE = { width: 640, height: 360 };

/**
 * R35: how much of what they are routed each viewer of one room is sent. After a step, and after what a page or a
 * browser reports, those whom it concerns are looked at again and nobody else. Nothing here is stored.
 */
export class Quality {
  private readonly viewers = new Map<ParticipantId, Viewer>();
  /** Those whose connection carries less than they would see. */
  private readonly limited = new Set<ParticipantId>();
  private sending: Sending = NOTHING_SENT;
  private plan: Plan = EMPTY_PLAN;

  constructor(
    private room: Room,
    private readonly parts: QualityParts,
  ) {}

  /** What a participant's page shows now. */
  viewing(id: ParticipantId, viewing: Viewing): void {
    const viewer = this.viewer(id);
    const { tiles, lowData } = viewing;
    if (!tiles.length && !viewer.showing.tiles) {
      viewer.showing = { tiles: null, lowData };
      if (!viewer.empty) this.settleLater([id]);
      viewer.empty = true;
    } else {
      viewer.showing = viewing;
      const shown = new Set(tiles.map(({ publication }) => publication));
      // Of what has just come a page may not have known when it wrote this, but one that is hidden shows none of it.
      viewer.fresh = new Set(tiles.length ? [...viewer.fresh].filter((one) => !shown.has(one)) : []);
    }
    this.fit(id);
  }

  /** What a participant's browser measured. */
  measured(id: ParticipantId, report: Report): void {
    const viewer = this.viewer(id);
    const now = this.parts.clock.now();
    if (now - viewer.heardAt < FASTEST_MS) return;
    viewer.heardAt = now;
    viewer.judgement = judge(viewer.judgement, report);
    const { quality } = viewer.judgement;
    if (this.room.participants.get(id)?.link !== quality && this.publishes(id)) this.parts.link(id, quality);

    const { budget } = viewer.line;
    viewer.line = this.adapts(id) ? hear(viewer.line, report.down, viewer.given, now) : UNLIMITED;
    if (viewer.line.budget !== budget) this.fit(id);
  }

  /** After a step, when its media is on its way: an engine keeps nothing of those it does not know yet. */
  stepped(before: Room, room: Room, plan: Plan): void {
    const stood = this.plan;
    this.room = room;
    this.plan = plan;
    for (const id of Table.changedKeys(before.participants, room.participants)) {
      if (room.participants.has(id)) continue;
      this.viewers.delete(id);
      this.limited.delete(id);
    }
    const concerned = this.concerned(before);
    const newcomers: ParticipantId[] = [];
    for (const id of Table.changedKeys(stood.routes, plan.routes)) {
      if (!room.participants.has(id)) continue;
      concerned.add(id);
      if (this.welcome(id, stood.routes.get(id) ?? [])) newcomers.push(id);
    }
    for (const id of concerned) this.fit(id);
    if (newcomers.length) this.settleLater(newcomers);
  }

  /** Says to a participant anew what they are sent: a returning socket may have missed it. */
  refresh(id: ParticipantId): void {
    const told = this.viewers.get(id)?.told;
    if (told) this.parts.outbox.tell(id, [{ is: 'sent', sent: told }]);
  }

  /** The media goes another way, which knows nothing of this yet. */
  renew(): void {
    for (const [id, { wants }] of this.viewers) if (wants.size) this.parts.media.want(id, wants);
  }

  /** Whom a change of what is sent in the room concerns, beside those whose routes changed. */
  private concerned(before: Room): Set<ParticipantId> {
    const { room, sending } = this;
    const people = Table.changedKeys(before.people, room.people);
    const unaltered =
      !people.size &&
      before.publications === room.publications &&
      before.talking === room.talking &&
      before.spotlight === room.spotlight &&
      before.settings === room.settings;
    if (unaltered) return new Set();

    this.sending = sendingOf(room, sending);
    let shares = false;
    let everybody = before.settings.profile.adaptive !== room.settings.profile.adaptive;
    // Not told by its source alone: a voice that nobody was sent and that is muted is as closed as before.
    everybody ||= !sameMembers(sending.unheard, this.sending.unheard);
    for (const [id, source] of this.sending.sources) {
      const had = sending.sources.get(id);
      // What is new or gone comes with the routes.
      if (!had || same(had, source)) continue;
      shares = true;
      // These alter what is sent also to those whose connection carries everything.
      everybody ||= !same(had.layers, source.layers) || (had.rank === 'first') !== (source.rank === 'first');
    }
    if (everybody) return new Set(this.plan.routes.keys());
    const some = new Set(shares ? this.limited : []);
    for (const person of people) for (const id of room.presence.get(person) ?? []) some.add(id);
    return some;
  }

  /** What is new to a viewer is sent until their page can have said whether it shows it. */
  private welcome(id: ParticipantId, had: readonly PublicationId[]): boolean {
    const viewer = this.viewers.get(id);
    if (!viewer?.showing.tiles?.length) return false;
    const fresh = (this.plan.routes.get(id) ?? []).filter((one) => !had.includes(one));
    viewer.fresh = new Set([...viewer.fresh, ...fresh]);
    return fresh.length > 0;
  }

  /** By then a page has drawn what it shows, and has said so. */
  private settleLater(ids: readonly ParticipantId[]): void {
    const { clock } = this.parts;
    clock.at(clock.now() + FRESH_MS, () => {
      for (const id of ids) {
        const viewer = this.viewers.get(id);
        if (!viewer) continue;
        viewer.fresh = new Set();
        if (viewer.empty && !viewer.showing.tiles) viewer.showing = { ...viewer.showing, tiles: [] };
        this.fit(id);
      }
    });
  }

  /** Gives one viewer what is theirs now, and says so where it is another than it was. */
  private fit(id: ParticipantId): void {
    const viewer = this.viewer(id);
    const routed = this.plan.routes.get(id) ?? [];
    const sources = routed.flatMap((one): Source[] => {
      const source = this.sending.sources.get(one);
      return source ? [source] : [];
    });
    if (!this.adapts(id)) viewer.line = UNLIMITED;
    viewer.given = allot(sources, this.shown(viewer), viewer.line.budget);
    if (viewer.line.budget === null) this.limited.delete(id);
    else this.limited.add(id);

    const less = [...viewer.given.sent].filter(([, { level }]) => level !== WHOLE);
    const silent = routed.filter((one) => this.sending.unheard.has(one)).map((one) => [one, 'none'] as const);
    const wants = new Map<PublicationId, Level>([
      ...less.map(([one, { level }]) => [one, level] as const),
      ...silent,
    ]);
    if (!sameEntries(viewer.wants, wants)) {
      viewer.wants = wants;
      this.parts.media.want(id, wants);
    }
    const told = Object.fromEntries(less);
    if (same(viewer.told, told)) return;
    viewer.told = told;
    this.parts.outbox.tell(id, [{ is: 'sent', sent: told }]);
  }

  private shown({ showing, fresh }: Viewer): Showing {
    if (!showing.tiles || !fresh.size) return showing;
    const expected = [...fresh].map((publication) => ({ publication, ...FRESH_TILE }));
    return { ...showing, tiles: [...showing.tiles, ...expected] };
  }

  private viewer(id: ParticipantId): Viewer {
    const known = this.viewers.get(id);
    if (known) return known;
    const viewer: Viewer = {
      showing: NOT_SAID,
      empty: false,
      line: UNLIMITED,
      judgement: UNDOUBTED,
      heardAt: Number.NEGATIVE_INFINITY,
      given: allot([], NOT_SAID, null),
      wants: new Map(),
      told: {},
      fresh: new Set(),
    };
    this.viewers.set(id, viewer);
    return viewer;
  }

  /** R9: whether their connection counts for what they are sent. */
  private adapts(id: ParticipantId): boolean {
    const participant = this.room.participants.get(id);
    return (
      participant !== undefined && profileOf(this.room.settings, personOf(this.room, participant)).adaptive
    );
  }

  /** R34: what nobody is sent of somebody, nobody need know the quality of. */
  private publishes(id: ParticipantId): boolean {
    for (const { participant } of this.room.publications.values()) if (participant === id) return true;
    return false;
  }
}

const sameMembers = <One>(a: ReadonlySet<One>, b: ReadonlySet<One>): boolean =>
  a.size === b.size && [...b].every((one) => a.has(one));

function sameEntries<Key, Value>(a: ReadonlyMap<Key, Value>, b: ReadonlyMap<Key, Value>): boolean {
  return a.size === b.size && [...b].every(([key, value]) => a.get(key) === value);
}
