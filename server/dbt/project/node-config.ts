import type { LoadContext } from "@/server/dbt/context/load-context";
import type { ConfiguredType } from "@/server/dbt/node";
import { emptyMap, type PlainMap } from "@/server/dbt/plain";
import { defaultConfig, mergeConfig, overwriteConfig, treeDepth, treeLayers } from "@/server/dbt/project/config";
import type { ConfigTree, ProjectDefinition } from "@/server/dbt/project/definition";
import { versionFacts } from "@/server/dbt/versions";

export interface ConfigInput {
  project: ProjectDefinition;
  type: ConfiguredType;
  language: "sql" | "python";
  fqn: readonly string[];
  /** From the properties file, and from `config()` in the node's own file. */
  patch: PlainMap;
  call: PlainMap;
}

const TREES: Record<ConfiguredType, ConfigTree> = {
  model: "models",
  seed: "seeds",
  snapshot: "snapshots",
  test: "tests",
};

/**
 * A node's config: defaults, its package's tree, its properties file, its own `config()` calls and, for a node of
 * another package, the root project's tree on top.
 */
export function nodeConfig(context: LoadContext, input: ConfigInput): PlainMap {
  let config = packageConfig(context, input);
  for (const layer of [input.patch, input.call])
    if (Object.keys(layer).length) config = mergeConfig(config, layer, context.adapter);
  if (!input.project.isRoot)
    for (const layer of treeLayers(context.root.configs[TREES[input.type]], input.fqn))
      config = mergeConfig(config, layer, context.adapter);
  return config;
}

/** Defaults and the package's tree: asked for several times per node, so kept for the length of a load. */
function packageConfig(context: LoadContext, { project, type, language, fqn }: ConfigInput): PlainMap {
  // Nodes that go the same way down the tree have the same layers: mostly all of a folder, and all tests.
  const tree = project.configs[TREES[type]];
  const key = [type, language, ...fqn.slice(0, treeDepth(tree, fqn))].join("\u0000");
  const known = context.packageConfigs.get(key);
  if (known) return known;
  let config: PlainMap = {
    ...defaultConfig(type, language),
    ...(type === "test" ? {} : versionFacts(context.settings.dbtVersion).configDefaults[type]),
  };
  for (const layer of treeLayers(tree, fqn))
    if (Object.keys(layer).length) config = mergeConfig(config, layer, context.adapter);
  context.packageConfigs.set(key, config);
  return config;
}

/** The same layers as they were written, each key as its last writer wrote it. */
export function unrenderedConfig(context: LoadContext, input: ConfigInput): PlainMap {
  const tree = TREES[input.type];
  const own = treeLayers(input.project.rawConfigs[tree], input.fqn);
  const top = input.project.isRoot ? [] : treeLayers(context.root.rawConfigs[tree], input.fqn);
  return [...own, input.patch, input.call, ...top].reduce<PlainMap>(
    (config, layer) => overwriteConfig(config, layer, context.adapter),
    emptyMap(),
  );
}
