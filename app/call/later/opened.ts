'use client';

import { later } from './later.tsx';

/**
 * Everything in a call that opens at a press: with the primitives below it a fifth of all code, and nobody needs it to
 * be heard and seen. `parts.ts` may be imported from nowhere else, or it comes with the page again.
 */
export const opened = later(() => import('./parts.ts'));

export const ActionsMenu = opened.part((parts) => parts.ActionsMenu);
export const ChatPanel = opened.part((parts) => parts.ChatPanel);
export const Confirm = opened.part((parts) => parts.Confirm);
export const ConnectionDialog = opened.part((parts) => parts.ConnectionDialog);
export const DevicesDialog = opened.part((parts) => parts.DevicesDialog);
export const HelpDialog = opened.part((parts) => parts.HelpDialog);
export const LayoutChoices = opened.part((parts) => parts.LayoutChoices);
export const PersonDialogs = opened.part((parts) => parts.PersonDialogs);
export const SelectionBar = opened.part((parts) => parts.SelectionBar);
export const TrailPanel = opened.part((parts) => parts.TrailPanel);
export const WhyDialog = opened.part((parts) => parts.WhyDialog);
export const WhyHere = opened.part((parts) => parts.WhyHere);
export const WhyPopover = opened.part((parts) => parts.WhyPopover);
