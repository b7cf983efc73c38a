import { COLUMNS, type Line } from './streams.ts';

/** One line for each voice and picture. Its numbers change by themselves and are not read out: one looks again. */
export function StreamTable({ title, lines }: { title: string; lines: readonly Line[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
    <section aria-label={title} tabIndex={0} className="overflow-x-auto -outline-offset-2">
      <table className="w-full text-start text-xs tabular-nums">
        <caption className="pb-1 text-start text-sm font-semibold">{title}</caption>
        <thead className="text-soft">
          <tr className="border-b border-line">
            <th scope="col" className="py-1.5 pe-4 text-start font-medium">
              What
            </th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className="py-1.5 pe-4 text-start font-medium whitespace-nowrap">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, what, cells }) => (
            <tr key={key} className="border-b border-line last:border-b-0">
              <th
                scope="row"
                dir="auto"
                className="max-w-48 truncate py-1.5 pe-4 text-start font-medium"
                title={what}
              >
                {what}
              </th>
              {cells.map((cell, index) => (
                <td key={COLUMNS[index]} className="py-1.5 pe-4 whitespace-nowrap">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
