/** What is fetched later, as one piece: these share nearly all of their code, the primitives that they are made of. */
export { Confirm } from '../../parts/confirm.tsx';
export { ChatPanel } from '../chat/chat-panel.tsx';
export { ConnectionDialog } from '../connection/connection-dialog.tsx';
export { DevicesDialog } from '../devices/devices-dialog.tsx';
export { LayoutChoices } from '../layout/layout-choices.tsx';
export { ActionsMenu } from '../people/actions-menu.tsx';
export { LongList } from '../people/long-list.tsx';
export { PersonDialogs } from '../people/person-dialogs.tsx';
export { SelectionBar } from '../people/selection-bar.tsx';
export { HelpDialog } from '../shortcuts/help-dialog.tsx';
export { TrailPanel } from '../trail/trail-panel.tsx';
export { WhyDialog } from '../why/why-dialog.tsx';
export { WhyHere } from '../why/why-here.tsx';
export { WhyPopover } from '../why/why-popover.tsx';
