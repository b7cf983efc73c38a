'use client';

import { Headphones } from 'lucide-react';
import { useView } from '../call-context.tsx';
import { FittedGrid } from './fitted-grid.tsx';
import { shownSources } from './sources.ts';
import { FaceTile, ScreenTile } from './tile.tsx';

export function Stage() {
  const view = useView();
  const { faces, screens } = shownSources(view);
  // One's own screen stays small: shown large it would show itself, endlessly.
  const large = screens.filter((screen) => !screen.own);
  const small = screens.filter((screen) => screen.own);
  const tiles = [
    ...small.map((screen) => <ScreenTile key={screen.key} shown={screen} />),
    ...faces.map((face) => <FaceTile key={face.key} shown={face} />),
  ];

  return (
    <section aria-label="Stage" className="flex min-h-0 min-w-0 flex-1 flex-col p-2 sm:p-3">
      {!faces.length && !screens.length ? (
        <Empty mayShow={view.self.publish.microphone.allowed} />
      ) : !large.length ? (
        <FittedGrid>{tiles}</FittedGrid>
      ) : (
        <div className="flex min-h-0 flex-1 flex-col gap-1 lg:flex-row">
          <FittedGrid tallest={1.5}>
            {large.map((screen) => (
              <ScreenTile key={screen.key} shown={screen} />
            ))}
          </FittedGrid>
          {tiles.length > 0 && (
            <div className="flex shrink-0 gap-3 overflow-auto p-1.5 lg:w-56 lg:flex-col">
              {tiles.map((tile) => (
                <div
                  key={tile.key}
                  className="h-22 w-28 shrink-0 sm:h-32 sm:w-52 lg:aspect-4/3 lg:h-auto lg:w-full"
                >
                  {tile}
                </div>
              ))}
            </div>
          )}
        </div>
      )}
    </section>
  );
}

function Empty({ mayShow }: { mayShow: boolean }) {
  return (
    <div className="m-auto flex max-w-sm flex-col items-center p-6 text-center">
      <span className="mb-4 inline-flex size-14 items-center justify-center rounded-full bg-sunken text-soft">
        <Headphones aria-hidden size={26} />
      </span>
      <h2 className="text-lg font-semibold">Nobody is on stage yet</h2>
      <p className="mt-1 text-soft">
        {mayShow
          ? 'Unmute or turn your camera on below to begin.'
          : 'Stay here. Whoever speaks appears by itself.'}
      </p>
    </div>
  );
}
