/** For ids: our font would otherwise show the x between two digits as a ×. */
export const asTyped = '[font-variant-ligatures:no-contextual]';
