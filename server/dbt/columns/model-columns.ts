import type { RelationParts } from "@/server/dbt/adapters";
import { queryColumns } from "@/server/dbt/columns/query-columns";
import { seedColumns } from "@/server/dbt/columns/seed-columns";
import { describe, documented, told } from "@/server/dbt/columns/told-columns";
import type { ColumnNames } from "@/server/dbt/columns/types";
import { joinPath } from "@/server/dbt/files";
import type { LoadedProject } from "@/server/dbt/load";
import type { DbtNode } from "@/server/dbt/node";
import { CompileMemo, type Known } from "@/server/dbt/project/compile-memo";
import { digest } from "@/server/dbt/text-digest";

/** Where a column is known from, most trusted first. */
export type Provenance = "catalog" | "warehouse" | "contract" | "sql" | "properties";

export interface ModelColumn {
  name: string;
  dataType: string | null;
  description: string;
  provenance: Provenance;
}

export interface ModelColumns {
  columns: ModelColumn[];
  /** Whether these are all the columns there are. */
  complete: boolean;
  provenance: Provenance;
  /** Sources whose documented columns a `*` was taken to mean: documentation may lag behind. */
  assumedSources: string[];
  /**
   * Relations all of whose columns its SQL or its templates read, of those that a warehouse knows better than the files: sources,
   * and nodes whose columns are not all known.
   */
  expands: string[];
}

/** Columns as a warehouse or a catalog tells them. */
export type KnownColumns = ReadonlyMap<string, readonly { name: string; dataType: string | null }[]>;

export interface ColumnKnowledge {
  /** By unique id, from `catalog.json` or a warehouse's own description. */
  catalog?: KnownColumns;
  warehouse?: KnownColumns;
  /**
   * A warehouse's description of what an earlier commit built. It never replaces what a node's own SQL tells, which may be
   * newer; it fills in for a node whose SQL does not tell all, where others read everything of it.
   */
  built?: KnownColumns;
}

/** Columns of a query with what was looked up for them, and what was told. */
interface RememberedQuery extends ColumnNames {
  assumed: string[];
  asked: [parts: string[], answer: string][];
}

/** What is known before it is asked what it came from. */
export type Unexpanded = Omit<ModelColumns, "expands">;

interface Derived {
  found: ColumnNames;
  assumed: Set<string>;
}

const NOTHING: Derived = { found: { names: [], complete: false }, assumed: new Set() };

/** Works out what columns each node gives, without a warehouse: each node once, and only when asked. */
export class ColumnFinder {
  private readonly derived = new Map<string, Derived>();
  private readonly found = new Map<string, Unexpanded>();
  private readonly open = new Set<string>();
  private readonly byRelation = new Map<string, string>();
  /** Relations that stars of a node's own SQL stand for, by the node. */
  private readonly starred = new Map<string, string[]>();

  constructor(
    private readonly project: LoadedProject,
    private readonly knowledge: ColumnKnowledge = {},
    private readonly compiler = new CompileMemo(project),
  ) {
    for (const node of project.nodes.values()) this.register(node.database, node.schema, node.alias, node.uniqueId);
    for (const table of project.sources.tables)
      this.register(table.database, table.schema, table.identifier, table.uniqueId);
    project.context.relationColumns = (parts) => this.ofRelation(parts);
  }

  /** Columns that a macro may write out. Those that are only documented may not be all, and then nobody would see it. */
  private ofRelation({ database, schema, identifier }: RelationParts): ColumnNames | null {
    const assumed = new Set<string>();
    const parts = [database, schema, identifier].filter((part) => part !== null && part !== "");
    const found = this.resolve(parts.map(String), assumed);
    return found && { names: found.names, complete: found.complete && assumed.size === 0 };
  }

  columnsOf(node: DbtNode): ModelColumns {
    const columns = this.withoutExpanded(node);
    const isOfSql = columns.provenance === "sql" || columns.provenance === "properties";
    return { ...columns, expands: this.expandedBy(node, isOfSql) };
  }

  /** What a template's macros asked for and, where the SQL decides on the columns, what its stars stand for. */
  private expandedBy(node: DbtNode, isOfSql: boolean): string[] {
    if (node.resourceType === "seed") return [];
    const asked = this.compiler.relationsAsked(node).map(relationKey);
    if (isOfSql) asked.push(...(this.starred.get(node.uniqueId) ?? []));
    const ids = asked.flatMap((key) => this.byRelation.get(key) ?? []);
    return [...new Set(ids)].filter((id) => this.isBetterKnownElsewhere(id)).sort();
  }

  private isBetterKnownElsewhere(uniqueId: string): boolean {
    const node = this.project.nodes.get(uniqueId);
    return node === undefined || !this.withoutExpanded(node).complete;
  }

