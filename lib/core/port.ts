import type { Kind, Medium } from './gate/rights.ts';
import { isNarrower, type Limits } from './quality/limits.ts';

/** What a participant's media connections must be able to carry. */
export interface Port {
  /** The kinds that may be forwarded from this participant now. Anything else is dropped before any listener. */
  readonly send: readonly Kind[];
  /** Prepare to send (somebody may be given the right soon), although nothing may be forwarded yet. */
  readonly warm: boolean;
  /** How many screens may be forwarded at once, where `send` holds screens; links are opened with as many lines. */
  readonly screens: number;
  /** The media this participant may be given at all; empty means no receiving side is prepared. */
  readonly receive: readonly Medium[];
  /**
   * The most that may be sent, whatever the browser says it sends. An engine that media does not pass through cannot
   * hold anybody to it.
   */
  readonly limits: Limits;
}

/** Whether somebody loses anything by it; `null`: there is none any more. */
export const loses = (had: Port | null | undefined, port: Port | null): boolean =>
  had != null &&
  (!port ||
    had.screens > port.screens ||
    had.send.some((kind) => !port.send.includes(kind)) ||
    had.receive.some((medium) => !port.receive.includes(medium)) ||
    isNarrower(port.limits, had.limits));
