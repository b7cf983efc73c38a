import { readdirSync, readFileSync } from 'node:fs';

/** Seconds of processor that a process and its threads have used (proc(5): utime and stime, in clock ticks). */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name before may hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** What Linux has told programs on every machine for decades, whatever the kernel counts in. */
const TICKS = 100;

/** The process below another whose program is so called. @throws where there is none */
export function childCalled(parent: number, program: string): number {
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      const [, above] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (name === program && Number(above) === parent) return Number(entry);
    } catch {
      // It ended while it was looked at.
    }
  }
  throw new Error(`${program} is not running below ${parent}.`);
}
