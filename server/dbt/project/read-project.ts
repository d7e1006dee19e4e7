import type { LoadContext } from "@/server/dbt/context/load-context";
import { joinPath } from "@/server/dbt/files";
import { IgnoreRules } from "@/server/dbt/ignore-rules";
import { expectText } from "@/server/dbt/jinja/compare";
import { fromPlain } from "@/server/dbt/jinja/convert";
import { JinjaError } from "@/server/dbt/jinja/errors";
import type { Scope } from "@/server/dbt/jinja/frame";
import { Callable } from "@/server/dbt/jinja/values";
import { isMap, mapOf, own, type PlainMap, textOf, textsOf } from "@/server/dbt/plain";
import { messageOf } from "@/server/dbt/problems";
import {
  PROJECT_NAME,
  type ProjectDefinition,
  readConfigTrees,
  readDispatch,
  readPaths,
} from "@/server/dbt/project/definition";
import { readYamlFile } from "@/server/dbt/project/properties";
import { renderTree } from "@/server/dbt/render-native";

const PROJECT_FILE = "dbt_project.yml";
const UNRENDERED = new Set(["vars", "on-run-start", "on-run-end", "query-comment"]);
const HOOK = /^[+ ]*(?:pre|post)[-_]hook$/;

/** Reads the `dbt_project.yml` of a folder. `null`, with the reason reported, when there is none that can be used. */
export function readProject(context: LoadContext, root: string, isRoot: boolean): ProjectDefinition | null {
  const file = joinPath(root, PROJECT_FILE) ?? PROJECT_FILE;
  const entry = context.files.find(file);
  if (!entry) {
    context.problems.error("project-missing", `there is no ${PROJECT_FILE} in ${root || "the repository's root"}`, {
      file,
    });
    return null;
  }
  const raw = readYamlFile(context, entry);
  const name = isMap(raw) ? textOf(own(raw, "name")) : null;
  if (!isMap(raw) || name === null || !PROJECT_NAME.test(name)) {
    const reason = isMap(raw) ? "it has no valid name" : "it is not a map of settings";
    context.problems.error("project-invalid", `${PROJECT_FILE} cannot be used: ${reason}`, { file });
    return null;
  }
  return define(context, { root, file, isRoot, name, raw, rendered: renderProject(context, raw, file) });
}

interface ProjectSource {
  root: string;
  file: string;
  isRoot: boolean;
  name: string;
  raw: PlainMap;
  rendered: PlainMap;
}

function define(context: LoadContext, { root, file, isRoot, name, raw, rendered }: ProjectSource): ProjectDefinition {
  const outside = (path: string) =>
    context.problems.error("path-outside", `the path '${path}' leaves the project and is ignored`, { file });
  if (own(rendered, "config-version") === 1)
    context.problems.warn("project-invalid", "config-version 1 is no longer supported by dbt", { file });
  return {
    name,
    root,
    file,
    isRoot,
    paths: readPaths(rendered, outside),
    configs: readConfigTrees(rendered),
    rawConfigs: readConfigTrees(raw),
    vars: mapOf(own(raw, "vars")),
    dispatch: readDispatch(rendered),
    quoting: mapOf(own(rendered, "quoting")),
    requiredVersions: textsOf(own(rendered, "require-dbt-version")),
    ignore: ignoreRules(context, root),
  };
}

function renderProject(context: LoadContext, raw: PlainMap, file: string): PlainMap {
  const rendered = renderTree(raw, {
    interpreter: context.interpreter,
    scope: projectScope(context),
    skip: (keys) => UNRENDERED.has(keys[0] ?? "") || keys.some((key) => HOOK.test(key)),
    onError: (error, keys) =>
      context.problems.error("render-failed", `${keys.join(".")}: ${messageOf(error)}`, { file }),
  });
  return mapOf(rendered);
}

/** Only vars given with the settings are known while the project file itself is read. */
function projectScope(context: LoadContext): Scope {
  const variables = new Callable("var", (args) => {
    const name = expectText(args.get(0, "name", null));
    const given = own(context.settings.vars, name);
    if (given !== undefined) return fromPlain(given);
    const fallback = args.find(1, "default");
    if (fallback === undefined) throw new JinjaError(`Required var '${name}' not found in config`);
    return fallback;
  });
  return { lookup: (name) => (name === "var" ? variables : context.base.get(name)) };
}

function ignoreRules(context: LoadContext, root: string): IgnoreRules {
  const entry = context.files.find(joinPath(root, ".dbtignore") ?? ".dbtignore");
  try {
    return new IgnoreRules(entry ? context.files.read(entry) : "");
  } catch {
    return new IgnoreRules("");
  }
}
