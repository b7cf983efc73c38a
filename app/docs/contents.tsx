import type { Guide } from './guides.tsx';
import type { Operation } from './openapi.ts';
import { Method } from './operation-view.tsx';

const link =
  'flex min-h-11 items-center gap-2 rounded-sm px-1 text-sm text-soft hover:bg-sunken hover:text-ink lg:min-h-8';

/** Links to everything that is on the page now. */
export function Contents({
  guides,
  tags,
}: {
  guides: readonly Guide[];
  tags: readonly { tag: string; under: readonly Operation[] }[];
}) {
  return (
    <ul className="flex flex-col gap-3">
      {guides.length > 0 && (
        <li>
          <p className="text-sm font-semibold">Guides</p>
          <ul>
            {guides.map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`} className={link}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </li>
      )}
      {tags.map(({ tag, under }) => (
        <li key={tag}>
          <p className="text-sm font-semibold">{tag}</p>
          <ul>
            {under.map((one) => (
              <li key={one.id}>
                <a href={`#${one.id}`} className={link}>
                  <span className="w-16 shrink-0">
                    <Method method={one.method} />
                  </span>
                  <span className="min-w-0">{one.summary}</span>
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
