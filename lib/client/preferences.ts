import { type Choice, NO_CHOICE } from './device-choice.ts';
import { read, write } from './storage.ts';

/** One yes or no that this browser remembers for the next visit. */
export interface Preference {
  /** Read where it is used, so that a switch counts at once. */
  get(): boolean;
  set(on: boolean): void;
}

const preference = (key: string, byDefault: boolean): Preference => ({
  get: () => (read(localStorage, key) ?? (byDefault ? '1' : '0')) === '1',
  set: (on) => write(localStorage, key, on ? '1' : '0'),
});

const openOnTurn = preference('rostrum:open-on-turn', false);
/** R13: whether one's own microphone opens by itself when one's raised hand is answered. */
export const keptOpenOnTurn = openOnTurn.get;
export const keepOpenOnTurn = openOnTurn.set;

const lowData = preference('rostrum:low-data', false);
/** Small pictures only, both ways: for who pays for their data, or has little. */
export const keptLowData = lowData.get;
export const keepLowData = lowData.set;

/** A short sound when a hand is raised, one's turn comes, somebody waits or the call ends. */
export const sounds = preference('rostrum:sounds', true);
/** Being told that one talks while one's microphone is muted. */
export const mutedHint = preference('rostrum:muted-hint', true);
/** Single keys do something; those who speak to their computer, or type by accident, can do without. */
export const shortcuts = preference('rostrum:shortcuts', true);
/** The background of one's own picture, where the camera itself can blur it. */
export const blurring = preference('rostrum:blur', false);

const TURN_SECONDS = 'rostrum:turn-seconds';
/** For how long a host lets people speak, in this tab: the next lesson begins without a limit again. */
export const keptTurnSeconds = (): number | undefined =>
  Number(read(sessionStorage, TURN_SECONDS)) || undefined;
export const keepTurnSeconds = (seconds: number | undefined): void =>
  write(sessionStorage, TURN_SECONDS, String(seconds ?? ''));

const deviceKey = (kind: string) => `rostrum:device:${kind}`;
/** The device that was chosen last in this browser; it need not be there today. */
export function keptChoice(kind: string): Choice {
  try {
    const { id, label } = JSON.parse(read(localStorage, deviceKey(kind)) ?? '{}');
    return typeof id === 'string' && typeof label === 'string' ? { id, label } : NO_CHOICE;
  } catch {
    return NO_CHOICE;
  }
}
export const keepChoice = (kind: string, choice: Choice): void =>
  write(localStorage, deviceKey(kind), JSON.stringify(choice));
