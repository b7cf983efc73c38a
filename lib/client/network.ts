/** The Network Information API, as far as browsers have it; no type library knows it. */
type Connection = EventTarget & { readonly type?: string };

/**
 * Calls back when this device is on another network than before: back from having none, or from Wi-Fi to a phone's.
 * Its guesses of speed change all the time and say nothing about that.
 */
export function watchNetwork(moved: () => void): () => void {
  const { connection } = navigator as { readonly connection?: Connection };
  let type = connection?.type;
  const changed = () => {
    if (connection?.type === type) return;
    type = connection?.type;
    if (navigator.onLine) moved();
  };
  window.addEventListener('online', moved);
  connection?.addEventListener('change', changed);
  return () => {
    window.removeEventListener('online', moved);
    connection?.removeEventListener('change', changed);
  };
}
