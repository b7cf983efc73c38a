'use client';

import { Moon, Sun } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { iconButton } from '../parts/button.ts';
import { THEME_KEY } from './script.ts';

type Theme = 'light' | 'dark';
const CHANGED = 'rostrum-theme';

const system = (): Theme => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
const current = (): Theme => {
  const chosen = document.documentElement.dataset.theme;
  return chosen === 'light' || chosen === 'dark' ? chosen : system();
};

function subscribe(changed: () => void): () => void {
  const media = matchMedia('(prefers-color-scheme: dark)');
  media.addEventListener('change', changed);
  window.addEventListener(CHANGED, changed);
  return () => {
    media.removeEventListener('change', changed);
    window.removeEventListener(CHANGED, changed);
  };
}

/** Choosing what the system already has means following the system again. */
function choose(theme: Theme): void {
  const root = document.documentElement;
  try {
    if (theme === system()) {
      delete root.dataset.theme;
      localStorage.removeItem(THEME_KEY);
    } else {
      root.dataset.theme = theme;
      localStorage.setItem(THEME_KEY, theme);
    }
  } catch {
    // Storage may be forbidden; the choice then holds for this page only.
  }
  window.dispatchEvent(new Event(CHANGED));
}

export function ThemeButton() {
  const theme = useSyncExternalStore<Theme>(subscribe, current, () => 'light');
  const other = theme === 'light' ? 'dark' : 'light';
  const label = `Use ${other} theme`;
  return (
    <button
      type="button"
      className={iconButton}
      aria-label={label}
      title={label}
      onClick={() => choose(other)}
    >
      {theme === 'light' ? <Moon aria-hidden size={20} /> : <Sun aria-hidden size={20} />}
    </button>
  );
}
