/** Whether pages may choose what they play on (W3C Audio Output Devices); not every browser has it. */
export const canChooseSpeaker = (): boolean =>
  typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype;

interface Sink {
  setSinkId?(id: string): Promise<void>;
}

/** Plays on the chosen speaker; where that cannot be, on the one the system uses. Empty: the system's. */
export function playOn(player: object, speaker: string): void {
  void (player as Sink).setSinkId?.(speaker).catch(() => {});
}
