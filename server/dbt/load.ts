import { type LoadCache, NO_CACHE } from "@/server/dbt/cache";
import { LoadContext } from "@/server/dbt/context/load-context";
import type { DataTest } from "@/server/dbt/data-test";
import { FileIndex, FileLimitError, type FileSource, joinPath } from "@/server/dbt/files";
import type { Limits } from "@/server/dbt/jinja/budget";
import type { DbtNode } from "@/server/dbt/node";
import type { Problem } from "@/server/dbt/problems";
import { checkProject } from "@/server/dbt/project/checks";
import { dataTests } from "@/server/dbt/project/data-tests";
import { discoverNodes, parseContextKey } from "@/server/dbt/project/discover-nodes";
import { Docs } from "@/server/dbt/project/docs";
import type { NodeDraft } from "@/server/dbt/project/draft";
import { finishNode, isEnabledByItself } from "@/server/dbt/project/finish-node";
import { NodeIndex } from "@/server/dbt/project/node-index";
import { NodeTests } from "@/server/dbt/project/node-tests";
import { loadPackages } from "@/server/dbt/project/packages";
import { Patcher } from "@/server/dbt/project/patches";
import { type PropertiesFile, propertiesFiles } from "@/server/dbt/project/properties";
import { readProject } from "@/server/dbt/project/read-project";
import { reportCycles, resolveNode } from "@/server/dbt/project/resolve";
import { Sources } from "@/server/dbt/project/sources";
import { yamlSnapshots } from "@/server/dbt/project/yaml-snapshots";
import type { LoadSettings } from "@/server/dbt/settings";
import { versionProblem } from "@/server/dbt/versions";

export interface LoadInput {
  source: FileSource;
  settings: LoadSettings;
  /** Kept between loads, it makes unchanged files free. */
  cache?: LoadCache;
  /** The clock that templates see. */
  nowMs?: number;
  limits?: Limits;
}

/** A loaded project. `null` in `project` means that there was nothing to load; `problems` says why. */
export interface LoadedProject {
  context: LoadContext;
  projectName: string;
  nodes: Map<string, DbtNode>;
  disabled: DbtNode[];
  index: NodeIndex;
  sources: Sources;
  /** Data tests by unique id, those that are switched off too. */
  tests: () => Map<string, DataTest>;
  /** The same by what they concern, read as far as somebody asks. */
  nodeTests: () => NodeTests;
  problems: readonly Problem[];
  /** A fingerprint of everything besides a node's own file that its template can see. */
  contextKey: string;
}

/**
 * Loads a dbt project as dbt would name things, without Python and without a warehouse. Whatever is wrong with single
 * files is told in `problems`; only a project file that cannot be used gives `null`.
 */
export function loadProject(input: LoadInput): LoadedProject | { problems: readonly Problem[]; nodes: null } {
  const files = indexFiles(input.source);
  if ("problem" in files) return { problems: [files.problem], nodes: null };
  const context = new LoadContext({
    files: files.index,
    settings: input.settings,
    cache: input.cache ?? NO_CACHE,
    nowMs: input.nowMs ?? Date.now(),
    limits: input.limits,
  });
  const root = joinPath(input.settings.projectPath);
  const project = root === null ? null : readProject(context, root, true);
  if (!project) return { problems: context.problems.items, nodes: null };
  context.addProject(project);
  versionProblem(context, project);
  loadPackages(context);
  return loadNodes(context);
}

/** A checkout with more files than are read is a problem of the project, not a fault. */
function indexFiles(source: FileSource): { index: FileIndex } | { problem: Problem } {
  try {
    return { index: new FileIndex(source) };
  } catch (error) {
    if (!(error instanceof FileLimitError)) throw error;
    const nowhere = { file: null, line: null, uniqueId: null };
    return { problem: { severity: "error", code: "limit-exceeded", message: error.message, ...nowhere } };
  }
}

function loadNodes(context: LoadContext): LoadedProject {
  const macroFiles = [...context.projects.values()].flatMap((project) => context.macros.addProject(project));
  const key = parseContextKey(context, macroFiles);
  context.parseKey = key;
  const drafts = [...context.projects.values()].flatMap((project) => [...discoverNodes(context, project, key)]);
  const docs = new Docs(context);
  const files = [...context.projects.values()].flatMap((project) => [...propertiesFiles(context, project)]);
  const ids = new Set(drafts.map(({ uniqueId }) => uniqueId));
  for (const file of files) drafts.push(...yamlSnapshots(context, file, ids));
  reportParseProblems(context, drafts);
  const patcher = new Patcher(context, docs, drafts, (draft) => isEnabledByItself(context, draft), key);
  for (const file of files) patcher.apply(file);
  const sources = new Sources(context, docs, files);
  const all = drafts.map((draft) => finishNode(context, draft));
  return connect(context, all, sources, { contextKey: key, files });
}

function connect(
  context: LoadContext,
  all: DbtNode[],
  sources: Sources,
  { contextKey, files }: { contextKey: string; files: PropertiesFile[] },
): LoadedProject {
  const index = new NodeIndex(all, context.root.name);
  const nodes = new Map<string, DbtNode>();
  for (const node of all) if (node.enabled && !nodes.has(node.uniqueId)) nodes.set(node.uniqueId, node);
  for (const node of nodes.values()) resolveNode(context, node, index, sources);
  checkProject(context, all);
  reportCycles(context, nodes);
  const disabled = all.filter((node) => !node.enabled);
  const projectName = context.root.name;
  const known = { index, sources, contextKey };
  return {
    context,
    projectName,
    nodes,
    disabled,
    index,
    sources,
    problems: context.problems.items,
    contextKey,
    tests: once(() => dataTests(context, files, known)),
    nodeTests: once(() => new NodeTests(context, files, known)),
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function reportParseProblems(context: LoadContext, drafts: readonly NodeDraft[]): void {
  for (const { parsed, entry, uniqueId } of drafts) {
    if (!parsed.problem) continue;
    const { code, message, line } = parsed.problem;
    context.problems.add(code === "render-failed" ? "warning" : "error", code, message, {
      file: entry.path,
      line,
      uniqueId,
    });
  }
  for (const name of context.missingEnv)
    context.problems.warn("env-missing", `the environment value ${name} is not set`);
}
