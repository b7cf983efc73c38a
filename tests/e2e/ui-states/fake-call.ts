import { createStore } from 'zustand/vanilla';
import type { Call } from '@/lib/client/call.ts';
import type { CallState } from '@/lib/client/state.ts';

/** A call that does nothing but remember what was asked of it, and show and dismiss messages. */
export function fakeCall(state: CallState, asked: unknown[]): Call {
  const store = createStore<CallState>(() => state);
  const ask =
    (name: string) =>
    async (...rest: unknown[]) => {
      asked.push([name, ...rest]);
    };
  let id = 100;
  return {
    store,
    preview: ask('preview'),
    join: ask('join'),
    leave: () => asked.push(['leave']),
    setMicrophone: ask('setMicrophone'),
    setCamera: ask('setCamera'),
    setScreen: ask('setScreen'),
    setHand: ask('setHand'),
    chooseDevice: ask('chooseDevice'),
    allow: ask('allow'),
    stop: ask('stop'),
    mute: ask('mute'),
    releaseMute: ask('releaseMute'),
    askToUnmute: ask('askToUnmute'),
    setMuteAll: ask('setMuteAll'),
    lowerHand: ask('lowerHand'),
    remove: ask('remove'),
    dismiss: (message) =>
      store.setState(({ messages }) => ({ messages: messages.filter((one) => one.id !== message) })),
    tell: (text) =>
      store.setState(({ messages }) => ({ messages: [...messages, { id: id++, as: 'alert', text }] })),
    close: () => {},
  };
}
