/** Every key that does something in a call, in the words of the help. */
export const KEYS: readonly { readonly key: string; readonly does: string }[] = [
  { key: 'M', does: 'Mute or unmute your microphone' },
  { key: 'Space', does: 'Hold to speak while you are muted' },
  { key: 'V', does: 'Turn your camera on or off' },
  { key: 'H', does: 'Raise or lower your hand' },
  { key: 'P', does: 'Show or hide people' },
  { key: 'C', does: 'Show or hide the chat' },
  { key: '?', does: 'Show this help' },
  { key: 'Esc', does: 'Close what is open' },
];
