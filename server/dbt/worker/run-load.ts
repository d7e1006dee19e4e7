import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { EncodedCache } from "@/server/dbt/cache";
import { ColumnFinder } from "@/server/dbt/columns/model-columns";
import type { FileSource } from "@/server/dbt/files";
import { type LoadedProject, loadProject } from "@/server/dbt/load";
import { applyManifest, isOfSameCode, switchOff } from "@/server/dbt/manifest/apply-manifest";
import type { DbtNode, SourceTable } from "@/server/dbt/node";
import { plainToJson } from "@/server/dbt/plain";
import { decodePlain } from "@/server/dbt/plain-json";
import type { Problem } from "@/server/dbt/problems";
import { CompileMemo } from "@/server/dbt/project/compile-memo";
import { CacheFile } from "@/server/dbt/worker/cache-file";
import type { PackedManifest } from "@/server/dbt/worker/pack-manifest";
import type { LoadedModel, LoadReply, LoadRequest } from "@/server/dbt/worker/protocol";

/** One load from plain data to plain data, as the worker runs it. */
export function runLoad(request: LoadRequest): LoadReply {
  const kept = request.cacheFile ? new CacheFile(request.cacheFile) : null;
  const cache = kept?.cache ?? new EncodedCache(new Map(request.cache));
  const project = loadProject({ source: sourceOf(request), settings: request.settings, cache, nowMs: request.nowMs });
  if (!project.nodes) return { ok: false, problems: [...project.problems] };
  const manifest = trustedManifest(request, project);
  const switchedOff = manifest ? switchOff(project.nodes, manifest.disabled) : [];
  if (manifest) applyManifest(project.nodes, manifest.nodes);
  const compiled = new Map(manifest?.compiledCode);
  const models = describeModels(project, request.withColumns, compiled);
  const disabled = [...project.disabled, ...switchedOff].map((node) => undescribed(node));
  const sources = project.sources.tables.map((table) => ({ table }));
  const reply = changedOnly(request, { models, disabled, sources }, problemsById(project.problems));
  kept?.save();
  return {
    ok: true,
    projectName: project.projectName,
    ...reply,
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

type Described = Omit<LoadedModel, "hash" | "problems">;

function describeModels(project: LoadedProject, withColumns: boolean, known: ReadonlyMap<string, string>): Described[] {
  const compiler = new CompileMemo(project);
  const finder = new ColumnFinder(project, {}, compiler);
  return Array.from(project.nodes.values(), (node) => {
    const isModel = withColumns && node.resourceType !== "seed" && node.language === "sql";
    const compiled = isModel ? compiler.compile(node) : null;
    return {
      node,
      columns: withColumns ? finder.columnsOf(node) : null,
      compiledSql: known.get(node.uniqueId) ?? (compiled?.ok ? compiled.sql : null),
      compileProblem: compiled && !compiled.ok ? compiled.message : null,
    };
  });
}

const undescribed = (node: DbtNode): Described => ({
  node,
  columns: null,
  compiledSql: null,
  compileProblem: null,
});

function trustedManifest({ manifest }: LoadRequest, project: LoadedProject): PackedManifest | null {
  if (!manifest) return null;
  const packed = decodePlain(gunzipSync(manifest.content).toString("utf8")) as PackedManifest;
  return manifest.trust === "given" || isOfSameCode(project.nodes, packed.nodes) ? packed : null;
}

interface Everything {
  models: Described[];
  disabled: Described[];
  sources: { table: SourceTable }[];
}

/** Only plain JSON crosses the thread, and only what the caller does not have yet. */
function changedOnly(request: LoadRequest, all: Everything, problems: ReadonlyMap<string, Problem[]>) {
  const known = new Map(request.known);
  const unchanged: string[] = [];
  const changed = <T extends object>(values: readonly T[], idOf: (value: T) => string) =>
    values.flatMap((value) => {
      const id = idOf(value);
      const text = storable(plainToJson({ ...value, problems: problems.get(id) ?? [] }));
      const hash = createHash("sha1").update(text).digest("base64url");
      if (known.get(id) !== hash) return [{ ...(JSON.parse(text) as T & { problems: Problem[] }), hash }];
      unchanged.push(id);
      return [];
    });
  const models = changed(all.models, ({ node }) => node.uniqueId);
  const disabled = changed(all.disabled, ({ node }) => node.uniqueId);
  const sources = changed(all.sources, ({ table }) => table.uniqueId);
  return { models, disabled, sources, unchanged };
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

/** JSON escapes only halves of pairs and control characters: neither a database nor a page can take them. */
function storable(json: string): string {
  return json.includes("\\u") ? json.replaceAll(/\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, "\\ufffd") : json;
}
