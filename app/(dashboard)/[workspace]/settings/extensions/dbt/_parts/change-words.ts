import type { ChangeFacts, NodeChange } from "@/server/domain/dbt-models/compare-nodes";

export const changeKinds = ["removed", "renamed", "changed", "added"] as const;

export const kindWords: { readonly [K in NodeChange["kind"]]: string } = {
  removed: "Removed",
  renamed: "Renamed",
  changed: "Changed",
  added: "Added",
};

const mostNamed = 12;

const named = (names: readonly string[]) => {
  const more = names.length - mostNamed;
  return `${names.slice(0, mostNamed).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
};

const turned = (what: string, { before, after }: { before: string | null; after: string | null }) =>
  `${what}: ${before ?? "none"} → ${after ?? "none"}`;

/** What became another, a line for each, what may break a sync first. */
export function changeLines(facts: ChangeFacts): string[] {
  const { relation, materialized, enabled, state, columns, sql, properties } = facts;
  const lines: string[] = [];
  if (enabled) lines.push(enabled.after ? "Enabled" : "Disabled");
  if (relation) lines.push(turned("Relation", relation));
  if (columns) {
    if (columns.removed.length > 0)
      lines.push(`${columns.complete ? "Columns gone" : "Columns not found any more"}: ${named(columns.removed)}`);
    if (columns.added.length > 0) lines.push(`Columns new: ${named(columns.added)}`);
    const retyped = columns.retyped.map(({ name, before, after }) => `${name} (${before} → ${after})`);
    if (retyped.length > 0) lines.push(`Types: ${named(retyped)}`);
  }
  if (materialized) lines.push(turned("Materialization", materialized));
  if (state && !enabled) lines.push(turned("State", state));
  if (sql) lines.push("SQL changed");
  if (properties) lines.push("Description, tags, tests or other properties changed");
  return lines;
}

/** Whether a change may break what reads the model's relation. */
export const mayBreak = ({ kind, facts }: Pick<NodeChange, "kind" | "facts">): boolean =>
  kind === "removed" ||
  facts.enabled?.after === false ||
  facts.relation !== undefined ||
  (facts.columns !== undefined && facts.columns.removed.length + facts.columns.retyped.length > 0);
