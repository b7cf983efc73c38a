// Made by `npm run api` from server/http/v1: change the schemas there.

export interface paths {
    "/meetings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a room without an account
         * @description What the start page does: makes a room as its preset has it, and links into it. Needs no token; limited to 30 an hour for each address, and answered with 403 where `MEETINGS=0` is set.
         */
        post: operations["startMeeting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List presets
         * @description Every starting point for a room, with the settings it stands for.
         *
         *     Scope: `rooms:read`.
         */
        get: operations["listPresets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List rooms
         * @description A page of the rooms that are not deleted. A cursor belongs to one order: `sort`, `search` and `preset` must stay the same from page to page.
         *
         *     Scope: `rooms:read`.
         */
        get: operations["listRooms"];
        put?: never;
        /**
         * Make a room
         * @description Makes a room as its preset has it, changed by the settings given, with members, and with a speaker’s and a listener’s PIN; all of it or nothing. 409 when the id is taken, also by a room that is deleted. With members it needs the scope `members:write` too, and the PINs are given back to who has `pins:read`. Bodies up to 10 MB.
         *
         *     Scope: `rooms:write`.
         */
        post: operations["createRoom"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rooms/{room}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a room
         * @description Its settings. A deleted room is answered as one that never was: 404.
         *
         *     Scope: `rooms:read`.
         */
        get: operations["getRoom"];
        put?: never;
        post?: never;
        /**
         * Delete a room
         * @description Closes the room for good and ends its call. Its audit trail is kept, but not served any more.
         *
         *     Scope: `rooms:write`.
         */
        delete: operations["deleteRoom"];
        options?: never;
        head?: never;
        /**
         * Change a room
         * @description Changes what is named, all of it or nothing; a running call follows at once. Absent: unchanged. Null: unset. Settings that contradict themselves (such as publish “anyone” in a room without kinds) are 400.
         *
         *     Scope: `rooms:write`.
         */
        patch: operations["patchRoom"];
        trace?: never;
    };
    "/rooms/{room}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the audit trail
         * @description Every change of a right, mute, role, grant, hand, removal and setting of this room. With `Accept: text/csv` or `Accept: application/x-ndjson` all entries that match are sent, not one page. Digits of PINs are masked.
         *
         *     Scope: `audit:read`.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rooms/{room}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask the gate
         * @description Every right of one person, or of a guest, with the rule that decided and what the person could do about a no. Give exactly one of `person` and `guest=true`. Somebody the room does not know is a stranger to it, which is no error.
         *
         *     Scope: `rooms:read`.
         */
        get: operations["decide"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rooms/{room}/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the running call
         * @description Who is in, who publishes what, who may speak and who asks to.
         *
         *     Scope: `live:read`.
         */
        get: operations["getLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rooms/{room}/live/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Act in the running call
         * @description Does what a moderator’s click does, with the same effects at the same speed. A person may be meant who is not in the room now. 404 for a participant who is not there; 409 where the state of the call does not allow it.
         *
         *     Scope: `live:write`.
         */
        post: operations["commandLive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rooms/{room}/live/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow the running call
         * @description Server-Sent Events: `live` holds the whole live state, at once and after each change (at most five a second); `audit` each new entry of the trail, for those who have `audit:read`. A comment every 15 seconds keeps the connection open. It ends when the room is deleted.
         *
         *     Scope: `live:read`.
         */
        get: operations["followLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rooms/{room}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List members
         * @description A page of the people on the room’s list, in the order of their person ids.
         *
         *     Scope: `members:read`.
         */
        get: operations["listMembers"];
        put?: never;
        /**
         * Add, change and remove many members
         * @description Up to 10,000 people in one call, all of them or none; a running call follows at once. Users must exist, or are made with `makeUsers`; otherwise `errors` names every address that is nobody’s, by the rule `unknown-user`. Naming somebody twice is 400. Sending the same again changes nothing, so that no idempotency key is needed. Bodies up to 10 MB.
         *
         *     Scope: `members:write`.
         */
        post: operations["editMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rooms/{room}/members/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a member
         * @description What this person has in this room. 404 for somebody who is not on its list.
         *
         *     Scope: `members:read`.
         */
        get: operations["getMember"];
        /**
         * Set a member
         * @description Puts somebody on the list with exactly what is given: what is absent is as it is for a plain member.
         *
         *     Scope: `members:write`.
         */
        put: operations["putMember"];
        post?: never;
        /**
         * Remove a member
         * @description Takes somebody off the list. What was decided about them (overrides, a ban) stays, and holds when they come back.
         *
         *     Scope: `members:write`.
         */
        delete: operations["deleteMember"];
        options?: never;
        head?: never;
        /**
         * Change a member
         * @description Absent: unchanged. Null: unset. 404 for somebody who is not on the list.
         *
         *     Scope: `members:write`.
         */
        patch: operations["patchMember"];
        trace?: never;
    };
    "/rooms/{room}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List messages
         * @description What the room keeps of what was written to everybody, the newest first. Private messages are left out: they are for the two whom they are between. Empty where the room keeps none.
         *
         *     Scope: `live:read`.
         */
        get: operations["listMessages"];
        put?: never;
        /**
         * Write a message
         * @description Writes in the name of a person, who need not be in the room but must have the right to send; 403 with the reason where they have not. It reaches at once whoever may receive. 409 for a private message to somebody who may not read it.
         *
         *     Scope: `live:write`.
         */
        post: operations["sendMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rooms/{room}/messages/{message}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a message
         * @description Its text is gone for everybody, and from the store. That it was removed stays in the trail.
         *
         *     Scope: `live:write`.
         */
        delete: operations["deleteMessage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rooms/{room}/pins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List PINs
         * @description Every PIN of the room, with its digits and an invitation link.
         *
         *     Scope: `pins:read`.
         */
        get: operations["listPins"];
        put?: never;
        /**
         * Make a PIN
         * @description The digits are made up where none are given; 409 when another PIN of the room has them.
         *
         *     Scope: `pins:write`.
         */
        post: operations["createPin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rooms/{room}/pins/{pin}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a PIN
         * @description Nobody comes in with it any more. Who came in with it before keeps what it gave them.
         *
         *     Scope: `pins:write`.
         */
        delete: operations["deletePin"];
        options?: never;
        head?: never;
        /**
         * Change a PIN
         * @description Absent: unchanged. Null: unset. Who came in with it before keeps what it gave them.
         *
         *     Scope: `pins:write`.
         */
        patch: operations["patchPin"];
        trace?: never;
    };
    "/rooms/{room}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See what an edit would change
         * @description Who would gain and who would lose what if these edits were saved; saves nothing. An edit that would be refused is refused here in the same words. Bodies up to 10 MB.
         *
         *     Scope: `rooms:read`.
         */
        post: operations["preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in
         * @description Whether the cookie that came along stands, and until when.
         */
        get: operations["getSession"];
        put?: never;
        /**
         * Sign in to the console
         * @description Takes the admin token and no other: application tokens are for programs. Sets the cookie `rostrum_console`, which stands for 12 hours, across restarts, until it is given back or the admin token changes. Ten wrong tokens from one address within 15 minutes are answered with 429 until that time is over. Needs the header `X-Rostrum-Console` and the origin of this server, as every unsafe request with that cookie does.
         */
        post: operations["signIn"];
        /**
         * Sign out of the console
         * @description The cookie means nothing from then on, wherever a copy of it is.
         */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List application tokens
         * @description The tokens of backends; never the tokens themselves.
         *
         *     Scope: `tokens:read`.
         */
        get: operations["listTokens"];
        put?: never;
        /**
         * Make an application token
         * @description A token for a backend. It is shown once, since only a digest is kept. Nobody hands out a scope that they do not have (403).
         *
         *     Scope: `tokens:write`.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke an application token
         * @description It is worth nothing from now on.
         *
         *     Scope: `tokens:write`.
         */
        delete: operations["deleteToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List users
         * @description A page of the users, in the order of their addresses.
         *
         *     Scope: `users:read`.
         */
        get: operations["listUsers"];
        put?: never;
        /**
         * Add a user
         * @description 409 when the address is taken.
         *
         *     Scope: `users:write`.
         */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{address}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a user
         * @description Who is behind an address.
         *
         *     Scope: `users:read`.
         */
        get: operations["getUser"];
        put?: never;
        post?: never;
        /**
         * Remove a user
         * @description Takes back every token, takes the user off every list and out of every call. What was denied to them stays denied.
         *
         *     Scope: `users:write`.
         */
        delete: operations["deleteUser"];
        options?: never;
        head?: never;
        /**
         * Change a user
         * @description Absent: unchanged. Switching somebody off ends every call they are in.
         *
         *     Scope: `users:write`.
         */
        patch: operations["patchUser"];
        trace?: never;
    };
    "/users/{address}/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List a user’s tokens
         * @description The tokens that were given out and stand; never the tokens themselves.
         *
         *     Scope: `users:read`.
         */
        get: operations["listUserTokens"];
        put?: never;
        /**
         * Make a token for a user
         * @description By this token the user comes in, in a link `/r/{room}?token=…`. It says who they are; what they may do stands in each room.
         *
         *     Scope: `users:write`.
         */
        post: operations["createUserToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/users/{address}/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a user’s token back
         * @description It opens nothing any more, and the calls of this user end.
         *
         *     Scope: `users:write`.
         */
        delete: operations["deleteUserToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List webhooks
         * @description Every webhook, also the one from the environment; never their secrets.
         *
         *     Scope: `webhooks:read`.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Make a webhook
         * @description The address is told what happens in rooms from now on, signed with the secret in this answer, which is shown once. Whoever may do this decides where this server sends requests.
         *
         *     Scope: `webhooks:write`.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a webhook
         * @description Where it sends, and what; not its secret.
         *
         *     Scope: `webhooks:read`.
         */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /**
         * Remove a webhook
         * @description With whatever still waits for it. 409 for the webhook that the environment makes.
         *
         *     Scope: `webhooks:write`.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change a webhook
         * @description Absent: unchanged. What waits is sent to the new address. 409 for the webhook that the environment makes.
         *
         *     Scope: `webhooks:write`.
         */
        patch: operations["patchWebhook"];
        trace?: never;
    };
    "/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what a webhook was told
         * @description The newest first: what waits, and what was taken or given up in the last three days.
         *
         *     Scope: `webhooks:read`.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "room.started": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Told to webhooks: room.started */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        type: "room.started";
                        /** Format: date-time */
                        timestamp: string;
                        room: {
                            id: string;
                            name: string;
                        };
                        data: Record<string, never>;
                    };
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "room.ended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Told to webhooks: room.ended */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        type: "room.ended";
                        /** Format: date-time */
                        timestamp: string;
                        room: {
                            id: string;
                            name: string;
                        };
                        data: {
                            interrupted: boolean;
                        };
                    };
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "participant.joined": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Told to webhooks: participant.joined */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        type: "participant.joined";
                        /** Format: date-time */
                        timestamp: string;
                        room: {
                            id: string;
                            name: string;
                        };
                        data: {
                            participant: string;
                            person: string;
                            address: string | null;
                            name: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "participant.left": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Told to webhooks: participant.left */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        type: "participant.left";
                        /** Format: date-time */
                        timestamp: string;
                        room: {
                            id: string;
                            name: string;
                        };
                        data: {
                            participant: string;
                            person: string;
                            address: string | null;
                            name: string;
                            /** @enum {string} */
                            why: "left" | "lost" | "removed" | "disconnected" | "room-closed" | "no-right" | "membership-over" | "denied" | "no-place" | "time-over" | "call-ended";
                            /** Format: date-time */
                            joinedAt: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "publication.started": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Told to webhooks: publication.started */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        type: "publication.started";
                        /** Format: date-time */
                        timestamp: string;
                        room: {
                            id: string;
                            name: string;
                        };
                        data: {
                            publication: string;
                            participant: string;
                            person: string;
                            address: string | null;
                            name: string;
                            /** @enum {string} */
                            kind: "microphone" | "camera" | "screen" | "screenAudio";
                        };
                    };
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "publication.ended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Told to webhooks: publication.ended */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        type: "publication.ended";
                        /** Format: date-time */
                        timestamp: string;
                        room: {
                            id: string;
                            name: string;
                        };
                        data: {
                            publication: string;
                            participant: string;
                            person: string;
                            address: string | null;
                            name: string;
                            /** @enum {string} */
                            kind: "microphone" | "camera" | "screen" | "screenAudio";
                            /** @enum {string} */
                            why: "closed" | "stopped" | "refused" | "left";
                        };
                    };
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "right.changed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Told to webhooks: right.changed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        type: "right.changed";
                        /** Format: date-time */
                        timestamp: string;
                        room: {
                            id: string;
                            name: string;
                        };
                        data: ({
                            /** @enum {string} */
                            on: "override";
                            person: string;
                            address: string | null;
                            name: string;
                            /** @enum {string} */
                            right: "publish" | "subscribe" | "list" | "send" | "receive";
                            before: {
                                /** @enum {string} */
                                value: "allow" | "deny";
                                media: ("audio" | "video")[] | null;
                                kinds: ("microphone" | "camera" | "screen" | "screenAudio")[] | null;
                            } | null;
                            after: {
                                /** @enum {string} */
                                value: "allow" | "deny";
                                media: ("audio" | "video")[] | null;
                                kinds: ("microphone" | "camera" | "screen" | "screenAudio")[] | null;
                            } | null;
                        } | {
                            /** @enum {string} */
                            on: "grant";
                            person: string;
                            address: string | null;
                            name: string;
                            /** @enum {string} */
                            right: "publish" | "subscribe" | "list" | "send" | "receive";
                            before: {
                                kinds: ("microphone" | "camera" | "screen" | "screenAudio")[] | null;
                                /** Format: date-time */
                                until: string | null;
                                /** @enum {string} */
                                cause: "hand" | "click" | "api" | "queue";
                            } | null;
                            after: {
                                kinds: ("microphone" | "camera" | "screen" | "screenAudio")[] | null;
                                /** Format: date-time */
                                until: string | null;
                                /** @enum {string} */
                                cause: "hand" | "click" | "api" | "queue";
                            } | null;
                        } | {
                            /** @enum {string} */
                            on: "ban";
                            person: string;
                            address: string | null;
                            name: string;
                            before: {
                                byName: string;
                                /** Format: date-time */
                                at: string;
                            } | null;
                            after: {
                                byName: string;
                                /** Format: date-time */
                                at: string;
                            } | null;
                        } | {
                            /** @enum {string} */
                            on: "mute";
                            person: string;
                            address: string | null;
                            name: string;
                            before: {
                                byName: string;
                                /** Format: date-time */
                                at: string;
                            } | null;
                            after: {
                                byName: string;
                                /** Format: date-time */
                                at: string;
                            } | null;
                        } | {
                            /** @enum {string} */
                            on: "membership";
                            person: string;
                            address: string | null;
                            name: string;
                            before: {
                                /** @enum {string} */
                                role: "owner" | "moderator" | "member";
                                moderation: ("modifyRoom" | "editMembers" | "editModerators" | "controlCalls" | "removeFromCall" | "managePins" | "deleteRoom")[];
                                profile: {
                                    [key: string]: unknown;
                                };
                                /** Format: date-time */
                                expiresAt: string | null;
                            } | null;
                            after: {
                                /** @enum {string} */
                                role: "owner" | "moderator" | "member";
                                moderation: ("modifyRoom" | "editMembers" | "editModerators" | "controlCalls" | "removeFromCall" | "managePins" | "deleteRoom")[];
                                profile: {
                                    [key: string]: unknown;
                                };
                                /** Format: date-time */
                                expiresAt: string | null;
                            } | null;
                        } | {
                            /** @enum {string} */
                            on: "audience";
                            /** @enum {string} */
                            right: "publish" | "subscribe" | "list" | "send" | "receive";
                            /** @enum {string} */
                            before: "members" | "selected" | "anyone";
                            /** @enum {string} */
                            after: "members" | "selected" | "anyone";
                        } | {
                            /** @enum {string} */
                            on: "settings";
                            before: {
                                [key: string]: unknown;
                            };
                            after: {
                                [key: string]: unknown;
                            };
                        }) & {
                            actor: {
                                person: string | null;
                                name: string;
                            };
                            /** @enum {string} */
                            cause: "asked" | "time" | "left" | "answered" | "revoked";
                        };
                    };
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "hand.raised": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Told to webhooks: hand.raised */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        type: "hand.raised";
                        /** Format: date-time */
                        timestamp: string;
                        room: {
                            id: string;
                            name: string;
                        };
                        data: {
                            person: string;
                            address: string | null;
                            name: string;
                        };
                    };
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "hand.lowered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Told to webhooks: hand.lowered */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        type: "hand.lowered";
                        /** Format: date-time */
                        timestamp: string;
                        room: {
                            id: string;
                            name: string;
                        };
                        data: {
                            person: string;
                            address: string | null;
                            name: string;
                            actor: {
                                person: string | null;
                                name: string;
                            };
                            /** @enum {string} */
                            cause: "asked" | "time" | "left" | "answered" | "revoked";
                        };
                    };
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "message.sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Told to webhooks: message.sent */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        type: "message.sent";
                        /** Format: date-time */
                        timestamp: string;
                        room: {
                            id: string;
                            name: string;
                        };
                        data: {
                            message: string;
                            person: string;
                            address: string | null;
                            name: string;
                            text: string;
                            kept: boolean;
                        };
                    };
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "member.added": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Told to webhooks: member.added */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        type: "member.added";
                        /** Format: date-time */
                        timestamp: string;
                        room: {
                            id: string;
                            name: string;
                        };
                        data: {
                            person: string;
                            address: string | null;
                            name: string;
                            membership: {
                                /** @enum {string} */
                                role: "owner" | "moderator" | "member";
                                moderation: ("modifyRoom" | "editMembers" | "editModerators" | "controlCalls" | "removeFromCall" | "managePins" | "deleteRoom")[];
                                profile: {
                                    [key: string]: unknown;
                                };
                                /** Format: date-time */
                                expiresAt: string | null;
                            };
                            actor: {
                                person: string | null;
                                name: string;
                            };
                            /** @enum {string} */
                            cause: "asked" | "time" | "left" | "answered" | "revoked";
                        };
                    };
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "member.removed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Told to webhooks: member.removed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        type: "member.removed";
                        /** Format: date-time */
                        timestamp: string;
                        room: {
                            id: string;
                            name: string;
                        };
                        data: {
                            person: string;
                            address: string | null;
                            name: string;
                            membership: {
                                /** @enum {string} */
                                role: "owner" | "moderator" | "member";
                                moderation: ("modifyRoom" | "editMembers" | "editModerators" | "controlCalls" | "removeFromCall" | "managePins" | "deleteRoom")[];
                                profile: {
                                    [key: string]: unknown;
                                };
                                /** Format: date-time */
                                expiresAt: string | null;
                            };
                            actor: {
                                person: string | null;
                                name: string;
                            };
                            /** @enum {string} */
                            cause: "asked" | "time" | "left" | "answered" | "revoked";
                        };
                    };
                };
            };
            responses: {
                /** @description Taken. Any other answer, or none in 10 seconds: it is sent again. */
                "2XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        Meeting: {
            /**
             * @description The id of the room.
             * @example k7mqd2x9wa
             */
            room: string;
            /** @description Path of the owner’s link. Whoever has it is the owner. */
            owner: string;
            invitations: {
                label: string;
                about: string;
                /** @example /r/abc?pin=123456789 */
                path: string;
            }[];
        };
        /** @description Problem details (RFC 9457). */
        Problem: {
            /** @example /docs#problem-not-found */
            type: string;
            /**
             * @description What the code means.
             * @example There is no such thing.
             */
            title: string;
            /**
             * @description The HTTP status.
             * @example 404
             */
            status: number;
            /**
             * @description What is wrong with this request.
             * @example There is no such room.
             */
            detail: string;
            /** @enum {string} */
            code: "bad-request" | "unauthenticated" | "expired" | "refused" | "insufficient-scope" | "not-found" | "not-joined" | "conflict" | "stale" | "too-large" | "unknown-message" | "rate-limited" | "internal" | "unavailable";
            /**
             * @description Every field that is wrong, and the rule it breaks.
             * @example [
             *       {
             *         "field": "capacity",
             *         "rule": "too_small",
             *         "message": "Too small: expected number to be >=1"
             *       }
             *     ]
             */
            errors?: {
                field: string;
                rule: string;
                message: string;
            }[];
            /** @description With the code `refused`, where the gate said no: its rule and what would help. */
            reason?: unknown;
        };
        NewMeeting: {
            /**
             * @description The title of the room.
             * @example Physics, Tuesday
             */
            name: string;
            /** @enum {string} */
            preset: "conference" | "open-webinar" | "members-webinar" | "classroom" | "voice-room";
            /**
             * @description The name of its owner.
             * @example Tess
             */
            yourName: string;
        };
        PresetList: {
            items: components["schemas"]["Preset"][];
        };
        /** @description A starting point for a room. */
        Preset: {
            name: components["schemas"]["PresetName"];
            /** @example Classroom */
            title: string;
            settings: {
                /** @description Whether newcomers wait until a moderator lets them in. */
                lobby: boolean;
                /**
                 * @description Most participants at once.
                 * @example 1000
                 */
                capacity: number;
                audiences: components["schemas"]["Audiences"];
                /** @description Whether those who may list see also who is here without publishing. */
                showAttendees: boolean;
                profile: components["schemas"]["Profile"];
                hands: components["schemas"]["Hands"];
                /** @description Whether microphones are locked, also of who comes later. */
                muteAll: boolean;
                /** @description Whether microphones are opened muted. */
                muteOnEntry: boolean;
                /** @description Whether messages are kept for those who come later. */
                storeMessages: boolean;
                /**
                 * @description How media travels: as this server can, from browser to browser, or through a media server.
                 * @enum {string}
                 */
                topology: "auto" | "p2p" | "sfu";
                /**
                 * @description What pictures are encoded in: VP8, or H.264, which phones and some laptops encode in hardware. From browser to browser it is the first choice, through a media server the only one.
                 * @enum {string}
                 */
                codec: "vp8" | "h264";
            };
        };
        /**
         * @description What a room starts from.
         * @example classroom
         * @enum {string}
         */
        PresetName: "conference" | "open-webinar" | "members-webinar" | "classroom" | "voice-room";
        /** @description For each right, who has it. */
        Audiences: {
            publish: components["schemas"]["Audience"];
            subscribe: components["schemas"]["Audience"];
            list: components["schemas"]["Audience"];
            send: components["schemas"]["Audience"];
            receive: components["schemas"]["Audience"];
        };
        /**
         * @description Who has a right: every member, only those who were given it themselves (selected), or anyone, guests too.
         * @example members
         * @enum {string}
         */
        Audience: "members" | "selected" | "anyone";
        /**
         * @description What people may publish, and how what they receive is fitted to their connection.
         * @example {
         *       "kinds": [
         *         "microphone",
         *         "camera",
         *         "screen",
         *         "screenAudio"
         *       ],
         *       "handKinds": [
         *         "microphone"
         *       ],
         *       "data": false,
         *       "resolution": "hd",
         *       "maxBitrate": 1700000,
         *       "frameRate": 30,
         *       "fixed": [],
         *       "adaptive": true,
         *       "simulcast": true,
         *       "screens": 1,
         *       "talkDetection": true,
         *       "callDuration": 0
         *     }
         */
        Profile: {
            /**
             * @description What may be published at all.
             * @example [
             *       "microphone",
             *       "camera"
             *     ]
             */
            kinds: components["schemas"]["Kind"][];
            /**
             * @description What "Allow to speak" gives; each must be among `kinds`.
             * @example [
             *       "microphone"
             *     ]
             */
            handKinds: components["schemas"]["Kind"][];
            /** @description Whether apps may send data messages of their own. */
            data: boolean;
            /**
             * @description Largest picture: qqvga 160×120, qvga 320×240, 180p 320×180, nhd 640×360, vga 640×480, hd 1280×720, fhd 1920×1080, 4k 3840×2160.
             * @example hd
             * @enum {string}
             */
            resolution: "qqvga" | "qvga" | "180p" | "nhd" | "vga" | "hd" | "fhd" | "4k";
            /**
             * @description Largest sum over all encodings of one camera, bits per second.
             * @example 1700000
             */
            maxBitrate: number;
            /**
             * @description Most pictures in a second.
             * @example 30
             */
            frameRate: number;
            /**
             * @description What is kept although the network would rather have less; what is not named adapts.
             * @example []
             */
            fixed: ("bitrate" | "resolution" | "frameRate")[];
            /** @description Whether less is sent to somebody whose own connection cannot carry all that they see. Off: what comes through comes through. */
            adaptive: boolean;
            /** @description Whether cameras are sent in several sizes at once. */
            simulcast: boolean;
            /**
             * @description How many screens one person may share at once, at most 4.
             * @example 1
             */
            screens: number;
            /** @description Whether others are shown when somebody talks. */
            talkDetection: boolean;
            /**
             * @description Longest time in one call, seconds; 0 means no end.
             * @example 0
             */
            callDuration: number;
        };
        /**
         * @description What can be published.
         * @example microphone
         * @enum {string}
         */
        Kind: "microphone" | "camera" | "screen" | "screenAudio";
        /** @description Whether hands may be raised, and what comes of it. */
        Hands: {
            /**
             * @description off: hands are not raised; ask: a moderator answers; auto: raising one gives the floor by itself.
             * @enum {string}
             */
            policy: "off" | "ask" | "auto";
            /**
             * @description With `auto`: how many have the floor through a raised hand at once.
             * @example 1
             */
            speakers: number;
            /**
             * @description With `auto`: how long each has it; null until it is ended.
             * @example 120
             */
            seconds: number | null;
            /**
             * @description Who is next: raised: whoever raised a hand first; least-spoken: whoever spoke least in this call.
             * @enum {string}
             */
            order: "raised" | "least-spoken";
        };
        RoomPage: {
            items: components["schemas"]["Room"][];
            /** @description Give it as `cursor` to get the next page; null at the end. */
            next: string | null;
            /**
             * @description How many there are on all pages.
             * @example 2
             */
            total?: number;
        };
        /** @description A room and its settings. */
        Room: {
            /**
             * @description As it stands in links.
             * @example physics
             */
            id: string;
            /**
             * @description The number by which mesibo clients know the room.
             * @example 7
             */
            gid: number;
            /** @example Physics */
            name: string;
            /**
             * @description What the room started from.
             * @example classroom
             */
            preset: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the room opens; null when it is open already.
             * @example 2027-03-01T09:00:00.000Z
             */
            startsAt: string | null;
            /**
             * @description How long the room is open from its start, seconds; it needs `startsAt`.
             * @example 3600
             */
            duration: number | null;
            /**
             * Format: date-time
             * @description When the room closes for good; null for never.
             * @example 2027-03-01T09:00:00.000Z
             */
            expiresAt: string | null;
            /** @description Whether the room is closed for now, to everybody. */
            paused: boolean;
            /** @description Whether newcomers are kept out; who is in stays. */
            locked: boolean;
            /** @description Whether newcomers wait until a moderator lets them in. */
            lobby: boolean;
            /**
             * @description Most participants at once.
             * @example 1000
             */
            capacity: number;
            /** @description Whether those who may list see also who is here without publishing. */
            showAttendees: boolean;
            /** @description Whether microphones are locked, also of who comes later. */
            muteAll: boolean;
            /** @description Whether microphones are opened muted. */
            muteOnEntry: boolean;
            /** @description Whether messages are kept for those who come later. */
            storeMessages: boolean;
            /**
             * @description How media travels: as this server can, from browser to browser, or through a media server.
             * @enum {string}
             */
            topology: "auto" | "p2p" | "sfu";
            /**
             * @description What pictures are encoded in: VP8, or H.264, which phones and some laptops encode in hardware. From browser to browser it is the first choice, through a media server the only one.
             * @enum {string}
             */
            codec: "vp8" | "h264";
            audiences: components["schemas"]["Audiences"];
            profile: components["schemas"]["Profile"];
            hands: components["schemas"]["Hands"];
            /** @description In what the room departs from its preset. */
            departures: {
                /**
                 * @description A path.
                 * @example audiences.publish
                 */
                setting: string;
                /** @description What the preset says. */
                preset?: unknown;
                /** @description What the room has. */
                now?: unknown;
            }[];
        };
        /** @description The room, with a speaker’s and a listener’s PIN. */
        RoomMade: {
            room: components["schemas"]["Room"];
            pins: components["schemas"]["Pin"][];
        };
        /** @description Digits that let whoever types them in, with the rights they carry. */
        Pin: {
            /** @example 0b6f… */
            id: string;
            /**
             * @description What people type: 4 to 10 digits, one of a kind in its room.
             * @example 123456789
             */
            code: string;
            /** @example Speaker */
            label: string;
            /**
             * @description The role it gives.
             * @enum {string}
             */
            role: "member" | "moderator";
            moderation: components["schemas"]["ModerationRights"];
            overrides: components["schemas"]["Overrides"];
            profile: components["schemas"]["OwnProfile"];
            /** @description How long whoever comes in with it stays on the list, seconds; null without end. */
            memberSeconds: number | null;
            /**
             * Format: date-time
             * @description Until when it may be used.
             * @example 2027-03-01T09:00:00.000Z
             */
            expiresAt: string | null;
            /** @description How many people may use it; null for any number. */
            maxUses: number | null;
            /**
             * @description How many have used it.
             * @example 0
             */
            used: number;
            /**
             * Format: uri
             * @description A link that lets its holder in.
             * @example https://meet.example.org/r/physics?pin=123456789
             */
            link: string;
        };
        /**
         * @description What a moderator may do. An owner has all of them, a member none.
         * @example [
         *       "controlCalls"
         *     ]
         */
        ModerationRights: ("modifyRoom" | "editMembers" | "editModerators" | "controlCalls" | "removeFromCall" | "managePins" | "deleteRoom")[];
        /**
         * @description For each right: allowed or denied to this person; null where the room’s audience decides.
         * @example {
         *       "publish": "allow",
         *       "subscribe": null,
         *       "list": null,
         *       "send": "deny",
         *       "receive": null
         *     }
         */
        Overrides: {
            /** @enum {string|null} */
            publish: "allow" | "deny" | null;
            /** @enum {string|null} */
            subscribe: "allow" | "deny" | null;
            /** @enum {string|null} */
            list: "allow" | "deny" | null;
            /** @enum {string|null} */
            send: "allow" | "deny" | null;
            /** @enum {string|null} */
            receive: "allow" | "deny" | null;
        };
        /**
         * @description What differs from the room’s profile for this person.
         * @example {}
         */
        OwnProfile: {
            /**
             * @description What may be published at all.
             * @example [
             *       "microphone",
             *       "camera"
             *     ]
             */
            kinds?: components["schemas"]["Kind"][];
            /**
             * @description What "Allow to speak" gives; each must be among `kinds`.
             * @example [
             *       "microphone"
             *     ]
             */
            handKinds?: components["schemas"]["Kind"][];
            /** @description Whether apps may send data messages of their own. */
            data?: boolean;
            /**
             * @description Largest picture: qqvga 160×120, qvga 320×240, 180p 320×180, nhd 640×360, vga 640×480, hd 1280×720, fhd 1920×1080, 4k 3840×2160.
             * @example hd
             * @enum {string}
             */
            resolution?: "qqvga" | "qvga" | "180p" | "nhd" | "vga" | "hd" | "fhd" | "4k";
            /**
             * @description Largest sum over all encodings of one camera, bits per second.
             * @example 1700000
             */
            maxBitrate?: number;
            /**
             * @description Most pictures in a second.
             * @example 30
             */
            frameRate?: number;
            /**
             * @description What is kept although the network would rather have less; what is not named adapts.
             * @example []
             */
            fixed?: ("bitrate" | "resolution" | "frameRate")[];
            /** @description Whether less is sent to somebody whose own connection cannot carry all that they see. Off: what comes through comes through. */
            adaptive?: boolean;
            /** @description Whether cameras are sent in several sizes at once. */
            simulcast?: boolean;
            /**
             * @description How many screens one person may share at once, at most 4.
             * @example 1
             */
            screens?: number;
            /** @description Whether others are shown when somebody talks. */
            talkDetection?: boolean;
            /**
             * @description Longest time in one call, seconds; 0 means no end.
             * @example 0
             */
            callDuration?: number;
        };
        /**
         * @description A room as its preset has it, changed by whatever else is given.
         * @example {
         *       "name": "Physics",
         *       "preset": "classroom"
         *     }
         */
        NewRoom: {
            /**
             * @description Made up when it is left out.
             * @example physics-2027
             */
            id?: string;
            /**
             * @description A name that is shown to people.
             * @example Ana
             */
            name: string;
            preset?: components["schemas"]["PresetName"];
            /**
             * Format: date-time
             * @description When the room opens; null when it is open already.
             * @example 2027-03-01T09:00:00Z
             */
            startsAt?: string | null;
            /**
             * @description How long the room is open from its start, seconds; it needs `startsAt`.
             * @example 3600
             */
            duration?: number | null;
            /**
             * Format: date-time
             * @description When the room closes for good; null for never.
             * @example 2027-03-01T09:00:00Z
             */
            expiresAt?: string | null;
            /** @description Whether the room is closed for now, to everybody. */
            paused?: boolean | null;
            /** @description Whether newcomers are kept out; who is in stays. */
            locked?: boolean | null;
            /** @description Whether newcomers wait until a moderator lets them in. */
            lobby?: boolean | null;
            /**
             * @description Most participants at once.
             * @example 1000
             */
            capacity?: number | null;
            /** @description Whether those who may list see also who is here without publishing. */
            showAttendees?: boolean | null;
            /** @description Whether microphones are locked, also of who comes later. */
            muteAll?: boolean | null;
            /** @description Whether microphones are opened muted. */
            muteOnEntry?: boolean | null;
            /** @description Whether messages are kept for those who come later. */
            storeMessages?: boolean | null;
            /**
             * @description How media travels: as this server can, from browser to browser, or through a media server.
             * @enum {string|null}
             */
            topology?: "auto" | "p2p" | "sfu" | null;
            /**
             * @description What pictures are encoded in: VP8, or H.264, which phones and some laptops encode in hardware. From browser to browser it is the first choice, through a media server the only one.
             * @enum {string|null}
             */
            codec?: "vp8" | "h264" | null;
            /**
             * @description The rights whose audience is to be another.
             * @example {
             *       "publish": "selected"
             *     }
             */
            audiences?: {
                publish?: components["schemas"]["Audience"] & (string | null);
                subscribe?: components["schemas"]["Audience"] & (string | null);
                list?: components["schemas"]["Audience"] & (string | null);
                send?: components["schemas"]["Audience"] & (string | null);
                receive?: components["schemas"]["Audience"] & (string | null);
            };
            profile?: components["schemas"]["ProfilePatch"];
            /**
             * @description What is to be otherwise about hands.
             * @example {
             *       "policy": "ask"
             *     }
             */
            hands?: {
                /**
                 * @description off: hands are not raised; ask: a moderator answers; auto: raising one gives the floor by itself.
                 * @enum {string|null}
                 */
                policy?: "off" | "ask" | "auto" | null;
                /**
                 * @description With `auto`: how many have the floor through a raised hand at once.
                 * @example 1
                 */
                speakers?: number | null;
                /**
                 * @description With `auto`: how long each has it; null until it is ended.
                 * @example 120
                 */
                seconds?: number | null;
                /**
                 * @description Who is next: raised: whoever raised a hand first; least-spoken: whoever spoke least in this call.
                 * @enum {string|null}
                 */
                order?: "raised" | "least-spoken" | null;
            };
            /** @description Who is on the list from the start. Users must exist. */
            members?: components["schemas"]["MemberEdit"][];
        };
        /**
         * @description Absent: unchanged. Null: for a room back to what its preset says, for a member back to what the room says.
         * @example {
         *       "kinds": [
         *         "microphone"
         *       ],
         *       "maxBitrate": null
         *     }
         */
        ProfilePatch: {
            /**
             * @description What may be published at all.
             * @example [
             *       "microphone",
             *       "camera"
             *     ]
             */
            kinds?: components["schemas"]["Kind"][] | null;
            /**
             * @description What "Allow to speak" gives; each must be among `kinds`.
             * @example [
             *       "microphone"
             *     ]
             */
            handKinds?: components["schemas"]["Kind"][] | null;
            /** @description Whether apps may send data messages of their own. */
            data?: boolean | null;
            /**
             * @description Largest picture: qqvga 160×120, qvga 320×240, 180p 320×180, nhd 640×360, vga 640×480, hd 1280×720, fhd 1920×1080, 4k 3840×2160.
             * @example hd
             * @enum {string|null}
             */
            resolution?: "qqvga" | "qvga" | "180p" | "nhd" | "vga" | "hd" | "fhd" | "4k" | null;
            /**
             * @description Largest sum over all encodings of one camera, bits per second.
             * @example 1700000
             */
            maxBitrate?: number | null;
            /**
             * @description Most pictures in a second.
             * @example 30
             */
            frameRate?: number | null;
            /**
             * @description What is kept although the network would rather have less; what is not named adapts.
             * @example []
             */
            fixed?: ("bitrate" | "resolution" | "frameRate")[] | null;
            /** @description Whether less is sent to somebody whose own connection cannot carry all that they see. Off: what comes through comes through. */
            adaptive?: boolean | null;
            /** @description Whether cameras are sent in several sizes at once. */
            simulcast?: boolean | null;
            /**
             * @description How many screens one person may share at once, at most 4.
             * @example 1
             */
            screens?: number | null;
            /** @description Whether others are shown when somebody talks. */
            talkDetection?: boolean | null;
            /**
             * @description Longest time in one call, seconds; 0 means no end.
             * @example 0
             */
            callDuration?: number | null;
        };
        /**
         * @description Adds somebody, changes what they have, or takes them off the list.
         * @example {
         *       "address": "ana@example.org",
         *       "overrides": {
         *         "publish": "allow"
         *       }
         *     }
         */
        MemberEdit: {
            /**
             * @description The unique address of a user, as your own system names people: an id or an e-mail address.
             * @example ana@example.org
             */
            address?: string;
            /**
             * @description `user:` and an address, or `guest:` and an id, as a list of members or the live state gives it.
             * @example user:ana@example.org
             */
            person?: string;
            /**
             * @description As this room shows them; a user’s own name when left out.
             * @example Ana
             */
            name?: string;
            role?: components["schemas"]["Role"];
            moderation?: components["schemas"]["ModerationRights"];
            overrides?: components["schemas"]["MemberOverridesPatch"];
            profile?: components["schemas"]["ProfilePatch"];
            /**
             * Format: date-time
             * @description When the membership ends by itself.
             * @example 2027-03-01T09:00:00Z
             */
            expiresAt?: string | null;
            /** @description Takes this person off the list. */
            remove?: boolean;
        };
        /**
         * @description Somebody’s role in a room.
         * @example member
         * @enum {string}
         */
        Role: "owner" | "moderator" | "member";
        /**
         * @description Absent: unchanged. Null: the room’s audience decides. `publish` without `publishKinds` is about every kind.
         * @example {
         *       "publish": "allow",
         *       "publishKinds": [
         *         "microphone"
         *       ]
         *     }
         */
        MemberOverridesPatch: {
            /** @enum {string|null} */
            publish?: "allow" | "deny" | null;
            /** @enum {string|null} */
            subscribe?: "allow" | "deny" | null;
            /** @enum {string|null} */
            list?: "allow" | "deny" | null;
            /** @enum {string|null} */
            send?: "allow" | "deny" | null;
            /** @enum {string|null} */
            receive?: "allow" | "deny" | null;
            /** @description The kinds that `publish` is about, such as the camera alone; null for all of them. */
            publishKinds?: components["schemas"]["Kind"][] | null;
        };
        /**
         * @description Absent: unchanged. Null: unset, which for a setting that presets have means back to the preset’s value, and for a time none. A new `preset` alone changes only what the room is compared with and reset to.
         * @example {
         *       "name": "Physics, Tuesday",
         *       "audiences": {
         *         "send": null
         *       }
         *     }
         */
        RoomPatch: {
            /**
             * @description A name that is shown to people.
             * @example Ana
             */
            name?: string;
            preset?: components["schemas"]["PresetName"];
            /**
             * Format: date-time
             * @description When the room opens; null when it is open already.
             * @example 2027-03-01T09:00:00Z
             */
            startsAt?: string | null;
            /**
             * @description How long the room is open from its start, seconds; it needs `startsAt`.
             * @example 3600
             */
            duration?: number | null;
            /**
             * Format: date-time
             * @description When the room closes for good; null for never.
             * @example 2027-03-01T09:00:00Z
             */
            expiresAt?: string | null;
            /** @description Whether the room is closed for now, to everybody. */
            paused?: boolean | null;
            /** @description Whether newcomers are kept out; who is in stays. */
            locked?: boolean | null;
            /** @description Whether newcomers wait until a moderator lets them in. */
            lobby?: boolean | null;
            /**
             * @description Most participants at once.
             * @example 1000
             */
            capacity?: number | null;
            /** @description Whether those who may list see also who is here without publishing. */
            showAttendees?: boolean | null;
            /** @description Whether microphones are locked, also of who comes later. */
            muteAll?: boolean | null;
            /** @description Whether microphones are opened muted. */
            muteOnEntry?: boolean | null;
            /** @description Whether messages are kept for those who come later. */
            storeMessages?: boolean | null;
            /**
             * @description How media travels: as this server can, from browser to browser, or through a media server.
             * @enum {string|null}
             */
            topology?: "auto" | "p2p" | "sfu" | null;
            /**
             * @description What pictures are encoded in: VP8, or H.264, which phones and some laptops encode in hardware. From browser to browser it is the first choice, through a media server the only one.
             * @enum {string|null}
             */
            codec?: "vp8" | "h264" | null;
            /**
             * @description The rights whose audience is to be another.
             * @example {
             *       "publish": "selected"
             *     }
             */
            audiences?: {
                publish?: components["schemas"]["Audience"] & (string | null);
                subscribe?: components["schemas"]["Audience"] & (string | null);
                list?: components["schemas"]["Audience"] & (string | null);
                send?: components["schemas"]["Audience"] & (string | null);
                receive?: components["schemas"]["Audience"] & (string | null);
            };
            profile?: components["schemas"]["ProfilePatch"];
            /**
             * @description What is to be otherwise about hands.
             * @example {
             *       "policy": "ask"
             *     }
             */
            hands?: {
                /**
                 * @description off: hands are not raised; ask: a moderator answers; auto: raising one gives the floor by itself.
                 * @enum {string|null}
                 */
                policy?: "off" | "ask" | "auto" | null;
                /**
                 * @description With `auto`: how many have the floor through a raised hand at once.
                 * @example 1
                 */
                speakers?: number | null;
                /**
                 * @description With `auto`: how long each has it; null until it is ended.
                 * @example 120
                 */
                seconds?: number | null;
                /**
                 * @description Who is next: raised: whoever raised a hand first; least-spoken: whoever spoke least in this call.
                 * @enum {string|null}
                 */
                order?: "raised" | "least-spoken" | null;
            };
        };
        AuditPage: {
            items: components["schemas"]["AuditEntry"][];
            /** @description Give it as `cursor` to get the next page; null at the end. */
            next: string | null;
        };
        /** @description One change of a right, mute, role, grant, hand, removal or setting. */
        AuditEntry: {
            /**
             * @description Grows from entry to entry.
             * @example 41
             */
            id: number;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            at: string;
            actor: {
                /**
                 * @description Null for a backend and for the clock.
                 * @example user:ana@example.org
                 */
                person: string | null;
                /** @example Admin token */
                name: string;
            };
            /**
             * @description Why: somebody asked for it, its time had come, the person left, a raised hand was answered, or something was taken back.
             * @enum {string}
             */
            cause: "asked" | "time" | "left" | "answered" | "revoked";
            /**
             * @description What was changed.
             * @example grant
             * @enum {string}
             */
            on: "created" | "membership" | "override" | "grant" | "ban" | "mute" | "pin" | "redeemed" | "silence" | "exceeded" | "publication" | "spotlight" | "call-ended" | "admission" | "message" | "hand" | "audience" | "settings";
            /**
             * @description Whom it is about; null when it is about the room.
             * @example user:ana@example.org
             */
            person: string | null;
            /**
             * @description How that person is called; null where nobody knows.
             * @example Ana
             */
            name: string | null;
            /**
             * @description Which right, where it is about one.
             * @example publish
             */
            right: string | null;
            /** @description What was stored before; null for nothing. Digits of PINs are masked. */
            before?: unknown;
            /** @description What is stored since; null for nothing. Digits of PINs are masked. */
            after?: unknown;
        };
        /** @description Every right of one person in one room. */
        Decisions: {
            /**
             * @description Null for a guest who was never here.
             * @example user:ana@example.org
             */
            person: string | null;
            /**
             * @description Empty for a guest.
             * @example Ana
             */
            name: string;
            /** @enum {string} */
            role: "owner" | "moderator" | "member" | "guest";
            enter: components["schemas"]["Decision"];
            publish: {
                microphone: components["schemas"]["Decision"];
                camera: components["schemas"]["Decision"];
                screen: components["schemas"]["Decision"];
                screenAudio: components["schemas"]["Decision"];
            };
            subscribe: {
                audio: components["schemas"]["Decision"];
                video: components["schemas"]["Decision"];
            };
            list: components["schemas"]["Decision"];
            send: components["schemas"]["Decision"];
            receive: components["schemas"]["Decision"];
            unmute: components["schemas"]["Decision"];
        };
        /** @description What the gate answers, and why. */
        Decision: {
            allowed: boolean;
            /**
             * @description The number of the rule that answered.
             * @example R7
             */
            rule: string;
            /**
             * @description What decided.
             * @example audience
             */
            because: string;
            /**
             * @description As the person is told it.
             * @example You are not allowed to speak. Raise your hand to ask.
             */
            text: string;
            /** @description What the person could do about a no; null with a yes. */
            remedy: {
                /** @enum {string} */
                do: "wait" | "raise-hand" | "sign-in" | "ask-host" | "none";
                /**
                 * Format: date-time
                 * @description With `wait`.
                 * @example 2027-03-01T09:00:00.000Z
                 */
                until: string | null;
            } | null;
            /**
             * @description Who set what decided.
             * @example Tess
             */
            setBy: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            setAt: string | null;
        };
        /** @description A running call. */
        Live: {
            /** @description Whether anybody is in the room. */
            running: boolean;
            participants: components["schemas"]["LiveParticipant"][];
            /** @description Raised hands, in the order in which they are answered. */
            hands: {
                /**
                 * @description `user:` and an address, or `guest:` and the lasting id of a guest.
                 * @example user:ana@example.org
                 */
                person: string;
                name: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, in UTC.
                 * @example 2027-03-01T09:00:00.000Z
                 */
                at: string;
            }[];
            /** @description Who asks to be let in, the first first; a person with several tabs once. */
            waiting: {
                participant: string;
                /**
                 * @description `user:` and an address, or `guest:` and the lasting id of a guest.
                 * @example user:ana@example.org
                 */
                person: string;
                name: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, in UTC.
                 * @example 2027-03-01T09:00:00.000Z
                 */
                since: string;
            }[];
            muteAll: boolean;
            /** @description Whether newcomers are kept out. */
            locked: boolean;
        };
        LiveParticipant: {
            /** @description One connected client; a person may be several. */
            id: string;
            /**
             * @description `user:` and an address, or `guest:` and the lasting id of a guest.
             * @example user:ana@example.org
             */
            person: string;
            /** @example Ana */
            name: string;
            /** @enum {string} */
            role: "owner" | "moderator" | "member" | "guest";
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            joinedAt: string;
            /** @description Whether the connection is lost and the place is kept. */
            away: boolean;
            handRaised: boolean;
            /** @description Whether everybody is shown this person large. */
            spotlit: boolean;
            /**
             * @description How long they have spoken in this call, seconds.
             * @example 12.5
             */
            spoken: number;
            publications: {
                id: string;
                kind: components["schemas"]["Kind"];
                muted: boolean;
                /** @description Whether it is heard to talk. */
                talking: boolean;
                /** @description Whether somebody else muted it. */
                silenced: boolean;
                profile: components["schemas"]["Profile"];
            }[];
            /** @description Whether this person may speak. */
            speak: {
                /** @description What they may publish now. */
                kinds: components["schemas"]["Kind"][];
                /** @description Whether they were given the floor. */
                granted: boolean;
                /**
                 * Format: date-time
                 * @description When the floor ends by itself.
                 * @example 2027-03-01T09:00:00.000Z
                 */
                until: string | null;
                /** @description Who locked their microphone, empty where it is the room’s preset; null when it is not locked. */
                lockedBy: string | null;
            };
        };
        /**
         * @description What a moderator could do in the call.
         * @example {
         *       "do": "allow",
         *       "person": "user:ana@example.org",
         *       "seconds": 60
         *     }
         */
        LiveCommand: {
            /** @enum {string} */
            do: "allow";
            /**
             * @description One connected client, from the live state.
             * @example p_4f2a
             */
            participant?: string;
            /**
             * @description `user:` and an address, or `guest:` and an id, as a list of members or the live state gives it.
             * @example user:ana@example.org
             */
            person?: string;
            /** @description What a raised hand gives, when left out. */
            kinds?: components["schemas"]["Kind"][];
            /** @description How long; until it is ended, when left out. */
            seconds?: number;
        } | {
            /** @enum {string} */
            do: "stop";
            /**
             * @description One connected client, from the live state.
             * @example p_4f2a
             */
            participant?: string;
            /**
             * @description `user:` and an address, or `guest:` and an id, as a list of members or the live state gives it.
             * @example user:ana@example.org
             */
            person?: string;
            /** @description Only these; everything, when left out. */
            kinds?: components["schemas"]["Kind"][];
        } | {
            /** @enum {string} */
            do: "stop-publication";
            /**
             * @description What is stopped, from the live state.
             * @example c_81d0
             */
            publication: string;
        } | {
            /** @enum {string} */
            do: "stop-several";
            people: string[];
            /** @description Only these; everything, when left out. */
            kinds?: components["schemas"]["Kind"][];
        } | {
            /** @enum {string} */
            do: "extend";
            /**
             * @description One connected client, from the live state.
             * @example p_4f2a
             */
            participant?: string;
            /**
             * @description `user:` and an address, or `guest:` and an id, as a list of members or the live state gives it.
             * @example user:ana@example.org
             */
            person?: string;
            /** @description How much more. */
            seconds: number;
        } | {
            /** @enum {string} */
            do: "mute-person";
            /**
             * @description One connected client, from the live state.
             * @example p_4f2a
             */
            participant?: string;
            /**
             * @description `user:` and an address, or `guest:` and an id, as a list of members or the live state gives it.
             * @example user:ana@example.org
             */
            person?: string;
            /** @description Whether it stays so until it is released. */
            lock: boolean;
        } | {
            /** @enum {string} */
            do: "release-mute";
            /**
             * @description One connected client, from the live state.
             * @example p_4f2a
             */
            participant?: string;
            /**
             * @description `user:` and an address, or `guest:` and an id, as a list of members or the live state gives it.
             * @example user:ana@example.org
             */
            person?: string;
        } | {
            /** @enum {string} */
            do: "mute-all";
            /** @description Who may speak nevertheless. */
            except?: string[];
        } | {
            /** @enum {string} */
            do: "release-all";
        } | {
            /** @enum {string} */
            do: "ask-unmute";
            /**
             * @description One connected client, from the live state.
             * @example p_4f2a
             */
            participant?: string;
            /**
             * @description `user:` and an address, or `guest:` and an id, as a list of members or the live state gives it.
             * @example user:ana@example.org
             */
            person?: string;
        } | {
            /** @enum {string} */
            do: "ask-camera";
            /**
             * @description One connected client, from the live state.
             * @example p_4f2a
             */
            participant?: string;
            /**
             * @description `user:` and an address, or `guest:` and an id, as a list of members or the live state gives it.
             * @example user:ana@example.org
             */
            person?: string;
        } | {
            /** @enum {string} */
            do: "allow-next";
            /** @description How long; until it is ended, when left out. */
            seconds?: number;
        } | {
            /** @enum {string} */
            do: "lower-hand";
            /**
             * @description One connected client, from the live state.
             * @example p_4f2a
             */
            participant?: string;
            /**
             * @description `user:` and an address, or `guest:` and an id, as a list of members or the live state gives it.
             * @example user:ana@example.org
             */
            person?: string;
        } | {
            /** @enum {string} */
            do: "lower-all";
        } | {
            /** @enum {string} */
            do: "spotlight";
            /**
             * @description One connected client, from the live state.
             * @example p_4f2a
             */
            participant?: string;
            /**
             * @description `user:` and an address, or `guest:` and an id, as a list of members or the live state gives it.
             * @example user:ana@example.org
             */
            person?: string;
        } | {
            /** @enum {string} */
            do: "set-role";
            /**
             * @description One connected client, from the live state.
             * @example p_4f2a
             */
            participant?: string;
            /**
             * @description `user:` and an address, or `guest:` and an id, as a list of members or the live state gives it.
             * @example user:ana@example.org
             */
            person?: string;
            /** @enum {string} */
            role: "moderator" | "member";
        } | {
            /** @enum {string} */
            do: "lock";
            locked: boolean;
        } | {
            /** @enum {string} */
            do: "end-call";
        } | {
            /** @enum {string} */
            do: "disconnect";
            /**
             * @description One connected client, from the live state.
             * @example p_4f2a
             */
            participant?: string;
            /**
             * @description `user:` and an address, or `guest:` and an id, as a list of members or the live state gives it.
             * @example user:ana@example.org
             */
            person?: string;
        } | {
            /** @enum {string} */
            do: "remove";
            /**
             * @description One connected client, from the live state.
             * @example p_4f2a
             */
            participant?: string;
            /**
             * @description `user:` and an address, or `guest:` and an id, as a list of members or the live state gives it.
             * @example user:ana@example.org
             */
            person?: string;
        } | {
            /** @enum {string} */
            do: "readmit";
            /**
             * @description One connected client, from the live state.
             * @example p_4f2a
             */
            participant?: string;
            /**
             * @description `user:` and an address, or `guest:` and an id, as a list of members or the live state gives it.
             * @example user:ana@example.org
             */
            person?: string;
        } | {
            /** @enum {string} */
            do: "admit";
            /**
             * @description One connected client, from the live state.
             * @example p_4f2a
             */
            participant?: string;
            /**
             * @description `user:` and an address, or `guest:` and an id, as a list of members or the live state gives it.
             * @example user:ana@example.org
             */
            person?: string;
        } | {
            /** @enum {string} */
            do: "deny";
            /**
             * @description One connected client, from the live state.
             * @example p_4f2a
             */
            participant?: string;
            /**
             * @description `user:` and an address, or `guest:` and an id, as a list of members or the live state gives it.
             * @example user:ana@example.org
             */
            person?: string;
        };
        MemberPage: {
            items: components["schemas"]["Member"][];
            /** @description Give it as `cursor` to get the next page; null at the end. */
            next: string | null;
            /**
             * @description How many there are on all pages.
             * @example 2
             */
            total?: number;
        };
        /** @description Somebody on a room’s list. */
        Member: {
            /**
             * @description `user:` and an address, or `guest:` and the lasting id of a guest.
             * @example user:ana@example.org
             */
            person: string;
            /**
             * @description Null for a guest.
             * @example ana@example.org
             */
            address: string | null;
            /** @example Ana */
            name: string;
            role: components["schemas"]["Role"];
            moderation: components["schemas"]["ModerationRights"];
            overrides: components["schemas"]["MemberOverrides"];
            profile: components["schemas"]["OwnProfile"];
            /**
             * Format: date-time
             * @description When the membership ends by itself.
             * @example 2027-03-01T09:00:00.000Z
             */
            expiresAt: string | null;
            banned: components["schemas"]["Mark"];
            mute: components["schemas"]["Mark"] & unknown;
            /** @description Set while they were given the floor. */
            grant: {
                /** @description Null for every kind their profile allows. */
                kinds: components["schemas"]["Kind"][] | null;
                /**
                 * Format: date-time
                 * @description RFC 3339, in UTC.
                 * @example 2027-03-01T09:00:00.000Z
                 */
                until: string | null;
                /** @enum {string} */
                cause: "hand" | "click" | "api" | "queue";
                byName: string;
                /**
                 * Format: date-time
                 * @description RFC 3339, in UTC.
                 * @example 2027-03-01T09:00:00.000Z
                 */
                at: string;
            } | null;
        };
        /**
         * @description For each right: allowed or denied to this person; null where the room’s audience decides. `publish` may be about some kinds alone.
         * @example {
         *       "publish": "allow",
         *       "publishKinds": [
         *         "microphone"
         *       ],
         *       "subscribe": null,
         *       "list": null,
         *       "send": "deny",
         *       "receive": null
         *     }
         */
        MemberOverrides: {
            /** @enum {string|null} */
            publish: "allow" | "deny" | null;
            /** @enum {string|null} */
            subscribe: "allow" | "deny" | null;
            /** @enum {string|null} */
            list: "allow" | "deny" | null;
            /** @enum {string|null} */
            send: "allow" | "deny" | null;
            /** @enum {string|null} */
            receive: "allow" | "deny" | null;
            /** @description The kinds that `publish` is about, such as the camera alone; null for all of them. */
            publishKinds: components["schemas"]["Kind"][] | null;
        };
        /** @description Set while this person is removed from the room. */
        Mark: {
            /**
             * @description Who did it.
             * @example Tess
             */
            byName: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            at: string;
        } | null;
        MembersChanged: {
            /**
             * @description How many people were named.
             * @example 2
             */
            changed: number;
        };
        /**
         * @description All of them or none. Nobody may be named twice.
         * @example {
         *       "members": [
         *         {
         *           "address": "ana@example.org"
         *         },
         *         {
         *           "address": "ben@example.org",
         *           "role": "moderator"
         *         }
         *       ]
         *     }
         */
        MembersEdit: {
            members: components["schemas"]["MemberEdit"][];
            /** @description Whether addresses that nobody has yet become users, called as `name` says. Needs `users:write` too. */
            makeUsers?: boolean;
        };
        /**
         * @description Absent: unchanged. Null: unset, so that the room decides again.
         * @example {
         *       "role": "moderator",
         *       "moderation": [
         *         "controlCalls"
         *       ]
         *     }
         */
        MemberPatch: {
            /**
             * @description As this room shows them; a user’s own name when left out.
             * @example Ana
             */
            name?: string;
            role?: components["schemas"]["Role"];
            moderation?: components["schemas"]["ModerationRights"];
            overrides?: components["schemas"]["MemberOverridesPatch"];
            profile?: components["schemas"]["ProfilePatch"];
            /**
             * Format: date-time
             * @description When the membership ends by itself.
             * @example 2027-03-01T09:00:00Z
             */
            expiresAt?: string | null;
        };
        /**
         * @description The member as a whole: what is absent is as it is for a plain member.
         * @example {
         *       "role": "member",
         *       "overrides": {
         *         "publish": "allow"
         *       }
         *     }
         */
        MemberPut: {
            /**
             * @description As this room shows them; a user’s own name when left out.
             * @example Ana
             */
            name?: string;
            role?: components["schemas"]["Role"];
            moderation?: components["schemas"]["ModerationRights"];
            overrides?: components["schemas"]["MemberOverridesPatch"];
            profile?: components["schemas"]["OwnProfile"];
            /**
             * Format: date-time
             * @description When the membership ends by itself.
             * @example 2027-03-01T09:00:00Z
             */
            expiresAt?: string | null;
        };
        MessagePage: {
            items: components["schemas"]["Message"][];
            /** @description Give it as `cursor` to get the next page; null at the end. */
            next: string | null;
        };
        /** @description Something that was written to everybody in a room. */
        Message: {
            /**
             * @description Opaque; it tells nothing of the order of messages.
             * @example xK2f9c1QH0y7mZr4bT8sWA
             */
            id: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            at: string;
            /**
             * @description `user:` and an address, or `guest:` and the lasting id of a guest.
             * @example user:ana@example.org
             */
            from: string;
            /**
             * @description As they were called when they wrote.
             * @example Ana
             */
            fromName: string;
            /**
             * @description What was written, as plain text; null once it was removed.
             * @example Good morning
             */
            text: string | null;
        };
        MessageReceipt: {
            /**
             * @description Opaque; it tells nothing of the order of messages.
             * @example xK2f9c1QH0y7mZr4bT8sWA
             */
            id: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            at: string;
        };
        NewMessage: {
            /**
             * @description In whose name. The gate is asked for this person.
             * @example user:ana@example.org
             */
            from: string;
            /**
             * @description Whom it is for alone; left out, it is for everybody who may receive.
             * @example user:ana@example.org
             */
            to?: string;
            /**
             * @description Plain text, at most 2000 characters once it is trimmed.
             * @example We begin in five minutes.
             */
            text: string;
            /**
             * @description How long it is kept, where the room keeps messages; left out, as long as the room.
             * @example 86400
             */
            seconds?: number;
        };
        PinList: {
            items: components["schemas"]["Pin"][];
        };
        /**
         * @description The digits are made up where none are given.
         * @example {
         *       "label": "Guests",
         *       "overrides": {
         *         "publish": "deny"
         *       },
         *       "maxUses": 30
         *     }
         */
        NewPin: {
            /**
             * @description What people type: 4 to 10 digits, one of a kind in its room.
             * @example 123456789
             */
            code?: string;
            /**
             * @description A name that is shown to people.
             * @example Ana
             */
            label?: string;
            /** @enum {string} */
            role?: "member" | "moderator";
            moderation?: components["schemas"]["ModerationRights"];
            overrides?: components["schemas"]["OverridesPatch"];
            profile?: components["schemas"]["OwnProfile"];
            /**
             * @description How long whoever comes in with it stays on the list, seconds.
             * @example 7200
             */
            memberSeconds?: number | null;
            /**
             * Format: date-time
             * @example 2027-03-01T09:00:00Z
             */
            expiresAt?: string | null;
            /**
             * @description How many people may use it.
             * @example 30
             */
            maxUses?: number | null;
        };
        /**
         * @description Absent: unchanged. Null: the room’s audience decides.
         * @example {
         *       "publish": "allow"
         *     }
         */
        OverridesPatch: {
            /** @enum {string|null} */
            publish?: "allow" | "deny" | null;
            /** @enum {string|null} */
            subscribe?: "allow" | "deny" | null;
            /** @enum {string|null} */
            list?: "allow" | "deny" | null;
            /** @enum {string|null} */
            send?: "allow" | "deny" | null;
            /** @enum {string|null} */
            receive?: "allow" | "deny" | null;
        };
        /**
         * @description Absent: unchanged. Null: unset. A `profile` is given as a whole.
         * @example {
         *       "maxUses": null
         *     }
         */
        PinPatch: {
            /**
             * @description What people type: 4 to 10 digits, one of a kind in its room.
             * @example 123456789
             */
            code?: string;
            /**
             * @description A name that is shown to people.
             * @example Ana
             */
            label?: string;
            /** @enum {string} */
            role?: "member" | "moderator";
            moderation?: components["schemas"]["ModerationRights"];
            overrides?: components["schemas"]["OverridesPatch"];
            profile?: components["schemas"]["OwnProfile"];
            /**
             * @description How long whoever comes in with it stays on the list, seconds.
             * @example 7200
             */
            memberSeconds?: number | null;
            /**
             * Format: date-time
             * @example 2027-03-01T09:00:00Z
             */
            expiresAt?: string | null;
            /**
             * @description How many people may use it.
             * @example 30
             */
            maxUses?: number | null;
        };
        /** @description What would change if this were saved. */
        Preview: {
            /** @description Who of those the room knows gains or loses what; the losses first. */
            changes: {
                /**
                 * @description `user:` and an address, or `guest:` and the lasting id of a guest.
                 * @example user:ana@example.org
                 */
                person: string;
                name: string;
                /** @enum {string} */
                right: "enter" | "publish" | "subscribe" | "list" | "send" | "receive" | "unmute";
                kind?: components["schemas"]["Kind"] & unknown;
                /**
                 * @description With `subscribe`.
                 * @enum {string}
                 */
                medium?: "audio" | "video";
                before: boolean;
                after: boolean;
                /** @example Ana may no longer speak. */
                text: string;
            }[];
            /** @description What anyone else gains or loses. */
            guests: {
                /** @enum {string} */
                right: "enter" | "publish" | "subscribe" | "list" | "send" | "receive" | "unmute";
                kind?: components["schemas"]["Kind"] & unknown;
                /**
                 * @description With `subscribe`.
                 * @enum {string}
                 */
                medium?: "audio" | "video";
                before: boolean;
                after: boolean;
                /** @example Ana may no longer speak. */
                text: string;
            }[];
            /**
             * @description How many further changes are not listed.
             * @example 0
             */
            more: number;
        };
        /**
         * @example {
         *       "room": {
         *         "audiences": {
         *           "publish": "selected"
         *         }
         *       }
         *     }
         */
        PreviewAsked: {
            room?: components["schemas"]["RoomPatch"];
            members?: components["schemas"]["MemberEdit"][];
        };
        Session: {
            /**
             * Format: date-time
             * @example 2027-03-01T20:00:00.000Z
             */
            expiresAt: string;
        };
        SignIn: {
            /** @description The admin token. */
            token: string;
        };
        AppTokenList: {
            items: components["schemas"]["AppToken"][];
        };
        /** @description A backend’s token. */
        AppToken: {
            /** @example 3f6c */
            id: string;
            /**
             * @description Stands in the audit trail as `api:` and this name.
             * @example LMS
             */
            name: string;
            scopes: components["schemas"]["Scope"][];
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description To the minute.
             * @example 2027-03-01T09:00:00.000Z
             */
            lastUsedAt: string | null;
        };
        /**
         * @description What a token may do.
         * @example rooms:read
         * @enum {string}
         */
        Scope: "rooms:read" | "rooms:write" | "members:read" | "members:write" | "pins:read" | "pins:write" | "users:read" | "users:write" | "live:read" | "live:write" | "audit:read" | "webhooks:read" | "webhooks:write" | "tokens:read" | "tokens:write";
        AppTokenMade: {
            /** @description 64 letters and digits, shown this once. */
            token: string;
            /** @example 3f6c */
            id: string;
            /**
             * @description Stands in the audit trail as `api:` and this name.
             * @example LMS
             */
            name: string;
            scopes: components["schemas"]["Scope"][];
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description To the minute.
             * @example 2027-03-01T09:00:00.000Z
             */
            lastUsedAt: string | null;
        };
        /**
         * @example {
         *       "name": "LMS",
         *       "scopes": [
         *         "rooms:read",
         *         "rooms:write"
         *       ]
         *     }
         */
        NewAppToken: {
            /**
             * @description A name that is shown to people.
             * @example Ana
             */
            name: string;
            /** @description None that the token which asks does not have itself. */
            scopes: components["schemas"]["Scope"][];
            /**
             * Format: date-time
             * @description Never, when left out.
             * @example 2027-03-01T09:00:00Z
             */
            expiresAt?: string | null;
        };
        UserPage: {
            items: components["schemas"]["User"][];
            /** @description Give it as `cursor` to get the next page; null at the end. */
            next: string | null;
            /**
             * @description How many there are on all pages.
             * @example 2
             */
            total?: number;
        };
        /** @description Somebody who may be on lists and may have tokens. */
        User: {
            /**
             * @description As your own system names people.
             * @example ana@example.org
             */
            address: string;
            /**
             * @description The number by which mesibo clients know them.
             * @example 12
             */
            uid: number;
            /** @example Ana */
            name: string;
            /** @description Who is not active may not come in anywhere. */
            active: boolean;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            createdAt: string;
        };
        /**
         * @example {
         *       "address": "ana@example.org",
         *       "name": "Ana"
         *     }
         */
        NewUser: {
            /**
             * @description The unique address of a user, as your own system names people: an id or an e-mail address.
             * @example ana@example.org
             */
            address: string;
            /**
             * @description A name that is shown to people.
             * @example Ana
             */
            name?: string;
            /** @default true */
            active: boolean;
        };
        /**
         * @description Absent: unchanged. A name of null: none.
         * @example {
         *       "name": "Ana"
         *     }
         */
        UserPatch: {
            /**
             * @description A name that is shown to people.
             * @example Ana
             */
            name?: string | null;
            /** @description Switching a user off ends their calls. */
            active?: boolean;
        };
        UserTokenList: {
            items: components["schemas"]["UserToken"][];
        };
        /** @description A token that was given out. */
        UserToken: {
            /**
             * @description By which it can be taken back.
             * @example 3f6c
             */
            id: string;
            /**
             * @description Which app it was made for.
             * @example web
             */
            app: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            expiresAt: string;
        };
        /** @description A token by which the user comes in. */
        UserTokenMade: {
            /**
             * @description Shown this once.
             * @example eyJhbGciOi…
             */
            token: string;
            /**
             * @description By which it can be taken back.
             * @example 3f6c
             */
            id: string;
            /**
             * @description Which app it was made for.
             * @example web
             */
            app: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            expiresAt: string;
        };
        /**
         * @example {
         *       "app": "web"
         *     }
         */
        NewUserToken: {
            /**
             * @description Which app it is for.
             * @example web
             */
            app?: string;
            /**
             * Format: date-time
             * @description After a year, when left out.
             * @example 2027-03-01T09:00:00Z
             */
            expiresAt?: string;
        };
        WebhookList: {
            items: components["schemas"]["Webhook"][];
        };
        /** @description An address that is told what happens. */
        Webhook: {
            /**
             * @description `environment` for the one that `WEBHOOK_URL` makes.
             * @example 3f6c0a52-6c0e-4f1e-9f1e-0d2a3b4c5d6e
             */
            id: string;
            /** @example https://backend.example/rostrum */
            url: string;
            /**
             * @description Which events are told; empty for all.
             * @example [
             *       "participant.joined",
             *       "participant.left"
             *     ]
             */
            events: components["schemas"]["EventName"][];
            /**
             * @description Ids of the rooms that are told of; empty for all.
             * @example [
             *       "k7mqd2x9wa"
             *     ]
             */
            rooms: string[];
            /** @description While it is false, nothing new is stored for it. */
            active: boolean;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            createdAt: string;
        };
        /**
         * @description What happened in a room; docs/webhooks.md says what is told with each.
         * @example participant.joined
         * @enum {string}
         */
        EventName: "room.started" | "room.ended" | "participant.joined" | "participant.left" | "publication.started" | "publication.ended" | "right.changed" | "hand.raised" | "hand.lowered" | "message.sent" | "member.added" | "member.removed";
        WebhookMade: {
            /**
             * @description `environment` for the one that `WEBHOOK_URL` makes.
             * @example 3f6c0a52-6c0e-4f1e-9f1e-0d2a3b4c5d6e
             */
            id: string;
            /** @example https://backend.example/rostrum */
            url: string;
            /**
             * @description Which events are told; empty for all.
             * @example [
             *       "participant.joined",
             *       "participant.left"
             *     ]
             */
            events: components["schemas"]["EventName"][];
            /**
             * @description Ids of the rooms that are told of; empty for all.
             * @example [
             *       "k7mqd2x9wa"
             *     ]
             */
            rooms: string[];
            /** @description While it is false, nothing new is stored for it. */
            active: boolean;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            createdAt: string;
            /**
             * @description Signs every delivery; shown this once. `whsec_` and Base64, as Standard Webhooks has it.
             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
             */
            secret: string;
        };
        /**
         * @example {
         *       "url": "https://backend.example/rostrum",
         *       "events": [
         *         "room.started"
         *       ]
         *     }
         */
        NewWebhook: {
            /**
             * @description Where deliveries are sent: `http` or `https`, without a name and password.
             * @example https://backend.example/rostrum
             */
            url: string;
            /**
             * @description Which events are told; empty for all.
             * @default []
             * @example [
             *       "participant.joined",
             *       "participant.left"
             *     ]
             */
            events: components["schemas"]["EventName"][];
            /**
             * @description Ids of the rooms that are told of; empty for all.
             * @default []
             * @example [
             *       "k7mqd2x9wa"
             *     ]
             */
            rooms: string[];
            /**
             * @description While it is false, nothing new is stored for it.
             * @default true
             */
            active: boolean;
        };
        /**
         * @description Absent: unchanged. Null for events or rooms: all of them.
         * @example {
         *       "active": false
         *     }
         */
        WebhookPatch: {
            /**
             * @description Where deliveries are sent: `http` or `https`, without a name and password.
             * @example https://backend.example/rostrum
             */
            url?: string;
            /**
             * @description Which events are told; empty for all.
             * @example [
             *       "participant.joined",
             *       "participant.left"
             *     ]
             */
            events?: components["schemas"]["EventName"][] | null;
            /**
             * @description Ids of the rooms that are told of; empty for all.
             * @example [
             *       "k7mqd2x9wa"
             *     ]
             */
            rooms?: string[] | null;
            /** @description While it is false, nothing new is stored for it. */
            active?: boolean;
        };
        DeliveryPage: {
            items: components["schemas"]["Delivery"][];
            /** @description Give it as `cursor` to get the next page; null at the end. */
            next: string | null;
        };
        Delivery: {
            /**
             * @description Grows with every delivery.
             * @example 42
             */
            id: string;
            /**
             * @description The id of the room.
             * @example k7mqd2x9wa
             */
            room: string;
            /**
             * @description What is sent, as it is sent.
             * @example {
             *       "id": "6f0c…",
             *       "type": "room.started",
             *       "timestamp": "2027-03-01T09:00:00.000Z",
             *       "data": {}
             *     }
             */
            event: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            state: "waiting" | "taken" | "given-up";
            /**
             * @description How often it was sent.
             * @example 1
             */
            attempts: number;
            /**
             * Format: date-time
             * @description When it is tried next, if it waits.
             * @example 2027-03-01T09:00:00.000Z
             */
            dueAt: string | null;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC.
             * @example 2027-03-01T09:00:00.000Z
             */
            takenAt: string | null;
            /**
             * @description Why it was not taken the last time.
             * @example answered 503
             */
            error: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    startMeeting: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMeeting"];
            };
        };
        responses: {
            /** @description The room was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Meeting"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPresets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The presets. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresetList"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRooms: {
        parameters: {
            query?: {
                /** @description Part of a name or an id. */
                search?: string;
                /** @description What a room starts from. */
                preset?: components["schemas"]["PresetName"];
                /** @description A minus means downwards. */
                sort?: "createdAt" | "-createdAt" | "name" | "-name";
                /** @description How many at most. */
                limit?: number;
                /** @description Where to go on: `next` of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rooms. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomPage"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createRoom: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: the same key with the same request gives the same answer for 24 hours, with another request 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRoom"];
            };
        };
        responses: {
            /** @description The room was made. */
            201: {
                headers: {
                    /** @description Changes whenever the room’s settings do. */
                    ETag?: string;
                    /** @description The address of the room. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoomMade"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRoom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a room. */
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The room. */
            200: {
                headers: {
                    /** @description Changes whenever the room’s settings do. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Room"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRoom: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` under which you know the room; 412 when it is another by now. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of a room. */
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The room is deleted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was changed meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchRoom: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` under which you know the room; 412 when it is another by now. */
                "If-Match"?: string;
            };
            path: {
                /** @description The id of a room. */
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomPatch"];
            };
        };
        responses: {
            /** @description The room as it is now. */
            200: {
                headers: {
                    /** @description Changes whenever the room’s settings do. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Room"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It was changed meanwhile. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /** @description asc: the oldest first. */
                order?: "asc" | "desc";
                /** @description Only changes of these: any of created, membership, override, grant, ban, mute, pin, redeemed, silence, exceeded, publication, spotlight, call-ended, admission, message, hand, audience, settings, with commas between. */
                on?: string;
                /** @description Only by this person, or part of a name. */
                actor?: string;
                /** @description Only about this person: an address, `user:…` or `guest:…`. */
                person?: string;
                /** @description Only since this time. */
                from?: string;
                /** @description Only before this time. */
                to?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Where to go on: `next` of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of a room. */
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                    "text/csv": string;
                    "application/x-ndjson": string;
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decide: {
        parameters: {
            query?: {
                /** @description An address, `user:…` or `guest:…`. */
                person?: string;
                /** @description Asks for a guest who was never here. */
                guest?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description The id of a room. */
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the gate answers now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decisions"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a room. */
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The call as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Live"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    commandLive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a room. */
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LiveCommand"];
            };
        };
        responses: {
            /** @description It was done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followLive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a room. */
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream of events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: {
                /** @description Part of a name or an address. */
                search?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Where to go on: `next` of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of a room. */
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The members. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a room. */
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MembersEdit"];
            };
        };
        responses: {
            /** @description It was done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembersChanged"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a room. */
                room: string;
                /** @description An address, or `user:` and an address, or `guest:` and an id. */
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a room. */
                room: string;
                /** @description An address, or `user:` and an address, or `guest:` and an id. */
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberPut"];
            };
        };
        responses: {
            /** @description The member as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description The member was added. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a room. */
                room: string;
                /** @description An address, or `user:` and an address, or `guest:` and an id. */
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description They are off the list. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a room. */
                room: string;
                /** @description An address, or `user:` and an address, or `guest:` and an id. */
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemberPatch"];
            };
        };
        responses: {
            /** @description The member as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description Where to go on: `next` of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of a room. */
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of messages. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sendMessage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: the same key with the same request gives the same answer for 24 hours, with another request 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of a room. */
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMessage"];
            };
        };
        responses: {
            /** @description It was written. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageReceipt"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a room. */
                room: string;
                /** @description The id of a message. */
                message: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The message is removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPins: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a room. */
                room: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The PINs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PinList"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPin: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: the same key with the same request gives the same answer for 24 hours, with another request 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of a room. */
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPin"];
            };
        };
        responses: {
            /** @description The PIN was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pin"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deletePin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a room. */
                room: string;
                /** @description The id of a PIN, not its digits. */
                pin: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The PIN is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchPin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a room. */
                room: string;
                /** @description The id of a PIN, not its digits. */
                pin: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PinPatch"];
            };
        };
        responses: {
            /** @description The PIN as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pin"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a room. */
                room: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewAsked"];
            };
        };
        responses: {
            /** @description What would change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preview"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cookie stands. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Signed in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out, or nobody was signed in. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppTokenList"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: the same key with the same request gives the same answer for 24 hours, with another request 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAppToken"];
            };
        };
        responses: {
            /** @description The token was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppTokenMade"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a token. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token is revoked. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description Part of an address or a name. */
                search?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Where to go on: `next` of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The users. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: the same key with the same request gives the same answer for 24 hours, with another request 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            /** @description The user was added. */
            201: {
                headers: {
                    /** @description The address of the user. */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The address of a user. */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The address of a user. */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The address of a user. */
                address: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserPatch"];
            };
        };
        responses: {
            /** @description The user as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUserTokens: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The address of a user. */
                address: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tokens. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserTokenList"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUserToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: the same key with the same request gives the same answer for 24 hours, with another request 409. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The address of a user. */
                address: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUserToken"];
            };
        };
        responses: {
            /** @description The token was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserTokenMade"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUserToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The address of a user. */
                address: string;
                /** @description The id of a token. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token is taken back. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhooks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: the same key with the same request gives the same answer for 24 hours, with another request 409. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description The webhook was made. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookMade"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a webhook. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a webhook. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of a webhook. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookPatch"];
            };
        };
        responses: {
            /** @description The webhook as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Nobody of that name is in the room. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The request is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is not of a kind that is taken. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description How many at most. */
                limit?: number;
                /** @description Where to go on: `next` of the page before. Opaque. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The id of a webhook. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deliveries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryPage"];
                };
            };
            /** @description The request is wrong. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no valid token. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This is not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This cannot be done just now. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
