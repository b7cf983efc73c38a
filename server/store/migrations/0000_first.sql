CREATE TABLE "audit" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"room" text NOT NULL,
	"at" bigint NOT NULL,
	"actor" jsonb NOT NULL,
	"cause" text NOT NULL,
	"change" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"room" text NOT NULL,
	"person" text NOT NULL,
	"name" text NOT NULL,
	"membership" jsonb,
	"overrides" jsonb NOT NULL,
	"grants" jsonb NOT NULL,
	"ban" jsonb,
	CONSTRAINT "people_room_person_pk" PRIMARY KEY("room","person")
);
--> statement-breakpoint
CREATE TABLE "rooms" (
	"id" text PRIMARY KEY NOT NULL,
	"settings" jsonb NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"address" text PRIMARY KEY NOT NULL,
	"uid" serial NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "users_uid_unique" UNIQUE("uid")
);
--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_room_rooms_id_fk" FOREIGN KEY ("room") REFERENCES "public"."rooms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_room_id" ON "audit" USING btree ("room","id");