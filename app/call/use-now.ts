'use client';

import { useEffect, useState } from 'react';

/** The server's clock, read again every second while somebody looks at a countdown. */
export function useNow(clockOffset: number): number {
  const [now, setNow] = useState(() => Date.now() + clockOffset);
  useEffect(() => {
    const read = () => setNow(Date.now() + clockOffset);
    read();
    const timer = setInterval(read, 1000);
    return () => clearInterval(timer);
  }, [clockOffset]);
  return now;
}

/** 75 000 ms is "1:15". */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const tail = String(seconds % 60).padStart(2, '0');
  return hours ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}
