import { EncodedCache } from "@/server/dbt/cache";
import { ColumnFinder } from "@/server/dbt/columns/model-columns";
import type { FileSource } from "@/server/dbt/files";
import { type LoadedProject, loadProject } from "@/server/dbt/load";
import { plainToJson } from "@/server/dbt/plain";
import { compileNode } from "@/server/dbt/project/compile-node";
import type { LoadedModel, LoadReply, LoadRequest } from "@/server/dbt/worker/protocol";

/** One load from plain data to plain data, as the worker runs it. */
export function runLoad(request: LoadRequest): LoadReply {
  const cache = new EncodedCache(new Map(request.cache));
  const project = loadProject({ source: sourceOf(request), settings: request.settings, cache, nowMs: request.nowMs });
  if (!project.nodes) return { ok: false, problems: [...project.problems] };
  const reply: LoadReply = {
    ok: true,
    projectName: project.projectName,
    models: describeModels(project, request.withColumns),
    disabled: project.disabled,
    sources: project.sources.tables,
    problems: [...project.problems],
    newCache: cache.newEntries(),
    usedCacheKeys: cache.usedKeys(),
  };
  return withoutClasses(reply);
}

function sourceOf({ files }: LoadRequest): FileSource {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return { list: () => files, read: (path) => texts.get(path) ?? "" };
}

function describeModels(project: LoadedProject, withColumns: boolean): LoadedModel[] {
  const finder = new ColumnFinder(project);
  return Array.from(project.nodes.values(), (node) => {
    const isModel = withColumns && node.resourceType !== "seed" && node.language === "sql";
    const compiled = isModel ? compileNode(project, node) : null;
    return {
      node,
      columns: withColumns ? finder.columnsOf(node) : null,
      compiledSql: compiled?.ok ? compiled.sql : null,
      compileProblem: compiled && !compiled.ok ? compiled.message : null,
    };
  });
}

/** Only plain JSON crosses the thread: floats of our own class become numbers. */
function withoutClasses(reply: LoadReply): LoadReply {
  return JSON.parse(plainToJson(reply)) as LoadReply;
}
