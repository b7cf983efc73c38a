'use client';

import { useSearchParams } from 'next/navigation';
import * as Tabs from 'radix-ui/tabs';
import { type ComponentType, useEffect, useRef, useState } from 'react';
import { useRoomPage } from './room-context.tsx';
import { TAB_TITLES, TABS, type TabName, tabFrom, tabHref } from './tab-names.ts';
import { AuditTab } from './tabs/audit.tsx';
import { LiveTab } from './tabs/live.tsx';
import { MembersTab } from './tabs/members.tsx';
import { PinsTab } from './tabs/pins.tsx';
import { SettingsTab } from './tabs/settings.tsx';
import { SimulatorTab } from './tabs/simulator.tsx';

const CONTENT: Readonly<Record<TabName, ComponentType>> = {
  settings: SettingsTab,
  members: MembersTab,
  pins: PinsTab,
  live: LiveTab,
  audit: AuditTab,
  simulator: SimulatorTab,
};

/** Tabs that hold edits not saved yet: once seen they stay, hidden, while another tab is looked at. */
const KEPT: readonly TabName[] = ['settings', 'members'];

export function RoomTabs() {
  const { id } = useRoomPage();
  const tab = tabFrom(useSearchParams().get('tab'));
  const [seen, setSeen] = useState<readonly TabName[]>([]);
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    setSeen((before) => (before.includes(tab) ? before : [...before, tab]));
    // On a narrow screen the tabs scroll; the open one is never out of sight. Only the bar moves, not the page.
    const open = bar.current?.querySelector<HTMLElement>('[data-state="active"]');
    if (open && bar.current)
      bar.current.scrollLeft = open.offsetLeft - (bar.current.clientWidth - open.offsetWidth) / 2;
  }, [tab]);

  return (
    // Arrow keys only move along the tabs: opening each on the way would ask the server for all of them.
    <Tabs.Root
      value={tab}
      activationMode="manual"
      onValueChange={(name) => history.pushState(null, '', tabHref(id, tabFrom(name)))}
    >
      <div ref={bar} className="relative -mx-4 overflow-x-auto border-b border-line px-4 sm:mx-0 sm:px-0">
        <Tabs.List aria-label="Room" className="flex w-max gap-1 p-1 pb-0">
          {TABS.map((name) => (
            <Tabs.Trigger
              key={name}
              value={name}
              className="-mb-px min-h-11 border-b-2 border-transparent px-3.5 text-sm font-medium text-soft outline-offset-[-3px] hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
            >
              {TAB_TITLES[name]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
      </div>
      {TABS.map((name) => {
        const Content = CONTENT[name];
        const kept = KEPT.includes(name) && seen.includes(name);
        return (
          <Tabs.Content
            key={name}
            value={name}
            {...(kept && { forceMount: true })}
            className="pt-6 data-[state=inactive]:hidden"
          >
            <Content />
          </Tabs.Content>
        );
      })}
    </Tabs.Root>
  );
}
