CREATE TABLE "app_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"digest" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint,
	"last_used_at" bigint,
	CONSTRAINT "app_tokens_digest_unique" UNIQUE("digest")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"webhook" text NOT NULL,
	"room" text NOT NULL,
	"event" jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" bigint,
	"taken_at" bigint,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"owner" text NOT NULL,
	"key" text NOT NULL,
	"request" text NOT NULL,
	"status" integer,
	"body" jsonb,
	"headers" jsonb,
	"created_at" bigint NOT NULL,
	CONSTRAINT "idempotency_owner_key_pk" PRIMARY KEY("owner","key")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"room" text NOT NULL,
	"sender" text NOT NULL,
	"sender_name" text NOT NULL,
	"receiver" text,
	"text" text NOT NULL,
	"at" bigint NOT NULL,
	"expires_at" bigint,
	"removed" jsonb
);
--> statement-breakpoint
CREATE TABLE "pins" (
	"room" text NOT NULL,
	"id" text NOT NULL,
	"code" text NOT NULL,
	"pin" jsonb NOT NULL,
	CONSTRAINT "pins_room_id_pk" PRIMARY KEY("room","id")
);
--> statement-breakpoint
CREATE TABLE "user_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"app" text DEFAULT '' NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"events" jsonb NOT NULL,
	"rooms" jsonb NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "pins" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "gid" serial NOT NULL;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "preset" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "rooms" ADD COLUMN "deleted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "active" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "extra" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_webhook_webhooks_id_fk" FOREIGN KEY ("webhook") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_room_rooms_id_fk" FOREIGN KEY ("room") REFERENCES "public"."rooms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pins" ADD CONSTRAINT "pins_room_rooms_id_fk" FOREIGN KEY ("room") REFERENCES "public"."rooms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_tokens" ADD CONSTRAINT "user_tokens_address_users_address_fk" FOREIGN KEY ("address") REFERENCES "public"."users"("address") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "deliveries_order" ON "deliveries" USING btree ("webhook","room","id");--> statement-breakpoint
CREATE INDEX "idempotency_created" ON "idempotency" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "messages_room_id" ON "messages" USING btree ("room","id");--> statement-breakpoint
CREATE UNIQUE INDEX "pins_room_code" ON "pins" USING btree ("room","code");--> statement-breakpoint
CREATE INDEX "user_tokens_address" ON "user_tokens" USING btree ("address");--> statement-breakpoint
CREATE INDEX "people_person" ON "people" USING btree ("person");--> statement-breakpoint
CREATE INDEX "rooms_created" ON "rooms" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "rooms_name" ON "rooms" USING btree ("name","id");--> statement-breakpoint
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_gid_unique" UNIQUE("gid");--> statement-breakpoint
UPDATE "rooms" SET "name" = coalesce("settings"->>'name', ''), "preset" = coalesce("settings"->>'preset', ''), "deleted" = coalesce(jsonb_typeof("settings"->'deleted') = 'object', false);
