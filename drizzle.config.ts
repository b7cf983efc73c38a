/**
 * `npx drizzle-kit@0.31.11 generate` writes the next migration after a change of the schema. It is not installed with
 * the rest: only who changes the schema needs it.
 */
export default {
  dialect: 'postgresql',
  schema: './server/store/schema.ts',
  out: './server/store/migrations',
};
