import type { LoadContext } from "@/server/dbt/context/load-context";
import type { FileEntry } from "@/server/dbt/files";
import type { Scope } from "@/server/dbt/jinja/frame";
import { Callable, type Value } from "@/server/dbt/jinja/values";
import { isMap, mapOf, mapsOf, own, type Plain, type PlainMap } from "@/server/dbt/plain";
import { messageOf } from "@/server/dbt/problems";
import type { ProjectDefinition } from "@/server/dbt/project/definition";
import { filesIn } from "@/server/dbt/project/discover-nodes";
import { variableFunction } from "@/server/dbt/project/docs";
import { renderTree } from "@/server/dbt/render-native";
import { parseYaml, YamlError } from "@/server/dbt/yaml";

/** One properties file. Its entries are rendered when they are asked for. */
export interface PropertiesFile {
  project: ProjectDefinition;
  entry: FileEntry;
  /** Relative to the project, and to the resource path it lies below. */
  originalFilePath: string;
  path: string;
  has(section: string): boolean;
  section(name: string): Plain | undefined;
}

type CachedYaml = { value: Plain } | { message: string; line: number | null };

/** YAML of one file, from the cache when its blob is known. Errors are reported and give `null`. */
export function readYamlFile(context: LoadContext, entry: FileEntry): Plain {
  const key = `yaml:${entry.blobId}`;
  const cached = context.cache.get(key) as CachedYaml | undefined;
  const result = cached ?? parseFile(context, entry);
  if (!cached) context.cache.set(key, result);
  if ("value" in result) return result.value;
  context.problems.error("yaml-invalid", result.message, { file: entry.path, line: result.line });
  return null;
}

function parseFile(context: LoadContext, entry: FileEntry): CachedYaml {
  try {
    return { value: parseYaml(context.files.read(entry)) };
  } catch (error) {
    return { message: messageOf(error), line: error instanceof YamlError ? error.line : null };
  }
}

export function* propertiesFiles(context: LoadContext, project: ProjectDefinition): Generator<PropertiesFile> {
  const { models, seeds, snapshots, macros, analyses } = project.paths;
  const seen = new Set<string>();
  for (const found of filesIn(
    context,
    project,
    [...models, ...seeds, ...snapshots, ...macros, ...analyses],
    [".yml", ".yaml"],
  )) {
    if (seen.has(found.entry.path)) continue;
    seen.add(found.entry.path);
    const file = openFile(context, found.entry);
    if (file) yield { project, ...found, ...file };
  }
}

/** A file whose sections are known is not read again before one of them is asked for: most loads need few words of it. */
function openFile(context: LoadContext, entry: FileEntry): Pick<PropertiesFile, "has" | "section"> | null {
  const key = `sections:${entry.blobId}`;
  const known = context.cache.get(key) as string[] | undefined;
  let content: PlainMap | undefined;
  const read = (): PlainMap => {
    content ??= mapOf(readYamlFile(context, entry));
    return content;
  };
  const section = (name: string) => own(read(), name);
  if (known && context.cache.keep(`yaml:${entry.blobId}`)) return { section, has: (name) => known.includes(name) };
  const whole = readYamlFile(context, entry);
  if (!isMap(whole)) return null;
  content = whole;
  context.cache.set(key, Object.keys(whole));
  return { section, has: (name) => Object.hasOwn(whole, name) };
}

/** The named entries of one section of a file, rendered. */
export function sectionEntries(context: LoadContext, file: PropertiesFile, section: string): PlainMap[] {
  if (!file.has(section)) return [];
  const scope = propertiesScope(context, file.project);
  return mapsOf(file.section(section)).flatMap((entry) => {
    const rendered = renderTree(entry, {
      interpreter: context.interpreter,
      scope,
      skip: section === "sources" ? staysRawInSource : staysRaw,
      onError: (error, keys) =>
        context.problems.warn("render-failed", `${section}: ${keys.join(".")}: ${messageOf(error)}`, {
          file: file.entry.path,
        }),
    });
    return isMap(rendered) ? [rendered] : [];
  });
}

/** How a value is rendered that no rule keeps raw. One that cannot be rendered stays as written. */
export function keptValues(context: LoadContext, { project }: PropertiesFile): (value: Plain) => Plain {
  const rendering = { interpreter: context.interpreter, skip: () => false, onError: () => undefined };
  return (value) => renderTree(value, { ...rendering, scope: propertiesScope(context, project) });
}

const RAW = new Set(["description", "tests", "data_tests"]);
const HOOK = /^\+?(?:pre|post)[-_]hook$/;

/** Descriptions are rendered later, tests by their own rules, hooks when they would run. */
function staysRaw(keys: readonly string[]): boolean {
  const [first = "", second = "", third = ""] = keys;
  if (RAW.has(first) || keys.some((key) => HOOK.test(key))) return true;
  if (keys.length === 2 && RAW.has(second)) return true;
  const isListed = first === "columns" || first === "versions" || first === "tables";
  if (isListed && keys.length >= 3 && RAW.has(third)) return true;
  return first === "versions" && third === "columns" && RAW.has(keys[4] ?? "");
}

function staysRawInSource(keys: readonly string[]): boolean {
  if (keys[0] === "description") return true;
  return keys[0] === "tables" && staysRaw(keys.slice(2));
}

/** Names that values of properties files may use. */
export function propertiesScope(context: LoadContext, project: ProjectDefinition): Scope {
  const variables = variableFunction(context, project);
  const nothing = new Callable("nothing", () => "");
  const names = new Map<string, Value>([
    ["var", variables],
    ["project_name", context.root.name],
    ["ref", nothing],
    ["source", nothing],
    ["doc", nothing],
  ]);
  return { lookup: (name) => names.get(name) ?? context.base.get(name) };
}
