import { KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/app/_ui/badge";
import type { Column } from "@/app/_ui/data-table";
import { Link } from "@/app/_ui/link";
import { RelativeTime } from "@/app/_ui/relative-time";
import { StateBadge } from "@/app/_ui/state-badge";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { items, text } from "@/server/core/kinds/values";
import type { ListedRow } from "@/server/domain/resources/list-rows";
import { functionTypeWords, planTypeWords } from "./attribute-words";
import { grantsText } from "./grant-text";
import { resourceHref } from "./hrefs";
import { hasState } from "./kind-families";
import { LabelBadges } from "./label-badges";
import { TypeName } from "./type-name";

type RowColumn = Column<ListedRow>;

/** The columns of a kind's list: its name, what matters about it, its state, and its last change. */
export function columnsFor(slug: string, kind: KindName): RowColumn[] {
  const { catalog, attributes } = resourceKinds[kind];
  return [
    { key: "title", header: "Name", sortable: true, cell: (row) => row.title },
    ...(catalog ? [typeColumn] : []),
    ...ownColumns(slug, kind),
    ...(hasState(kind) ? [stateColumn] : []),
    ...("labels" in attributes ? [labelColumn] : []),
    { key: "updated", header: "Last change", sortable: true, cell: (row) => <RelativeTime at={row.updatedAt} /> },
    { key: "by", header: "By", cell: (row) => clipped(row.updatedBy) },
  ];
}

const typeColumn: RowColumn = {
  key: "type",
  header: "Type",
  cell: (row) => (row.type ? <TypeName type={row.type} /> : null),
};

const stateColumn: RowColumn = {
  key: "state",
  header: "State",
  cell: (row) =>
    row.enabled === null && !row.needsSecret ? null : (
      <span className="flex gap-1">
        {row.enabled === null ? null : <StateBadge state={row.enabled ? "enabled" : "disabled"} />}
        {row.needsSecret ? (
          <Badge tone="warning" icon={<KeyRound aria-hidden className="size-3" />}>
            Needs its secret
          </Badge>
        ) : null}
      </span>
    ),
};

const labelColumn: RowColumn = { key: "labels", header: "Labels", cell: (row) => <LabelBadges labels={row.labels} /> };

const clipped = (words: string): ReactNode => (
  <span title={words} dir="auto" className="block max-w-48 truncate text-ink-muted">
    {words}
  </span>
);

const code = (words: string): ReactNode => (
  <code title={words} className="block max-w-56 truncate font-mono text-ink-muted">
    {words}
  </code>
);

/** What a resource names in one attribute, as a link. */
function reference(slug: string, header: string, attribute: string): RowColumn {
  return {
    key: attribute,
    header,
    interactive: true,
    cell: (row) =>
      row.uses
        .filter((use) => use.attribute === attribute)
        .map((use) => (
          <Link key={use.id} href={resourceHref(slug, use.kind, use.id)} quiet className="block max-w-56 truncate">
            <bdi>{use.title}</bdi>
          </Link>
        )),
  };
}

const fact = (key: string, header: string, cell: (row: ListedRow) => ReactNode): RowColumn => ({ key, header, cell });

function ownColumns(slug: string, kind: KindName): RowColumn[] {
  const uses = (header: string, attribute: string) => reference(slug, header, attribute);
  switch (kind) {
    case "destination":
    case "reverse_etl_model":
      return [uses("Source", "source_id")];
    case "destination_subscription":
      return [
        uses("Destination", "destination_id"),
        fact("trigger", "Trigger", (row) => code(text(row.facts.trigger))),
      ];
    case "destination_filter":
      return [uses("Destination", "destination_id"), fact("if", "Condition", (row) => code(text(row.facts.if)))];
    case "transformation":
      return [uses("Source", "source_id"), fact("if", "Condition", (row) => code(text(row.facts.if)))];
    case "source_warehouse_connection":
      return [uses("Warehouse", "warehouse_id")];
    case "source_tracking_plan_connection":
      return [uses("Tracking plan", "tracking_plan_id")];
    case "tracking_plan":
      return [
        fact("planType", "Type", (row) => planTypeWords(text(row.facts.type))),
        { key: "rules", header: "Rules", align: "end", cell: (row) => row.ruleCount },
      ];
    case "function":
      return [fact("functionType", "Type", (row) => functionTypeWords(text(row.facts.resource_type)))];
    case "insert_function_instance":
      return [uses("Function", "function_id"), uses("In front of", "integration_id")];
    case "profiles_warehouse":
      return [fact("space", "Space", (row) => code(text(row.facts.space_id)))];
    case "user":
      return [fact("roles", "Roles", (row) => clipped(grantsText(row.facts.permissions)))];
    case "user_group":
      return [
        { key: "members", header: "Members", align: "end", cell: (row) => items(row.facts.members).length },
        fact("roles", "Roles", (row) => clipped(grantsText(row.facts.permissions))),
      ];
    case "label":
      return [fact("description", "Description", (row) => clipped(text(row.facts.description)))];
    case "source":
    case "warehouse":
      return [];
  }
}
