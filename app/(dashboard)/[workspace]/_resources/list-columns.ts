import type { HeaderColumn } from "@/app/_ui/table-frame";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { items, text } from "@/server/core/kinds/values";
import type { ListedRow } from "@/server/domain/resources/list-rows";
import { functionTypeWords, planTypeWords } from "./attribute-words";
import { grantsText } from "./grant-text";
import { resourceHref } from "./hrefs";
import { hasState } from "./kind-families";
import type { Cell } from "./list-cell";

/** A column of a list, and what it shows of a row as plain data: fifty rows of elements would be most of the page. */
export interface ListColumn extends HeaderColumn {
  readonly cell: (row: ListedRow) => Cell;
}

/** The columns of a kind's list: its name, what matters about it, its state, and its last change. */
export function columnsFor(slug: string, kind: KindName): ListColumn[] {
  const { catalog, attributes } = resourceKinds[kind];
  return [
    { key: "title", header: "Name", sortable: true, cell: (row) => row.title },
    ...(catalog ? [typeColumn] : []),
    ...ownColumns(slug, kind),
    ...(hasState(kind) ? [stateColumn] : []),
    ...("labels" in attributes ? [labelColumn] : []),
    { key: "updated", header: "Last change", sortable: true, cell: (row) => ({ at: row.updatedAt }) },
    { key: "by", header: "By", cell: (row) => ({ clipped: row.updatedBy }) },
  ];
}

const typeColumn: ListColumn = { key: "type", header: "Type", cell: ({ type }) => (type ? { type } : null) };

const stateColumn: ListColumn = {
  key: "state",
  header: "State",
  cell: ({ enabled, needsSecret }) => (enabled === null && !needsSecret ? null : { enabled, needsSecret }),
};

const labelColumn: ListColumn = {
  key: "labels",
  header: "Labels",
  cell: ({ labels }) => (labels.length === 0 ? null : { labels }),
};

/** What a resource names in one attribute, as a link. */
function reference(slug: string, header: string, attribute: string): ListColumn {
  return {
    key: attribute,
    header,
    cell: (row) => ({
      links: row.uses
        .filter((use) => use.attribute === attribute)
        .map(({ kind, id, title }) => ({ href: resourceHref(slug, kind, id), title })),
    }),
  };
}

const fact = (key: string, header: string, cell: (row: ListedRow) => Cell): ListColumn => ({ key, header, cell });

function ownColumns(slug: string, kind: KindName): ListColumn[] {
  const uses = (header: string, attribute: string) => reference(slug, header, attribute);
  switch (kind) {
    case "destination":
    case "reverse_etl_model":
      return [uses("Source", "source_id")];
    case "destination_subscription":
      return [
        uses("Destination", "destination_id"),
        fact("trigger", "Trigger", (row) => ({ code: text(row.facts.trigger) })),
      ];
    case "destination_filter":
      return [uses("Destination", "destination_id"), fact("if", "Condition", (row) => ({ code: text(row.facts.if) }))];
    case "transformation":
      return [uses("Source", "source_id"), fact("if", "Condition", (row) => ({ code: text(row.facts.if) }))];
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
      return [fact("space", "Space", (row) => ({ code: text(row.facts.space_id) }))];
    case "user":
      return [fact("roles", "Roles", (row) => ({ clipped: grantsText(row.facts.permissions) }))];
    case "user_group":
      return [
        { key: "members", header: "Members", align: "end", cell: (row) => items(row.facts.members).length },
        fact("roles", "Roles", (row) => ({ clipped: grantsText(row.facts.permissions) })),
      ];
    case "label":
      return [fact("description", "Description", (row) => ({ clipped: text(row.facts.description) }))];
    case "source":
    case "warehouse":
      return [];
  }
}
