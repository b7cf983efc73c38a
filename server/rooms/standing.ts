import type { ParticipantId } from '@/lib/core/ids.ts';
import { classKey, type Standing, type ViewClass } from '@/lib/core/roster/sight.ts';

/** The classes of everybody in one room, counted: a step that concerns one person does not ask all the others. */
export class Classes implements Standing {
  private readonly of = new Map<ParticipantId, ViewClass>();
  private readonly counted = new Map<string, { readonly cls: ViewClass; count: number }>();

  get(participant: ParticipantId): ViewClass | undefined {
    return this.of.get(participant);
  }

  *classes(): Generator<ViewClass> {
    for (const { cls } of this.counted.values()) yield cls;
  }

  set(participant: ParticipantId, cls: ViewClass): void {
    this.delete(participant);
    this.of.set(participant, cls);
    const key = classKey(cls);
    const known = this.counted.get(key);
    if (known) known.count += 1;
    else this.counted.set(key, { cls, count: 1 });
  }

  delete(participant: ParticipantId): void {
    const cls = this.of.get(participant);
    if (!cls) return;
    this.of.delete(participant);
    const key = classKey(cls);
    const known = this.counted.get(key);
    if (known && --known.count === 0) this.counted.delete(key);
  }
}
