/** What a comparison looks at of one node. */
export interface ComparedNode {
  readonly uniqueId: string;
  readonly resourceType: string;
  readonly name: string;
  readonly packageName: string;
  readonly relationName: string | null;
  readonly materialized: string;
  readonly enabled: boolean;
  readonly state: string;
  readonly columns: readonly { readonly name: string; readonly dataType: string | null }[];
  /** Whether these are all columns: a column is only called gone when both sides know all. */
  readonly columnsComplete: boolean;
  readonly sql: string;
  /** Description, tags, tests, meta and the like, as one text. */
  readonly properties: string;
}

export interface Turned<T> {
  readonly before: T;
  readonly after: T;
}

export interface ChangeFacts {
  readonly relation?: Turned<string | null>;
  readonly materialized?: Turned<string>;
  readonly enabled?: Turned<boolean>;
  readonly state?: Turned<string>;
  readonly columns?: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly retyped: readonly { readonly name: string; readonly before: string; readonly after: string }[];
    /** False when one side may have more columns than are known: then nothing is proven gone. */
    readonly complete: boolean;
  };
  readonly sql?: true;
  readonly properties?: true;
}

export interface NodeChange {
  readonly kind: "added" | "removed" | "renamed" | "changed";
  readonly uniqueId: string;
  readonly previousId: string | null;
  readonly name: string;
  readonly resourceType: string;
  readonly facts: ChangeFacts;
}

/** What differs between two sets of nodes; nodes that are the same on both sides need not be given. */
export function compareNodes(before: readonly ComparedNode[], after: readonly ComparedNode[]): NodeChange[] {
  const old = new Map(before.map((node) => [node.uniqueId, node]));
  const now = new Map(after.map((node) => [node.uniqueId, node]));
  const gone = before.filter(({ uniqueId }) => !now.has(uniqueId));
  const fresh = after.filter(({ uniqueId }) => !old.has(uniqueId));
  const renamed = pairRenamed(gone, fresh);
  const pairedIds = new Set([...renamed].flatMap(([from, to]) => [from.uniqueId, to.uniqueId]));
  const single = (kind: "added" | "removed") => (node: ComparedNode) => change(kind, node, null, {});
  const changes = [
    ...gone.filter(({ uniqueId }) => !pairedIds.has(uniqueId)).map(single("removed")),
    ...Array.from(renamed, ([from, to]) => change("renamed", to, from.uniqueId, differences(from, to))),
    ...after.flatMap((node) => {
      const previous = old.get(node.uniqueId);
      const facts = previous ? differences(previous, node) : {};
      return Object.keys(facts).length > 0 ? [change("changed", node, null, facts)] : [];
    }),
    ...fresh.filter(({ uniqueId }) => !pairedIds.has(uniqueId)).map(single("added")),
  ];
  return changes.sort((a, b) => weight(a) - weight(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

const change = (
  kind: NodeChange["kind"],
  { uniqueId, name, resourceType }: ComparedNode,
  previousId: string | null,
  facts: ChangeFacts,
): NodeChange => ({ kind, uniqueId, previousId, name, resourceType, facts });

/** What may break a sync stands first. */
function weight({ kind, facts }: NodeChange): number {
  if (kind === "removed") return 0;
  if (kind === "renamed") return 1;
  if (kind === "added") return 6;
  if (facts.enabled || facts.relation) return 2;
  if (facts.columns && facts.columns.removed.length > 0) return 3;
  return facts.columns || facts.materialized || facts.state ? 4 : 5;
}

/** A node that left and one that came are the same renamed, when they share their relation or their SQL, uniquely. */
function pairRenamed(gone: readonly ComparedNode[], fresh: readonly ComparedNode[]): Map<ComparedNode, ComparedNode> {
  const pairs = new Map<ComparedNode, ComparedNode>();
  const taken = new Set<ComparedNode>();
  const marks: ((node: ComparedNode) => string | null)[] = [
    (node) => node.relationName && `relation ${node.relationName}`,
    (node) => (node.sql.trim() === "" ? null : `sql ${node.sql}`),
  ];
  for (const mark of marks) {
    const candidates = byMark(
      fresh.filter((node) => !taken.has(node)),
      mark,
    );
    for (const [key, from] of byMark(
      gone.filter((node) => !pairs.has(node)),
      mark,
    )) {
      const to = candidates.get(key);
      if (from === null || !to || from.resourceType !== to.resourceType) continue;
      pairs.set(from, to);
      taken.add(to);
    }
  }
  return pairs;
}

/** Nodes by a mark that only one of them has; null where several share it. */
function byMark(nodes: readonly ComparedNode[], mark: (node: ComparedNode) => string | null) {
  const found = new Map<string, ComparedNode | null>();
  for (const node of nodes) {
    const key = mark(node);
    if (key !== null) found.set(key, found.has(key) ? null : node);
  }
  return found;
}

function differences(before: ComparedNode, after: ComparedNode): ChangeFacts {
  const columns = columnDifferences(before, after);
  return {
    ...(before.relationName === after.relationName
      ? {}
      : { relation: { before: before.relationName, after: after.relationName } }),
    ...(before.materialized === after.materialized
      ? {}
      : { materialized: { before: before.materialized, after: after.materialized } }),
    ...(before.enabled === after.enabled ? {} : { enabled: { before: before.enabled, after: after.enabled } }),
    ...(before.state === after.state ? {} : { state: { before: before.state, after: after.state } }),
    ...(columns ? { columns } : {}),
    ...(before.sql === after.sql ? {} : { sql: true as const }),
    ...(before.properties === after.properties ? {} : { properties: true as const }),
  };
}

function columnDifferences(before: ComparedNode, after: ComparedNode): ChangeFacts["columns"] {
  const old = new Map(before.columns.map((column) => [column.name.toLowerCase(), column]));
  const now = new Map(after.columns.map((column) => [column.name.toLowerCase(), column]));
  const added = after.columns.filter(({ name }) => !old.has(name.toLowerCase())).map(({ name }) => name);
  const removed = before.columns.filter(({ name }) => !now.has(name.toLowerCase())).map(({ name }) => name);
  const retyped = after.columns.flatMap(({ name, dataType }) => {
    const type = old.get(name.toLowerCase())?.dataType;
    return type && dataType && type !== dataType ? [{ name, before: type, after: dataType }] : [];
  });
  if (added.length + removed.length + retyped.length === 0) return undefined;
  return { added, removed, retyped, complete: before.columnsComplete && after.columnsComplete };
}
