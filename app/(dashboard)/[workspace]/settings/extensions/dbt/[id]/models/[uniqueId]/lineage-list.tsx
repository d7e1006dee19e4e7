import { type Column, DataTable } from "@/app/_ui/data-table";
import { formatCount } from "@/app/_ui/format";
import { StateBadge } from "@/app/_ui/state-badge";
import type { Lineage, LineageNode } from "@/server/domain/dbt-models/get-lineage";
import { nodeLooks, nodeStateHelp } from "../../../_parts/words";

export interface LineageListProps {
  lineage: Lineage;
  href: (uniqueId: string) => string;
}

interface Row extends LineageNode {
  readonly reads: string;
}

const columns: readonly Column<Row>[] = [
  { key: "name", header: "Node", cell: ({ name }) => name },
  { key: "where", header: "Where", cell: ({ distance }) => distanceText(distance) },
  { key: "type", header: "Type", cell: ({ resourceType }) => resourceType },
  { key: "materialized", header: "Materialization", cell: ({ materialized }) => materialized },
  {
    key: "state",
    header: "State",
    cell: ({ state }) => (
      <>
        <StateBadge {...nodeLooks[state]} />
        {state === "ready" ? null : <span className="mt-1 block text-ink-muted">{nodeStateHelp[state]}</span>}
      </>
    ),
  },
  {
    key: "reads",
    header: "Reads",
    cell: ({ reads }) => <span className="wrap-anywhere">{reads || "—"}</span>,
    className: "min-w-56",
  },
];

function distanceText(distance: number): string {
  if (distance === 0) return "This one";
  return `${formatCount(Math.abs(distance), "step")} ${distance < 0 ? "before" : "after"}`;
}

/** The lineage as a table: the same nodes as the graph, from the first to the last. */
export function LineageList({ lineage, href }: LineageListProps) {
  const names = new Map(lineage.nodes.map(({ uniqueId, name }) => [uniqueId, name]));
  const rows = lineage.nodes
    .map((node) => ({
      ...node,
      reads: lineage.edges
        .filter(({ to }) => to === node.uniqueId)
        .map(({ from }) => names.get(from) ?? from)
        .join(", "),
    }))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return (
    <DataTable
      caption="Lineage"
      columns={columns}
      rows={rows}
      rowKey={({ uniqueId }) => uniqueId}
      rowHref={({ uniqueId }) => href(uniqueId)}
      empty={null}
    />
  );
}
