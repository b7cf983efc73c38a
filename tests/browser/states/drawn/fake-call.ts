import { createStore } from 'zustand/vanilla';
import type { Call } from '@/lib/client/call.ts';
import type { CallState } from '@/lib/client/state.ts';
import { EXPLAINED, OLDER, TRAIL } from './answers.ts';

/** A call that does nothing but remember what was asked of it and heard, and show and dismiss messages. */
export function fakeCall(state: CallState, asked: unknown[], heard: boolean[]): Call {
  const store = createStore<CallState>(() => state);
  const ask =
    (name: string) =>
    async (...rest: unknown[]) => {
      // What was left open is not worth a word.
      asked.push([name, ...rest.filter((one) => one !== undefined)]);
    };
  let id = 100;
  return {
    store,
    preview: ask('preview'),
    enterPin: ask('enterPin'),
    join: ask('join'),
    leave: () => asked.push(['leave']),
    setMicrophone: ask('setMicrophone'),
    setCamera: ask('setCamera'),
    setScreen: ask('setScreen'),
    stopScreen: ask('stopScreen'),
    stopPublication: ask('stopPublication'),
    setHand: ask('setHand'),
    chooseDevice: ask('chooseDevice'),
    setBlur: ask('setBlur'),
    setProcessing: ask('setProcessing'),
    allow: ask('allow'),
    allowNext: ask('allowNext'),
    admit: ask('admit'),
    admitAll: ask('admitAll'),
    deny: ask('deny'),
    stop: ask('stop'),
    stopSeveral: ask('stopSeveral'),
    mute: ask('mute'),
    releaseMute: ask('releaseMute'),
    askToUnmute: ask('askToUnmute'),
    setMuteAll: ask('setMuteAll'),
    lowerHand: ask('lowerHand'),
    remove: ask('remove'),
    extend: ask('extend'),
    askForCamera: ask('askForCamera'),
    lowerAllHands: ask('lowerAllHands'),
    spotlight: ask('spotlight'),
    setRole: ask('setRole'),
    readmit: ask('readmit'),
    setLocked: ask('setLocked'),
    endCall: ask('endCall'),
    undo: ask('undo'),
    async explain(participant) {
      asked.push(['explain', participant]);
      return EXPLAINED;
    },
    async trail(before) {
      asked.push(before === undefined ? ['trail'] : ['trail', before]);
      return before === undefined ? TRAIL : OLDER;
    },
    setOpenOnTurn: (openOnTurn) => store.setState({ openOnTurn }),
    setLowData: (lowData) => store.setState({ lowData }),
    showing: () => () => {},
    heardMyself: (talking) => heard.push(talking),
    sendMessage: async (...rest) => {
      asked.push(['sendMessage', ...rest]);
      return null;
    },
    removeMessage: ask('removeMessage'),
    olderMessages: ask('olderMessages'),
    dismiss: (message) =>
      store.setState(({ messages }) => ({ messages: messages.filter((one) => one.id !== message) })),
    tell: (text, about) =>
      store.setState(({ messages }) => ({
        messages: [
          ...messages,
          about ? { id: id++, as: 'status', text, about } : { id: id++, as: 'alert', text },
        ],
      })),
    close: () => {},
  };
}
