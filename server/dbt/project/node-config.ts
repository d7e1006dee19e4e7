import type { LoadContext } from "@/server/dbt/context/load-context";
import type { ResourceType } from "@/server/dbt/node";
import { emptyMap, type PlainMap } from "@/server/dbt/plain";
import { defaultConfig, mergeConfig, overwriteConfig, treeLayers } from "@/server/dbt/project/config";
import type { ConfigTree, ProjectDefinition } from "@/server/dbt/project/definition";

export interface ConfigInput {
  project: ProjectDefinition;
  type: ResourceType;
  language: "sql" | "python";
  fqn: readonly string[];
  /** From the properties file, and from `config()` in the node's own file. */
  patch: PlainMap;
  call: PlainMap;
}

const TREES: Record<ResourceType, ConfigTree> = { model: "models", seed: "seeds", snapshot: "snapshots" };

/**
 * A node's config: defaults, its package's tree, its properties file, its own `config()` calls and, for a node of
 * another package, the root project's tree on top.
 */
export function nodeConfig(context: LoadContext, input: ConfigInput): PlainMap {
  const tree = TREES[input.type];
  let config = defaultConfig(input.type, input.language);
  const apply = (layers: PlainMap[]) => {
    for (const layer of layers) config = mergeConfig(config, layer, context.adapter);
  };
  apply(treeLayers(input.project.configs[tree], input.fqn));
  apply([input.patch, input.call]);
  if (!input.project.isRoot) apply(treeLayers(context.root.configs[tree], input.fqn));
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
