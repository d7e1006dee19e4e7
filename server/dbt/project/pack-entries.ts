import type { NodeColumn } from "@/server/dbt/node";
import { encodePlain } from "@/server/dbt/plain-json";
import type { NodePatch } from "@/server/dbt/project/draft";
import type { PreparedEntry } from "@/server/dbt/project/prepare-patches";
import { digest } from "@/server/dbt/text-digest";

/** A column with only those fields that say something: most have a name and a description. */
type PackedColumn = Partial<NodeColumn> & Pick<NodeColumn, "name">;

interface PackedPatch extends Omit<NodePatch, "columns"> {
  columns: PackedColumn[];
  columnsDigest: string;
}

/** An entry as the cache keeps it: columns are most of what properties files hold, so their share is kept small. */
export type PackedEntry =
  | (Omit<Extract<PreparedEntry, { kind: "node" }>, "patch"> & { patch: PackedPatch })
  | (Omit<Extract<PreparedEntry, { kind: "versions" }>, "versions"> & {
      versions: { id: string | number; definedIn: string | null; patch: PackedPatch }[];
    });

export function packEntry(entry: PreparedEntry): PackedEntry {
  if (entry.kind === "node") return { ...entry, patch: pack(entry.patch) };
  return { ...entry, versions: entry.versions.map((version) => ({ ...version, patch: pack(version.patch) })) };
}

export function unpackEntry(entry: PackedEntry): PreparedEntry {
  if (entry.kind === "node") return { ...entry, patch: unpack(entry.patch) };
  return { ...entry, versions: entry.versions.map((version) => ({ ...version, patch: unpack(version.patch) })) };
}

const digests = new WeakMap<readonly NodeColumn[], string>();

/** A fingerprint of columns: known without looking at them when they come from a cache. */
export function columnsDigest(columns: readonly NodeColumn[]): string {
  const known = digests.get(columns);
  if (known !== undefined) return known;
  const made = digest(encodePlain(columns.map(packColumn)));
  digests.set(columns, made);
  return made;
}

function pack({ columns, ...patch }: NodePatch): PackedPatch {
  return { ...patch, columns: columns.map(packColumn), columnsDigest: columnsDigest(columns) };
}

function unpack({ columns: packed, columnsDigest: known, ...patch }: PackedPatch): NodePatch {
  const columns = packed.map(unpackColumn);
  digests.set(columns, known);
  return { ...patch, columns };
}

function packColumn({ name, ...fields }: NodeColumn): PackedColumn {
  const said = Object.entries(fields).filter(([, value]) => saysSomething(value));
  return { name, ...Object.fromEntries(said) };
}

function saysSomething(value: NodeColumn[keyof NodeColumn]): boolean {
  if (value === null || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

function unpackColumn(column: PackedColumn): NodeColumn {
  return {
    name: column.name,
    description: column.description ?? "",
    docBlocks: column.docBlocks ?? [],
    dataType: column.dataType ?? null,
    meta: column.meta ?? {},
    tags: column.tags ?? [],
    quote: column.quote ?? null,
    constraints: column.constraints ?? [],
    tests: column.tests ?? [],
    extra: column.extra ?? {},
  };
}