  private withoutExpanded(node: DbtNode): Unexpanded {
    const known = this.found.get(node.uniqueId);
    if (known) return known;
    const isInCircle = this.open.has(node.uniqueId);
    const found = this.find(node);
    if (!isInCircle) this.found.set(node.uniqueId, found);
    return found;
  }

  private find(node: DbtNode): Unexpanded {
    for (const provenance of ["catalog", "warehouse"] as const) {
      const known = this.knowledge[provenance]?.get(node.uniqueId);
      if (known) return told(node, known, provenance);
    }
    if (node.contract.enforced && node.columns.length) return told(node, node.columns, "contract");
    const { found, assumed } = this.derive(node);
    if (!found.names.length) return documented(node);
    const columns = found.names.map((name) => describe(name, node.columns, "sql"));
    return { columns, complete: found.complete, provenance: "sql", assumedSources: [...assumed] };
  }

  private register(database: string | null, schema: string, identifier: string, uniqueId: string): void {
    this.byRelation.set(relationKey({ database, schema, identifier }), uniqueId);
  }

  private derive(node: DbtNode): Derived {
    const known = this.derived.get(node.uniqueId);
    if (known) return known;
    if (this.open.has(node.uniqueId)) return NOTHING;
    this.open.add(node.uniqueId);
    const derived = node.resourceType === "seed" ? this.seed(node) : this.fromSql(node);
    this.open.delete(node.uniqueId);
    this.derived.set(node.uniqueId, derived);
    return derived;
  }

  private seed(node: DbtNode): Derived {
    const { files } = this.project.context;
    const entry = files.find(joinPath(node.file) ?? "");
    try {
      const names = entry ? seedColumns(files.read(entry), node.config) : [];
      return { found: { names, complete: names.length > 0 }, assumed: new Set() };
    } catch {
      return NOTHING;
    }
  }

  private fromSql(node: DbtNode): Derived {
    const compiled = this.compiler.compile(node);
    if (!compiled.ok) return NOTHING;
    const { names, complete, assumed, asked } = this.ofQuery(compiled);
    this.starred.set(
      node.uniqueId,
      asked.map(([parts]) => parts.join(".").toLowerCase()),
    );
    return {
      found: { names, complete: complete && compiled.unknownMacros.length === 0 },
      assumed: new Set(assumed),
    };
  }

  /** A query's columns, from the cache while every relation that was looked up still has the same ones. */
  private ofQuery(compiled: Extract<Known, { ok: true }>): RememberedQuery {
    const { cache, settings } = this.project.context;
    const key = `columns:${settings.adapter}:${compiled.digest}`;
    const known = cache.get(key) as RememberedQuery | undefined;
    if (known?.asked.every(([parts, answer]) => this.answer(parts).text === answer)) return known;
    const asked = new Map<string, [string[], string]>();
    const assumed = new Set<string>();
    const found = queryColumns(compiled.sql(), settings.adapter, (parts) => {
      const { columns, sources, text } = this.answer(parts);
      asked.set(JSON.stringify(parts), [parts, text]);
      for (const source of sources) assumed.add(source);
      return columns;
    });
    const remembered = { ...found, assumed: [...assumed], asked: [...asked.values()] };
    cache.set(key, remembered);
    return remembered;
  }

  private answer(parts: string[]): { columns: ColumnNames | null; sources: Set<string>; text: string } {
    const sources = new Set<string>();
    const columns = this.resolve(parts, sources);
    return { columns, sources, text: digest(JSON.stringify([columns, [...sources]])) };
  }

  /** A relation in SQL: a node's columns, or those a source documents. */
  private resolve(parts: string[], assumed: Set<string>): ColumnNames | null {
    const uniqueId = this.byRelation.get(parts.join(".").toLowerCase());
    if (uniqueId === undefined) return null;
    const node = this.project.nodes.get(uniqueId);
    if (node) return this.upstream(node, assumed);
    const known = this.knowledge.catalog?.get(uniqueId) ?? this.knowledge.warehouse?.get(uniqueId);
    if (known) return { names: known.map(({ name }) => name), complete: true };
    const table = this.project.sources.tables.find((candidate) => candidate.uniqueId === uniqueId);
    if (!table?.columns.length) return null;
    assumed.add(uniqueId);
    return { names: table.columns.map(({ name }) => name), complete: true };
  }

  private upstream(node: DbtNode, assumed: Set<string>): ColumnNames {
    const { columns, complete, provenance, assumedSources } = this.withoutExpanded(node);
    for (const source of assumedSources) assumed.add(source);
    const built = complete ? undefined : this.knowledge.built?.get(node.uniqueId);
    if (built) return { names: built.map(({ name }) => name), complete: true };
    return provenance === "properties" ? NOTHING.found : { names: columns.map(({ name }) => name), complete };
  }
}

/** By what a relation is found, as SQL spells it. */
function relationKey({ database, schema, identifier }: RelationParts): string {
  const parts = [database, schema, identifier].filter((part) => part !== null && part !== "");
  return parts.join(".").toLowerCase();
}
