import { Card } from "@/app/_ui/card";
import { formatCount } from "@/app/_ui/format";
import { Notice } from "@/app/_ui/notice";
import { PlainTable } from "../../../../../../_resources/plain-table";
import { provenanceWords } from "../../../_parts/provenance-words";
import type { ViewedModel } from "./model-frame";

export interface ModelColumnsProps {
  columns: ViewedModel["columns"];
  contractEnforced: boolean;
}

/** The columns of a model, where each is known from, and whether these are all. */
export function ModelColumns({ columns, contractEnforced }: ModelColumnsProps) {
  const { complete, provenance, assumedSources } = columns;
  const count = columns.columns.length;
  const known = `${formatCount(count, "column")}, ${provenanceWords[provenance].help}`;
  return (
    <Card title="Columns" flush>
      <div className="space-y-2 p-4">
        <p className="text-ink-muted">
          {count === 0 ? "No column is known." : `${known}. `}
          {count > 0 && complete ? "These are all columns." : null}
          {contractEnforced ? " The contract is enforced." : null}
        </p>
        {count > 0 && !complete ? (
          <Notice kind="warning">
            There may be more: its SQL selects columns that cannot be told without the warehouse.
          </Notice>
        ) : null}
        {assumedSources.length > 0 ? (
          <Notice>
            A star was taken to mean the documented columns of {assumedSources.join(", ")}. Documentation may lag
            behind.
          </Notice>
        ) : null}
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
