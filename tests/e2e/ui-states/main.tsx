import '@fontsource-variable/inter/wght.css';
import '@/app/globals.css';
import { createRoot } from 'react-dom/client';
import { CallContext } from '@/app/call/call-context.tsx';
import { CallScreen } from '@/app/call/call-screen.tsx';
import { createLevels } from '@/app/call/voice/levels.ts';
import { Home } from '@/app/home/home.tsx';
import NotFound from '@/app/not-found.tsx';
import { fakeCall } from './fake-call.ts';
import { STATES, type StateName } from './states.ts';

/** Draws one state of the call, by name, with nothing behind it. What is asked of the call is kept in `asked`. */
const query = new URLSearchParams(location.search);
const name = query.get('state') ?? '';

const asked: unknown[] = [];
/** What was said of one's own voice. */
const heard: boolean[] = [];
Object.assign(window, { asked, heard });

function screen() {
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

const root = document.getElementById('root');
if (root) createRoot(root).render(screen());
