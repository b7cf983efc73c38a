/** One room to try, with a ready link for each person in it. */
export interface DemoRoom {
  readonly title: string;
  readonly about: string;
  readonly links: readonly { readonly label: string; readonly href: string }[];
}

export interface Welcome {
  /** Empty where this copy is somebody's own. */
  readonly demo: readonly DemoRoom[];
  /** Whether anybody may start a room from here. */
  readonly meetings: boolean;
}

/** What the home page offers. Rejects when the server cannot be reached. */
export async function fetchWelcome(): Promise<Welcome> {
  const response = await fetch('/api/v1/welcome');
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return (await response.json()) as Welcome;
}
