/** A device that was chosen. Browsers may forget an id, and give the same device another; its label stays. */
export interface Choice {
  /** Empty: whichever the system uses. */
  readonly id: string;
  readonly label: string;
}
export const NO_CHOICE: Choice = { id: '', label: '' };

export interface Device {
  readonly id: string;
  readonly label: string;
  /** The same for the microphone and the speaker of one headset; empty where the browser does not say. */
  readonly group?: string;
  /** The one that the system uses where nothing is chosen, as far as the browser says. */
  readonly usual?: boolean;
}

/** The id to open for what was chosen, among what there is now; empty leaves it to the system. */
export function settle({ id, label }: Choice, found: readonly Device[]): string {
  if (!id) return '';
  const device = found.find((one) => one.id === id) ?? found.find((one) => label && one.label === label);
  return device?.id ?? '';
}

/** What takes the place of a device that ended; null where there is nothing else. */
export function substitute(gone: Choice, found: readonly Device[]): Device | null {
  const itself = found.find(({ id }) => id === gone.id);
  // A camera with a microphone in it has lost both.
  const rest = found.filter(({ id, group }) => id !== gone.id && !(itself?.group && group === itself.group));
  return rest.find(({ usual }) => usual) ?? rest[0] ?? null;
}

/** What was plugged in. Where nothing had a name before, the browser has only begun to tell. */
export const arrived = (before: readonly Device[], after: readonly Device[]): readonly Device[] =>
  before.length ? after.filter(({ id }) => !before.some((one) => one.id === id)) : [];
