import type { MessageId, ParticipantId } from '@/lib/core/ids.ts';
import type { MessageView, Notice, SelfView } from '@/lib/core/roster/view.ts';
import type { Signaling } from './signaling.ts';

/** What this page shows of what was written. */
export interface ChatState {
  /** Oldest first. */
  readonly messages: readonly MessageView[];
  /** Whether the server has more before these. */
  readonly more: boolean;
  /** Whether this room keeps messages for those who come later; null until it is known. */
  readonly kept: boolean | null;
  readonly loading: boolean;
  /** How many others have written since this page came in. */
  readonly arrived: number;
}

export const NO_CHAT: ChatState = { messages: [], more: false, kept: null, loading: false, arrived: 0 };

/** Most messages kept on one page; beyond them the oldest are let go, and can be asked for again. */
const MOST = 1_000;
const PAGE = 50;

interface Parts {
  readonly signaling: Signaling;
  readonly state: () => ChatState;
  readonly set: (part: Partial<ChatState>) => void;
  /** Says why something could not be done. */
  readonly alert: (text: string) => void;
}

export type Chat = ReturnType<typeof createChat>;

/** The messages of one call, as this browser may know them. */
export function createChat({ signaling, state, set, alert }: Parts) {
  let self: SelfView | null = null;
  /** Grows with every question, so that an answer to an older one is known for late. */
  let asked = 0;

  async function load(before?: MessageId): Promise<void> {
    asked += 1;
    const question = asked;
    set({ loading: true });
    const answer = await signaling.request('chat.history', { limit: PAGE, ...(before && { before }) });
    if (question !== asked) return;
    set({ loading: false });
    if (!answer.ok) {
      // What is refused is said where the messages would be.
      if (answer.failure.code !== 'refused' && answer.failure.code !== 'not-joined')
        alert(answer.failure.message);
      return;
    }
    const { messages, more, kept } = answer.value;
    const known = new Set(messages.map(({ id }) => id));
    const others = state().messages.filter(({ id }) => !known.has(id));
    const [first] = messages;
    // After a lost connection the newest page need not reach what is here: what lies between is asked for again.
    const gap =
      !before && more && others.length > 0 && first !== undefined && others.every(({ at }) => at < first.at);
    const joined = gap ? messages : inOrder([...messages, ...others]);
    const older = before || gap || !state().more;
    set({ messages: joined, kept, ...(older && { more }) });
  }

  return {
    /** Follows one's own rights: what may not be known any more is forgotten at once. */
    follow(now: SelfView, fresh: boolean): void {
      const before = self;
      self = now;
      if (!now.receive.allowed) {
        asked += 1;
        if (before?.receive.allowed !== false) set({ ...NO_CHAT });
        return;
      }
      if (before?.list.allowed && !now.list.allowed)
        set({ messages: state().messages.map((message) => withoutNames(message)) });
      if (fresh || !before?.receive.allowed) void load();
    },

    hear(notice: Notice): void {
      const { messages, arrived } = state();
      if (notice.is === 'message') {
        const { message } = notice;
        if (messages.some(({ id }) => id === message.id)) return;
        const next = [...messages, message];
        set({
          messages: next.slice(-MOST),
          ...(next.length > MOST && { more: state().kept === true }),
          ...(!message.own && { arrived: arrived + 1 }),
        });
      } else if (notice.is === 'message-removed') {
        set({
          messages: messages.map((message) =>
            message.id === notice.id ? { ...message, text: null } : message,
          ),
        });
      }
    },

    /** Null when it was sent; otherwise why not. */
    async send(text: string, to?: ParticipantId): Promise<string | null> {
      const answer = await signaling.request('chat.send', { text, ...(to && { to }) });
      return answer.ok ? null : answer.failure.message;
    },

    async remove(id: MessageId): Promise<void> {
      const answer = await signaling.request('chat.remove', { id });
      if (!answer.ok) alert(answer.failure.message);
    },

    async older(): Promise<void> {
      const [first] = state().messages;
      if (state().more && !state().loading && first) await load(first.id);
    },
  };
}

/** By the server's time; what was written at one moment stays as it came. */
const inOrder = (messages: readonly MessageView[]) => [...messages].sort((a, b) => a.at - b.at);

const withoutNames = (message: MessageView): MessageView => ({
  ...message,
  from: message.own ? message.from : null,
  to: message.to && { name: null },
});
