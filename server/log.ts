import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Structured logs, one JSON object a line, on standard error; standard output is for people. */
export const createLog = (level: string): Log =>
  pino({ level, base: { service: 'rostrum' } }, pino.destination(2));
