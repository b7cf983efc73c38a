export const TABS = ['settings', 'members', 'pins', 'live', 'audit', 'simulator'] as const;
export type TabName = (typeof TABS)[number];

export const TAB_TITLES: Readonly<Record<TabName, string>> = {
  settings: 'Settings',
  members: 'Members',
  pins: 'PINs',
  live: 'Live',
  audit: 'Audit',
  simulator: 'Simulator',
};

export const tabFrom = (asked: string | null): TabName => TABS.find((name) => name === asked) ?? 'settings';

/** The address of one tab of a room's page; `also` are further parts of its query, such as `person`. */
export function tabHref(room: string, tab: TabName, also: Readonly<Record<string, string>> = {}): string {
  return `/console/rooms/${encodeURIComponent(room)}?${new URLSearchParams({ tab, ...also })}`;
}
