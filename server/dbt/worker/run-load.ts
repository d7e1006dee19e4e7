import { gunzipSync } from "node:zlib";
import { EncodedCache } from "@/server/dbt/cache";
import { ColumnFinder, type ColumnKnowledge, type ModelColumns } from "@/server/dbt/columns/model-columns";
import type { FileSource } from "@/server/dbt/files";
import { type LoadedProject, loadProject } from "@/server/dbt/load";
import { applyManifest, isOfSameCode, switchOff } from "@/server/dbt/manifest/apply-manifest";
import type { DbtNode } from "@/server/dbt/node";
import { plainToJson } from "@/server/dbt/plain";
import { decodePlain, encodePlain } from "@/server/dbt/plain-json";
import type { Problem } from "@/server/dbt/problems";
import { CompileMemo } from "@/server/dbt/project/compile-memo";
import { digest } from "@/server/dbt/text-digest";
import { CacheFile } from "@/server/dbt/worker/cache-file";
import { Changes, storable } from "@/server/dbt/worker/changes";
import type { PackedManifest } from "@/server/dbt/worker/pack-manifest";
import type { ChangedKind, DescribedRelation, LoadReply, LoadRequest } from "@/server/dbt/worker/protocol";

type Columns = DescribedRelation["columns"];

/** Takes what changed, as JSON, a batch at a time. */
export type Emit = (kind: ChangedKind, texts: string[]) => void;

/**
 * One load from plain data to plain data, as the worker runs it. With `emit`, what changed goes out in batches while the
 * load goes on, and the reply's own lists stay empty.
 */
export function runLoad(request: LoadRequest, emit?: Emit): LoadReply {
  const kept = request.cacheFile ? new CacheFile(request.cacheFile) : null;
  const cache = kept?.cache ?? new EncodedCache(new Map(request.cache));
  const project = loadProject({ source: sourceOf(request), settings: request.settings, cache, nowMs: request.nowMs });
  if (!project.nodes) return { ok: false, problems: [...project.problems] };
  const tests = project.nodeTests();
  const manifest = trustedManifest(request, project);
  const switchedOff = manifest ? switchOff(project.nodes, manifest.disabled) : [];
  if (manifest) applyManifest(project.nodes, manifest.nodes);
  const changes = new Changes(new Map(request.known), emit);
  const told = new Set(manifest?.nodes.map(({ uniqueId }) => uniqueId));
  const listed = (node: DbtNode) => (told.has(node.uniqueId) ? node.dataTests : tests.of(node.uniqueId));
  const marked = (node: DbtNode) =>
    told.has(node.uniqueId) ? digest(encodePlain(node.dataTests)) : tests.fingerprintOf(node.uniqueId);
  describeAll(project, request, { switchedOff, known: new Map(manifest?.compiledCode), listed, marked }, changes);
  kept?.save();
  return {
    ok: true,
    projectName: project.projectName,
    ...changes.finish(),
    problems: JSON.parse(storable(plainToJson(project.problems))),
    manifest: request.manifest ? { label: request.manifest.label, used: manifest !== null } : null,
    newCache: kept ? [] : cache.newEntries(),
    usedCacheKeys: kept ? [] : cache.usedKeys(),
  };
}

function sourceOf({ files }: LoadRequest): FileSource {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return { list: () => files, read: (path) => texts.get(path) ?? "" };
}

/** What is known of nodes besides the loaded project. */
interface Told {
  switchedOff: DbtNode[];
  /** Compiled SQL by unique id. */
  known: ReadonlyMap<string, string>;
  /** A node's tests, and a fingerprint of them. */
  listed(node: DbtNode): DbtNode["dataTests"];
  marked(node: DbtNode): string;
}

function describeAll(
  project: LoadedProject,
  { withColumns, described = [] }: LoadRequest,
  { switchedOff, known, listed, marked }: Told,
  changes: Changes,
): void {
  const compiler = new CompileMemo(project);
  const finder = new ColumnFinder(project, describedColumns(project, described), compiler);
  const problems = problemsById(project.problems);
  for (const node of project.nodes.values()) {
    const isModel = withColumns && node.resourceType !== "seed" && node.language === "sql";
    const compiled = isModel ? compiler.compile(node) : null;
    const columns = withColumns ? finder.columnsOf(node) : null;
    const about = problems.get(node.uniqueId) ?? [];
    const compileProblem = compiled && !compiled.ok ? compiled.message : null;
    const given = known.get(node.uniqueId);
    const sqlDigest = given === undefined ? compiled?.ok && compiled.digest : digest(given);
    const itself = [compiler.digestOf(node), marked(node)];
    const facts = [...itself, sqlDigest, compileProblem, columns && columnFacts(columns), about];
    changes.add("models", node.uniqueId, facts, () => {
      const compiledSql = given ?? (compiled?.ok ? compiled.sql() : null);
      return { node: { ...node, dataTests: listed(node) }, columns, compiledSql, compileProblem, problems: about };
    });
  }
  for (const node of [...project.disabled, ...switchedOff]) {
    const about = problems.get(node.uniqueId) ?? [];
    const nothing = { columns: null, compiledSql: null, compileProblem: null };
    changes.add("disabled", node.uniqueId, [compiler.digestOf(node), about], () => ({
      node,
      ...nothing,
      problems: about,
    }));
  }
  for (const table of project.sources.tables) {
    const about = problems.get(table.uniqueId) ?? [];
    changes.add("sources", table.uniqueId, [table, about], () => ({ table, problems: about }));
  }
}

/** Descriptions of relations that still have their names. A source has no SQL that could know better. */
function describedColumns({ nodes, sources }: LoadedProject, described: readonly DescribedRelation[]): ColumnKnowledge {
  const tables = new Map(sources.tables.map((table) => [table.uniqueId, table]));
  const [warehouse, built] = [new Map(), new Map()] as [Map<string, Columns>, Map<string, Columns>];
  for (const { uniqueId, relationName, columns } of described) {
    if (tables.get(uniqueId)?.relationName === relationName) warehouse.set(uniqueId, columns);
    if (nodes.get(uniqueId)?.relationName === relationName) built.set(uniqueId, columns);
  }
  return { warehouse, built };
}

/** What a node's columns add to its own facts, which hold their descriptions already. */
function columnFacts({ columns, complete, provenance, assumedSources, expands }: ModelColumns) {
  const facts = [complete, provenance, assumedSources, columns.map(({ name, dataType }) => [name, dataType])];
  return expands.length ? [...facts, expands] : facts;
}

function trustedManifest({ manifest }: LoadRequest, project: LoadedProject): PackedManifest | null {
  if (!manifest) return null;
  const packed = decodePlain(gunzipSync(manifest.content).toString("utf8")) as PackedManifest;
  return manifest.trust === "given" || isOfSameCode(project.nodes, packed.nodes) ? packed : null;
}

function problemsById(problems: readonly Problem[]): Map<string, Problem[]> {
  const found = new Map<string, Problem[]>();
  for (const problem of problems) {
    if (problem.uniqueId === null) continue;
    const list = found.get(problem.uniqueId);
    if (list) list.push(problem);
    else found.set(problem.uniqueId, [problem]);
  }
  return found;
}
