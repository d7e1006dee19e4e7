import type { LoadContext } from "@/server/dbt/context/load-context";
import type { DbtNode } from "@/server/dbt/node";
import {
  emptyMap,
  isMap,
  listOf,
  mapOf,
  merged,
  own,
  type Plain,
  type PlainMap,
  textOf,
  textsOf,
} from "@/server/dbt/plain";
import { contractChecksum, isEnforced } from "@/server/dbt/project/contract";
import type { NodeDraft } from "@/server/dbt/project/draft";
import { addHookReferences } from "@/server/dbt/project/hook-references";
import { relationNames, snapshotNames } from "@/server/dbt/project/naming";
import { type ConfigInput, nodeConfig, unrenderedConfig } from "@/server/dbt/project/node-config";

function configInput(draft: NodeDraft, patch: PlainMap): ConfigInput {
  const { project, type, language, fqn, parsed } = draft;
  return { project, type, language, fqn, patch, call: parsed.configCall };
}

const beforePatch = new WeakMap<NodeDraft, { uniqueId: string; config: PlainMap }>();

/** A node's config without its properties file. Asked for several times; becoming a version changes it. */
function configBeforePatch(context: LoadContext, draft: NodeDraft): PlainMap {
  const known = beforePatch.get(draft);
  if (known?.uniqueId === draft.uniqueId) return known.config;
  const config = nodeConfig(context, configInput(draft, NO_PATCH));
  beforePatch.set(draft, { uniqueId: draft.uniqueId, config });
  return config;
}

const NO_PATCH: PlainMap = Object.freeze({});

/** Whether a node is enabled before its properties file is read, which decides what that file can name. */
export function isEnabledByItself(context: LoadContext, draft: NodeDraft): boolean {
  return own(configBeforePatch(context, draft), "enabled") !== false;
}

/** Settles a draft: config, tags, names, contract. References are resolved later. */
export function finishNode(context: LoadContext, draft: NodeDraft): DbtNode {
  const { patch, parsed, project } = draft;
  const input = configInput(draft, patch?.config ?? NO_PATCH);
  const config =
    patch && Object.keys(patch.config).length ? nodeConfig(context, input) : configBeforePatch(context, draft);
  const materialized = textOf(own(config, "materialized")) ?? "view";
  const node: DbtNode = {
    uniqueId: draft.uniqueId,
    resourceType: draft.type,
    name: draft.name,
    packageName: project.name,
    path: draft.path,
    originalFilePath: draft.originalFilePath,
    file: draft.entry.path,
    blobId: draft.entry.blobId,
    fqn: draft.fqn,
    language: draft.language,
    rawCode: draft.rawCode,
    config: withoutClearing(context, draft, config),
    unrenderedConfig: unrenderedConfig(context, input),
    enabled: own(config, "enabled") !== false,
    materialized,
    database: context.settings.database,
    schema: context.settings.schema,
    alias: draft.name,
    relationName: null,
    relationProblem: null,
    tags: tagsOf(context, draft, config),
    meta: mapOf(own(config, "meta")),
    group: textOf(own(config, "group")),
    access: textOf(own(config, "access")) ?? "protected",
    docs: docsOf(config),
    description: patch?.description ?? "",
    docBlocks: patch?.docBlocks ?? [],
    columns: patch?.columns ?? [],
    tests: patch?.tests ?? [],
    dataTests: [],
    constraints: [],
    contract: { enforced: false, aliasTypes: true, checksum: null },
    version: draft.version,
    latestVersion: draft.latestVersion,
    deprecationDate: patch?.deprecationDate ?? null,
    timeSpine: draft.type === "model" ? (patch?.timeSpine ?? null) : null,
    patchPath: patch?.path ?? null,
    refs: [...parsed.refs],
    sources: [...parsed.sources],
    dependsOn: [],
    unresolved: [],
    unknownMacros: parsed.unknownMacros,
    partiallyParsed: parsed.partiallyParsed,
  };
  addHookReferences(context, node, project);
  setContract(node, draft);
  setNames(context, node, config, draft);
  return node;
}

/** dbt's manifest shows the project's value of a key that a file cleared with `none`, though names go by the cleared one. */
function withoutClearing(
  context: LoadContext,
  { parsed, project, type, language, fqn }: NodeDraft,
  config: PlainMap,
): PlainMap {
  const cleared = Object.keys(parsed.configCall).filter((key) => own(config, key) === null);
  if (!cleared.length) return withHooks(config);
  const before = nodeConfig(context, { project, type, language, fqn, patch: emptyMap(), call: emptyMap() });
  return withHooks(merged(config, Object.fromEntries(cleared.map((key) => [key, own(before, key) ?? null]))));
}

/** Hooks as dbt shows them: a text becomes a map with its SQL. */
function withHooks(config: PlainMap): PlainMap {
  const hooks = (key: string) => listOf(own(config, key)).map((hook) => hookMap(hook));
  const [before, after] = [hooks("pre-hook"), hooks("post-hook")];
  return before.length || after.length ? merged(config, { "pre-hook": before, "post-hook": after }) : config;
}

function hookMap(hook: Plain): Plain {
  if (typeof hook === "string") return { sql: hook, transaction: true, index: null };
  return isMap(hook) ? merged({ sql: "", transaction: true, index: null }, hook) : hook;
}

/** Tags of the node's own layers come first, then those that only the properties file adds. */
function tagsOf(context: LoadContext, draft: NodeDraft, config: PlainMap): string[] {
  const hasPatchTags = draft.patch && own(draft.patch.config, "tags") !== undefined;
  const before = hasPatchTags ? textsOf(own(configBeforePatch(context, draft), "tags")) : [];
  return [...new Set([...before, ...textsOf(own(config, "tags"))])];
}

function docsOf(config: PlainMap): DbtNode["docs"] {
  const docs = mapOf(own(config, "docs"));
  return { show: own(docs, "show") !== false, nodeColor: textOf(own(docs, "node_color")) };
}

function setContract(node: DbtNode, draft: NodeDraft): void {
  const enforced = isEnforced(node.config);
  const aliasTypes = own(mapOf(own(node.config, "contract")), "alias_types") !== false;
  node.constraints = enforced ? (draft.patch?.constraints ?? []) : [];
  const checksum =
    enforced && node.resourceType === "model"
      ? contractChecksum(node.columns, node.constraints, node.materialized)
      : null;
  node.contract = { enforced, aliasTypes, checksum };
}

function setNames(context: LoadContext, node: DbtNode, config: PlainMap, draft: NodeDraft): void {
  const generated = relationNames(context, node, config, draft.project);
  const names = node.resourceType === "snapshot" ? snapshotNames(generated, node.config) : generated;
  node.database = names.database;
  node.schema = names.schema;
  node.alias = names.alias;
  node.relationProblem = names.problem;
  if (names.problem !== null) {
    const message = `the relation of ${node.uniqueId} could not be named: ${names.problem}`;
    context.problems.warn("name-macro-failed", message, { file: node.file, uniqueId: node.uniqueId });
  } else if (node.materialized !== "ephemeral") {
    const parts = { database: node.database, schema: node.schema, identifier: node.alias };
    node.relationName = context.relationText(parts);
  }
}
