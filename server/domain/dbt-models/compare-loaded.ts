import type { DbtNode, DbtProject, Prisma } from "@/prisma/generated/client";
import type { Db } from "@/server/core/ctx";
import { type ComparedNode, compareNodes, type NodeChange } from "./compare-nodes";
import type { Loaded } from "./load-commit";
import { rowOfModel, rowOfSource } from "./node-row";
import type { RunRecorder } from "./run-recorder";

export type NodeRow = ReturnType<typeof rowOfModel>;

export interface Compared {
  /** Rows that are new or different. */
  readonly rows: readonly NodeRow[];
  readonly vanishedIds: readonly string[];
  readonly changes: readonly NodeChange[];
}

const mostPerQuery = 2000;

/** Finds what a loaded commit changes of the stored set. The first set of a project has no changes, only figures. */
export async function compareLoaded(
  db: Db,
  project: Pick<DbtProject, "id" | "commit">,
  loaded: Loaded,
  run: RunRecorder,
): Promise<Compared> {
  const rows = rowsOf(loaded);
  const now = new Set([...loaded.unchanged, ...rows.map(({ uniqueId }) => uniqueId)]);
  const stored = await db.dbtNode.findMany({ where: { projectId: project.id }, select: { uniqueId: true } });
  const vanishedIds = stored.map(({ uniqueId }) => uniqueId).filter((id) => !now.has(id));
  const touched = [...vanishedIds, ...rows.map(({ uniqueId }) => uniqueId)];
  const before = project.commit === null ? [] : await readStored(db, project.id, touched);
  const changes = project.commit === null ? [] : compareNodes(before.map(comparedRow), rows.map(comparedRow));
  count(run, changes);
  const moved = run.counts.relationsRenamed ?? 0;
  if (moved >= 10 && moved >= stored.length / 2)
    run.note({
      kind: "all-relations-moved",
      text: `${moved} relations have new names: a project setting or a naming macro changed, not the single models.`,
    });
  return { rows, vanishedIds, changes };
}

/** A switched-off node whose id an enabled one has is nobody's. */
function rowsOf(loaded: Loaded): NodeRow[] {
  const enabled = loaded.models.map(rowOfModel);
  const taken = new Set([...loaded.unchanged, ...enabled.map(({ uniqueId }) => uniqueId)]);
  const disabled = loaded.disabled.flatMap((model) => {
    const { uniqueId } = model.node;
    if (taken.has(uniqueId)) return [];
    taken.add(uniqueId);
    return [rowOfModel(model)];
  });
  const sources = loaded.sources.flatMap((source) => {
    const { uniqueId } = source.table;
    if (taken.has(uniqueId)) return [];
    taken.add(uniqueId);
    return [rowOfSource(source)];
  });
  return [...enabled, ...disabled, ...sources];
}

/** What nodes are compared by; their compiled SQL, as large as all of it, is not. */
const compared = {
  uniqueId: true,
  resourceType: true,
  name: true,
  packageName: true,
  relationName: true,
  materialized: true,
  enabled: true,
  state: true,
  columns: true,
  columnsComplete: true,
  node: true,
} as const;

type StoredNode = Pick<DbtNode, keyof typeof compared>;

async function readStored(db: Db, projectId: string, ids: readonly string[]): Promise<StoredNode[]> {
  const found: StoredNode[] = [];
  for (let at = 0; at < ids.length; at += mostPerQuery) {
    const some = ids.slice(at, at + mostPerQuery);
    const where = { projectId, uniqueId: { in: some } };
    found.push(...(await db.dbtNode.findMany({ where, select: compared })));
  }
  return found;
}

type StoredJson = Record<string, Prisma.JsonValue | undefined>;

function comparedRow(row: StoredNode | NodeRow): ComparedNode {
  const node = row.node as StoredJson;
  const columns = row.columns as unknown as { columns: ComparedNode["columns"] };
  const { description, meta, tags, tests, access, group, config, columns: documented, constraints } = node;
  return {
    uniqueId: row.uniqueId,
    resourceType: row.resourceType,
    name: row.name,
    packageName: row.packageName,
    relationName: row.relationName ?? null,
    materialized: row.materialized,
    enabled: row.enabled,
    state: row.state,
    columns: columns.columns,
    columnsComplete: row.columnsComplete,
    sql: typeof node.rawCode === "string" ? node.rawCode : "",
    properties: canonical([description, meta, tags, tests, access, group, config, documented, constraints]),
  };
}

/** Postgres keeps the keys of a map in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function count(run: RunRecorder, changes: readonly NodeChange[]): void {
  const of = (kind: NodeChange["kind"]) => changes.filter((each) => each.kind === kind).length;
  Object.assign(run.counts, {
    added: of("added"),
    removed: of("removed"),
    renamed: of("renamed"),
    changed: of("changed"),
    relationsRenamed: changes.filter(({ facts }) => facts.relation).length,
    columnsChanged: changes.filter(({ facts }) => facts.columns).length,
  });
}
