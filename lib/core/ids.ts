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
/** One media connection between a browser and its far end. */
export type LinkId = Id<'link'>;

export const roomId = (text: string) => text as RoomId;
export const personId = (text: string) => text as PersonId;
export const participantId = (text: string) => text as ParticipantId;
export const sourceId = (text: string) => text as SourceId;
export const publicationId = (text: string) => text as PublicationId;
export const linkId = (text: string) => text as LinkId;

/** The person behind a user's address (at most 63 characters, unique in the installation). */
export const userPerson = (address: string) => personId(`user:${address}`);
/** The person behind a lasting guest identity. */
export const guestPerson = (uuid: string) => personId(`guest:${uuid}`);
export const isGuest = (person: PersonId) => person.startsWith('guest:');
