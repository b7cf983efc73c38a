'use client';

import { Lock } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { withOwn } from '@/lib/client/own-view.ts';
import { ThemeButton } from '../theme/theme-button.tsx';
import { type InCall, InCallContext, useCallState } from './call-context.tsx';
import { NO_DRAFT } from './chat/draft.ts';
import { ConnectionButton } from './connection/connection-button.tsx';
import { CallControls, type Panel } from './controls/call-controls.tsx';
import { DevicesButton } from './devices/devices-button.tsx';
import { ChatPanel, ConnectionDialog, opened } from './later/opened.ts';
import { LayoutMenu } from './layout/layout-menu.tsx';
import { FloorBar } from './notices/floor-bar.tsx';
import { Reconnecting } from './notices/reconnecting.tsx';
import { TimeLeft } from './notices/time-left.tsx';
import { PeoplePanel } from './people/panel.tsx';
import { HelpButton } from './shortcuts/help-button.tsx';
import { Sound } from './stage/sound.tsx';
import { Stage } from './stage/stage.tsx';
import { AskHostContext } from './why/ask-host.ts';

/** Open where it fits beside the stage; a phone shows the stage first. */
const opensByItself = () => matchMedia('(min-width: 64rem)').matches;

export function InCallScreen({ phase: told }: { phase: InCall }) {
  const own = useCallState((state) => state.own);
  const phase = useMemo(() => ({ ...told, view: withOwn(told.view, own) }), [told, own]);
  const main = useRef<HTMLElement>(null);
  const [{ panel, asked }, setPanel] = useState(() => ({
    panel: opensByItself() ? ('people' as Panel | null) : null,
    asked: false,
  }));
  const arrived = useCallState(({ chat }) => chat.arrived);
  /** How many messages had arrived when the chat was last open. */
  const [seen, setSeen] = useState(0);
  if (seen !== arrived && (panel === 'chat' || seen > arrived)) setSeen(arrived);
  const [draft, setDraft] = useState(NO_DRAFT);
  useEffect(() => opened.fetchAtRest(), []);
  // The button that was pressed is gone; reading goes on here.
  useEffect(() => main.current?.focus(), []);

  const close = () => {
    const name = panel === 'chat' ? 'Chat' : 'People';
    setPanel({ panel: null, asked: false });
    document.querySelector<HTMLElement>(`[aria-label="Call controls"] [aria-label="${name}"]`)?.focus();
  };

  const [connection, setConnection] = useState(false);
  const opener = useRef<HTMLElement | null>(null);
  const openConnection = (from: HTMLElement | null) => {
    opener.current = from;
    setConnection(true);
  };
  /** The mark may be gone by then, because the connection is good again. */
  const back = () =>
    (opener.current?.isConnected
      ? opener.current
      : main.current?.querySelector<HTMLElement>('header [aria-label="Layout"]')
    )?.focus();

  const askHost = () => setPanel({ panel: 'chat', asked: true });

  return (
    <InCallContext value={phase}>
      <AskHostContext value={askHost}>
        <main ref={main} tabIndex={-1} className="flex h-dvh min-h-80 flex-col overflow-hidden">
          <header className="flex shrink-0 items-center gap-1 ps-4 pe-2 pt-1 sm:gap-3">
            <h1
              className="min-w-0 shrink-[999] grow truncate font-semibold"
              dir="auto"
              title={phase.view.room.name}
            >
              {phase.view.room.name}
            </h1>
            {phase.view.room.locked && (
              <span title="Locked: nobody new comes in" className="text-soft">
                <Lock aria-hidden size={17} />
                <span className="sr-only">The room is locked.</span>
              </span>
            )}
            <Reconnecting />
            <ConnectionButton open={openConnection} />
            <LayoutMenu openConnection={() => openConnection(null)} />
            <DevicesButton />
            <HelpButton />
            <ThemeButton />
          </header>
          <div className="relative flex min-h-0 flex-1">
            <div className="flex min-w-0 flex-1 flex-col">
              <Stage />
              <TimeLeft />
              <FloorBar />
            </div>
            {panel === 'people' && <PeoplePanel close={close} takesFocus={asked} />}
            {panel === 'chat' && <ChatPanel open onOpenChange={close} draft={draft} setDraft={setDraft} />}
          </div>
          <CallControls
            panel={panel}
            toggle={(which) =>
              setPanel(({ panel }) => ({ panel: panel === which ? null : which, asked: true }))
            }
            unread={panel === 'chat' ? 0 : arrived - seen}
          />
          <ConnectionDialog open={connection} onOpenChange={setConnection} returnFocus={back} />
          <Sound />
        </main>
      </AskHostContext>
    </InCallContext>
  );
}
