import type { TestProject } from 'vitest/node';
import { postgresPrograms, startPostgres, type TestPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The port of the one PostgreSQL of all tests; null where none is installed. */
    postgres: number | null;
  }
}

let running: TestPostgres | null = null;

/** One PostgreSQL for all tests that are not about its end: each block of them makes a database of its own in it. */
export async function setup(project: TestProject): Promise<void> {
  running = postgresPrograms() ? await startPostgres() : null;
  project.provide('postgres', running?.port ?? null);
}

export const teardown = async (): Promise<void> => running?.stop();
