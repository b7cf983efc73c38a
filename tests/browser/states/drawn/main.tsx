import '@fontsource-variable/inter/wght.css';
import '@/app/globals.css';
import { createRoot, type Root } from 'react-dom/client';
import { CallContext } from '@/app/call/call-context.tsx';
import { CallScreen } from '@/app/call/call-screen.tsx';
import { createLevels } from '@/app/call/voice/levels.ts';
import { Home } from '@/app/home/home.tsx';
import NotFound from '@/app/not-found.tsx';
import { fakeCall } from './fake-call.ts';
import { endTracks } from './fake-tracks.ts';
import { STATES, type StateName } from './states.ts';

const asked: unknown[] = [];
/** What was said of one's own voice. */
const heard: boolean[] = [];

function screen(name: string) {
  if (name === 'home') return <Home />;
  if (name === 'not-found') return <NotFound />;
  const call = fakeCall(STATES[name as StateName](), asked, heard);
  Object.assign(window, { call });
  return (
    <CallContext value={{ call, levels: createLevels() }}>
      <CallScreen />
    </CallContext>
  );
}

const place = document.getElementById('root');
let drawn: Root | null = null;

/**
 * Draws one state of the call, by name, with nothing behind it, and forgets whatever was drawn before. What is asked of
 * the call is kept in `asked`.
 */
function show(name: string): void {
  if (drawn) forget(drawn);
  if (!place) return;
  drawn = createRoot(place);
  drawn.render(screen(name));
}

function forget(last: Root): void {
  last.unmount();
  endTracks();
  localStorage.clear();
  for (const attribute of ['data-theme', 'dir']) document.documentElement.removeAttribute(attribute);
  asked.length = 0;
  heard.length = 0;
}

Object.assign(window, { asked, heard, show });
const name = new URLSearchParams(location.search).get('state');
if (name) show(name);
