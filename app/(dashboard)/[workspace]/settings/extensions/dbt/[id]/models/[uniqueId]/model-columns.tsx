import type { ReactNode } from "react";
import { Card } from "@/app/_ui/card";
import { formatCount } from "@/app/_ui/format";
import { RelativeTime } from "@/app/_ui/relative-time";
import { PlainTable } from "../../../../../../_resources/plain-table";
import { provenanceWords } from "../../../_parts/provenance-words";
import { ColumnNotices } from "./column-notices";
import type { ViewedModel } from "./model-frame";

export interface ModelColumnsProps {
  model: ViewedModel;
  /** The button that asks the warehouse, where it can be asked. */
  check: ReactNode;
}

/** The columns of a model, where each is known from, and whether these are all. */
export function ModelColumns({ model, check }: ModelColumnsProps) {
  const { columns, warehouse, contractEnforced } = model;
  const { complete, provenance } = columns;
  const count = columns.columns.length;
  return (
    <Card title="Columns" flush>
      <div className="space-y-2 p-4">
        <p className="text-ink-muted">
          {count === 0 ? "No column is known." : `${formatCount(count, "column")}, ${provenanceWords[provenance].help}`}
          {count > 0 && warehouse?.found ? (
            <>
              {" "}
              <RelativeTime at={warehouse.describedAt} />
            </>
          ) : null}
          {count > 0 ? ". " : null}
          {count > 0 && complete ? "These are all columns." : null}
          {contractEnforced ? " The contract is enforced." : null}
        </p>
        <ColumnNotices model={model} />
        {check}
      </div>
      {count === 0 ? null : (
        <PlainTable
          caption="Columns"
          headers={["Column", "Type", "Description", "Known from"]}
          rows={columns.columns.map(({ name, dataType, description, provenance: from }, index) => ({
            key: `${index} ${name}`,
            cells: [
              <code key="name" className="font-mono">
                {name}
              </code>,
              dataType ? (
                <code key="type" className="font-mono">
                  {dataType}
                </code>
              ) : (
                "—"
              ),
              <span key="description" dir="auto" className="whitespace-pre-line">
                {description.trim() || "—"}
              </span>,
              <span key="from" title={provenanceWords[from].help}>
                {provenanceWords[from].word}
              </span>,
            ],
          }))}
        />
      )}
    </Card>
  );
}
