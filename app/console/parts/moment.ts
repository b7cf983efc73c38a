/** A moment in the time of this computer: the time alone for today, else with its day. */
export function moment(time: string | number, now = Date.now()): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return String(time);
  const today = date.toDateString() === new Date(now).toDateString();
  return date.toLocaleString(undefined, {
    ...(!today && { dateStyle: 'medium' }),
    timeStyle: 'short',
  });
}

/** The same, to the second: for a record that others compare with theirs. */
export const exactly = (time: string | number): string =>
  new Date(time).toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'long' });
