import type { ReactNode } from "react";

export interface PlainTableProps {
  caption: string;
  headers: readonly string[];
  rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

/** A small table inside a card, of a few columns that wrap; scrolls inside itself on narrow screens. */
export function PlainTable({ caption, headers, rows }: PlainTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable from the keyboard
    <section aria-label={caption} tabIndex={0} className="overflow-x-auto -outline-offset-2">
      <table className="w-full text-left text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="bg-sunken text-ink-muted">
            {headers.map((header) => (
              <th key={header} scope="col" className="px-3 py-1.5 font-medium whitespace-nowrap">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-t border-line align-top">
              {row.cells.map((cell, index) => (
                <td key={headers[index]} className="min-w-24 px-3 py-1.5 wrap-anywhere">
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
