import { createHash } from "node:crypto";
import type { LoadContext } from "@/server/dbt/context/load-context";
import { extensionOf, type FileEntry, foldersOf, joinPath, stemOf } from "@/server/dbt/files";
import type { ResourceType } from "@/server/dbt/node";
import { emptyMap } from "@/server/dbt/plain";
import { encodePlain } from "@/server/dbt/plain-json";
import { messageOf } from "@/server/dbt/problems";
import type { ProjectDefinition } from "@/server/dbt/project/definition";
import type { NodeDraft, ParsedNode } from "@/server/dbt/project/draft";
import { parseSqlNode, problemOf } from "@/server/dbt/project/parse-node";
import { readPythonModel } from "@/server/dbt/project/python-model";
import { textBlocks } from "@/server/dbt/project/text-blocks";

/** Raise it when parsing changes its mind: results cached by an older engine are then not used. */
const ENGINE = 4;

/** A fingerprint of everything besides a node's own file that its parse phase can see. */
export function parseContextKey(context: LoadContext, macroFiles: readonly FileEntry[]): string {
  const { adapter, database, schema, targetName, vars, env, dbtVersion } = context.settings;
  const projects = [...context.projects.values()].map(({ name, root, file }) => [
    name,
    root,
    context.files.find(file)?.blobId,
  ]);
  const facts = [
    ENGINE,
    adapter,
    database,
    schema,
    targetName,
    vars,
    env,
    dbtVersion,
    projects,
    [...context.missingPackages],
  ];
  const hash = createHash("sha256").update(encodePlain(facts));
  for (const { path, blobId } of macroFiles) hash.update(`\n${path} ${blobId}`);
  return hash.digest("hex");
}

/** Files with one of the extensions below the project's folders, with their path relative to the folder. */
export function* filesIn(
  context: LoadContext,
  project: ProjectDefinition,
  folders: readonly string[],
  extensions: readonly string[],
) {
  for (const folder of new Set(folders)) {
    const base = joinPath(project.root, folder);
    if (base === null) continue;
    for (const entry of context.files.below(base)) {
      if (!extensions.includes(extensionOf(entry.path))) continue;
      const inProject = project.root ? entry.path.slice(project.root.length + 1) : entry.path;
      if (project.ignore.ignores(inProject)) continue;
      const path = folder ? inProject.slice(folder.length + 1) : inProject;
      yield { entry, path, originalFilePath: asWritten(project, folder, path) };
    }
  }
}

/** As Python joins paths. */
function asWritten({ paths }: ProjectDefinition, folder: string, path: string): string {
  const written = paths.written.get(folder) ?? folder;
  return written === "" || written.endsWith("/") ? `${written}${path}` : `${written}/${path}`;
}

/** Every model, seed and snapshot of a project, parsed or taken from the cache. */
export function* discoverNodes(
  context: LoadContext,
  project: ProjectDefinition,
  contextKey: string,
): Generator<NodeDraft> {
  for (const found of filesIn(context, project, project.paths.models, [".sql", ".py"]))
    yield modelDraft(context, project, found, contextKey);
  for (const found of filesIn(context, project, project.paths.seeds, [".csv"])) yield seedDraft(project, found);
  for (const found of filesIn(context, project, project.paths.snapshots, [".sql"]))
    yield* snapshotDrafts(context, project, found, contextKey);
}

const NOTHING_PARSED: ParsedNode = {
  refs: [],
  sources: [],
  configCall: emptyMap(),
  unknownMacros: [],
  partiallyParsed: false,
  problem: null,
};

export interface Found {
  entry: FileEntry;
  originalFilePath: string;
  path: string;
}

function modelDraft(context: LoadContext, project: ProjectDefinition, found: Found, contextKey: string): NodeDraft {
  const name = stemOf(found.path);
  const isPython = extensionOf(found.path) === ".py";
  const draft = baseDraft("model", project, found, name, [project.name, ...foldersOf(found.path), name]);
  const parsed = cachedParse(context, `node:${contextKey}:${found.entry.path}:${found.entry.blobId}`, () => {
    const rawCode = context.files.read(found.entry).trim();
    if (!isPython) return parseSqlNode(context, { ...draft, rawCode });
    return { ...NOTHING_PARSED, ...readPythonModel(rawCode, context.adapter) };
  });
  // The text is not cached: it would be kept a second time.
  const rawCode = parsed.problem?.code === "file-unreadable" ? "" : context.files.read(found.entry).trim();
  return { ...draft, rawCode, language: isPython ? "python" : "sql", parsed };
}

function seedDraft(project: ProjectDefinition, found: Found): NodeDraft {
  const name = stemOf(found.path);
  return {
    ...baseDraft("seed", project, found, name, [project.name, ...foldersOf(found.path), name]),
    rawCode: "",
    parsed: NOTHING_PARSED,
  };
}

function* snapshotDrafts(
  context: LoadContext,
  project: ProjectDefinition,
  found: Found,
  contextKey: string,
): Generator<NodeDraft> {
  for (const { name, body } of textBlocks(readOrEmpty(context, found.entry), ["snapshot"])) {
    const fqn = [project.name, ...foldersOf(found.path), stemOf(found.path), name];
    const draft = baseDraft("snapshot", project, found, name, fqn);
    const key = `node:${contextKey}:${found.entry.path}:${found.entry.blobId}:${name}`;
    const parsed = cachedParse(context, key, () => parseSqlNode(context, { ...draft, rawCode: body }));
    yield { ...draft, rawCode: body, parsed };
  }
}

/** A file that cannot be read is a problem of its own, not of the load. */
function readOrEmpty(context: LoadContext, entry: FileEntry): string {
  try {
    return context.files.read(entry);
  } catch (error) {
    context.problems.error("file-unreadable", messageOf(error), { file: entry.path });
    return "";
  }
}

function baseDraft(
  type: ResourceType,
  project: ProjectDefinition,
  found: Found,
  name: string,
  fqn: string[],
): Omit<NodeDraft, "parsed" | "rawCode"> {
  return {
    type,
    project,
    language: "sql",
    name,
    uniqueId: `${type}.${project.name}.${name}`,
    fqn,
    path: found.path,
    originalFilePath: found.originalFilePath,
    entry: found.entry,
    version: null,
    latestVersion: null,
    patch: null,
  };
}

export function cachedParse(context: LoadContext, key: string, parse: () => ParsedNode): ParsedNode {
  const cached = context.cache.get(key) as ParsedNode | undefined;
  if (cached) return cached;
  let parsed: ParsedNode;
  try {
    parsed = parse();
  } catch (error) {
    parsed = { ...NOTHING_PARSED, partiallyParsed: true, problem: problemOf(error, "file-unreadable") };
  }
  context.cache.set(key, parsed);
  return parsed;
}
