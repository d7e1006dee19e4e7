import { PlainTable } from "../../../../_resources/plain-table";
import type { FieldRow } from "./field-rows";

/** Fields of a body or an answer, or parameters. */
export function FieldTable({ caption, rows }: { caption: string; rows: readonly FieldRow[] }) {
  return (
    <PlainTable
      caption={caption}
      headers={["Field", "Type", "About"]}
      rows={rows.map((row) => ({
        key: row.name,
        cells: [
          <code key="name" className="font-mono text-sm">
            {row.name}
          </code>,
          row.type,
          <span key="about">
            {row.required ? "Required. " : ""}
            {row.description ?? ""}
          </span>,
        ],
      }))}
    />
  );
}
