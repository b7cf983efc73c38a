'use client';

import { createContext } from 'react';

/** Opens the chat, where a host can be asked; null where there is none. */
export const AskHostContext = createContext<(() => void) | null>(null);
