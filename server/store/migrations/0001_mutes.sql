ALTER TABLE "people" ADD COLUMN "mute" jsonb;
