'use client';

import { type ComponentType, useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { useCall } from '../call-context.tsx';

/** What every part that opens is told. */
export interface Opens {
  readonly open: boolean;
  /** Called with false also when its code did not arrive. */
  readonly onOpenChange: (open: boolean) => void;
}

/** What a dialog is told besides, whose button is not its own. */
export interface OpensFrom extends Opens {
  /** Gives focus back to where it was opened. */
  readonly returnFocus: () => void;
}

/** The browser has other things to do until then: the first pictures of a call come first. */
const REST_MS = 1_000;

/**
 * Parts of the page that are not needed to be in a call, and whose code is fetched apart from it, all at once.
 *
 * @param load imports them
 * @returns `fetch`, which rejects when they do not arrive, and tries again when it is called again; `fetchAtRest`,
 *   which fetches them when the browser has nothing else to do, and returns what forgets about it; `usePart`, which
 *   gives one of them where it is here and null before, and fetches them at once where it is wanted; and `part`, which
 *   makes of one of them a component that is the part itself once it is there, and before that nothing until it opens:
 *   then it is fetched, and where it does not arrive the person is told, and can press again.
 */
export function later<Parts>(load: () => Promise<Parts>) {
  let here: Parts | null = null;
  let underWay: Promise<void> | null = null;
  const watching = new Set<() => void>();

  function fetch(): Promise<void> {
    underWay ??= load().then(
      (parts) => {
        here = parts;
        for (const look of watching) look();
      },
      (error: unknown) => {
        underWay = null;
        throw error;
      },
    );
    return underWay;
  }

  /** Without a network now, they are fetched when one of them opens. */
  const tryToFetch = () => void fetch().catch(() => {});

  function fetchAtRest(): () => void {
    let idle = 0;
    const timer = setTimeout(() => {
      // Safari knows no idle callback.
      if (typeof requestIdleCallback === 'function') idle = requestIdleCallback(tryToFetch);
      else tryToFetch();
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      if (idle) cancelIdleCallback(idle);
    };
  }

  const watch = (look: () => void) => {
    watching.add(look);
    return () => void watching.delete(look);
  };

  function part<Props extends object>(
    pick: (parts: Parts) => ComponentType<Props>,
  ): ComponentType<Props & Opens> {
    return function Later(props: Props & Opens) {
      const parts = useSyncExternalStore(
        watch,
        () => here,
        () => null,
      );
      if (!parts)
        return props.open ? <Arriving fetch={fetch} giveUp={() => props.onOpenChange(false)} /> : null;
      const Part = pick(parts);
      return <Part {...props} />;
    };
  }

  function usePart<Part>(pick: (parts: Parts) => Part, wanted: boolean): Part | null {
    const parts = useSyncExternalStore(
      watch,
      () => here,
      () => null,
    );
    useEffect(() => {
      if (wanted) tryToFetch();
    }, [wanted]);
    return parts && pick(parts);
  }

  return { fetch: tryToFetch, fetchAtRest, part, usePart };
}

/** Fetches, and can be closed meanwhile. Only who waits long sees that there is something to wait for. */
function Arriving({ fetch, giveUp }: { fetch: () => Promise<void>; giveUp: () => void }) {
  const call = useCall();
  const closed = useEffectEvent(giveUp);
  const failed = useEffectEvent(() => {
    giveUp();
    call.tell(
      'This cannot be opened, because its code did not arrive. Check your connection and press again. If that does not help, reload the page.',
    );
  });
  useEffect(() => {
    let waiting = true;
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && closed();
    window.addEventListener('keydown', onKey);
    fetch().catch(() => {
      if (waiting) failed();
    });
    return () => {
      waiting = false;
      window.removeEventListener('keydown', onKey);
    };
  }, [fetch]);
  return (
    <p
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-28 z-40 mx-auto w-fit animate-appear rounded-full border border-line bg-raised px-4 py-2 text-sm font-medium shadow-float [animation-delay:400ms] [animation-fill-mode:backwards]"
    >
      Opening…
    </p>
  );
}
