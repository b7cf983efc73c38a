/** Distinct identifier types, so that a participant can never be passed where a person is meant. */
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type RoomId = Id<'room'>;
/** Somebody lasting: `user:{address}` or `guest:{uuid}`. Rights hang on persons. */
export type PersonId = Id<'person'>;
/** One connected client of a person; one person may be several. */
export type ParticipantId = Id<'participant'>;
/** Groups one participant's publications for viewers who may not know the participant. */
export type SourceId = Id<'source'>;
export type PublicationId = Id<'publication'>;
/** One PIN of one room; not the digits that people type. */
export type PinId = Id<'pin'>;
/** One message. It tells nothing of its sender, of its place among others, nor of how many there are (R26). */
export type MessageId = Id<'message'>;
/** One media connection between a browser and its far end. */
export type LinkId = Id<'link'>;

export const roomId = (text: string) => text as RoomId;
export const personId = (text: string) => text as PersonId;
export const participantId = (text: string) => text as ParticipantId;
export const sourceId = (text: string) => text as SourceId;
export const publicationId = (text: string) => text as PublicationId;
export const pinId = (text: string) => text as PinId;
export const messageId = (text: string) => text as MessageId;
export const linkId = (text: string) => text as LinkId;

/** The person behind a user's address (at most 63 characters, unique in the installation). */
export const userPerson = (address: string) => personId(`user:${address}`);
/** The person behind a lasting guest identity. */
export const guestPerson = (uuid: string) => personId(`guest:${uuid}`);
export const isGuest = (person: PersonId) => person.startsWith('guest:');

/** How a person is written down: see {@link PersonId}. */
export const PERSON_PATTERN = /^(user:[^\s\p{C}]{1,63}|guest:[\w-]{1,64})$/u;
