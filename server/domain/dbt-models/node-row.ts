import type { Prisma } from "@/prisma/generated/client";
import type { LoadedModel, LoadedSource } from "@/server/dbt/worker/protocol";
import { cutText } from "./cut-text";
import type { NodeState } from "./schema";

type Row = Omit<Prisma.DbtNodeCreateManyInput, "projectId">;

const json = (value: unknown) => value as Prisma.InputJsonValue;
const mostSearched = 4000;

/** A model, seed or snapshot as it is stored. */
export function rowOfModel({ node, columns, compiledSql, compileProblem, problems, hash }: LoadedModel): Row {
  const { state, reason } = stateOf(node, compileProblem);
  const described = columns?.columns ?? node.columns.map(({ name }) => ({ name }));
  return {
    uniqueId: node.uniqueId,
    hash,
    resourceType: node.resourceType,
    name: node.name,
    packageName: node.packageName,
    file: node.file,
    folder: folderOf(node.originalFilePath),
    materialized: node.resourceType === "model" ? node.materialized : node.resourceType,
    access: node.access,
    group: node.group,
    tags: node.tags,
    version: node.version === null ? null : String(node.version),
    isLatest: node.version === null || node.version === node.latestVersion,
    enabled: node.enabled,
    relationName: node.relationName,
    state,
    stateReason: reason,
    search: searchText(node.name, node.alias, node.originalFilePath, node.description, described),
    dependsOn: [...new Set(node.dependsOn)],
    columnCount: described.length,
    columnsComplete: columns?.complete ?? false,
    node: json({ ...node, compileProblem }),
    columns: json(
      columns ?? { columns: [], complete: false, provenance: "properties", assumedSources: [], expands: [] },
    ),
    compiledSql,
    problems: json(problems),
  };
}

/** A source table as it is stored. */
export function rowOfSource({ table, problems, hash }: LoadedSource): Row {
  const columns = table.columns.map(({ name, dataType, description }) => ({
    ...{ name, dataType, description },
    provenance: "properties",
  }));
  return {
    uniqueId: table.uniqueId,
    hash,
    resourceType: "source",
    name: `${table.sourceName}.${table.name}`,
    packageName: table.packageName,
    file: table.file,
    folder: folderOf(table.originalFilePath),
    materialized: "source",
    access: "public",
    group: null,
    tags: table.tags,
    version: null,
    isLatest: true,
    enabled: table.enabled,
    relationName: table.relationName,
    state: table.enabled ? "ready" : "disabled",
    stateReason: null,
    search: searchText(table.sourceName, table.name, table.originalFilePath, table.description, table.columns),
    dependsOn: [],
    columnCount: columns.length,
    columnsComplete: false,
    node: json(table),
    columns: json({ columns, complete: false, provenance: "properties", assumedSources: [], expands: [] }),
    compiledSql: null,
    problems: json(problems),
  };
}

function stateOf(
  node: LoadedModel["node"],
  compileProblem: string | null,
): { state: NodeState; reason: string | null } {
  if (!node.enabled) return { state: "disabled", reason: "Its configuration says enabled: false." };
  if (node.relationProblem !== null)
    return { state: "unresolved", reason: `Its relation could not be named: ${node.relationProblem}` };
  if (node.partiallyParsed)
    return {
      state: "failed",
      reason: "Its template could not be rendered; what it depends on was read from its text.",
    };
  if (node.materialized === "ephemeral")
    return { state: "ephemeral", reason: "It has no relation of its own: its SQL goes into the models that use it." };
  if (node.unresolved.length > 0)
    return { state: "unresolved", reason: `It refers to what is not in the project: ${namesOf(node.unresolved)}.` };
  if (node.unknownMacros.length > 0) {
    const names = node.unknownMacros.slice(0, 5).join(", ");
    return {
      state: "incomplete",
      reason: `Its SQL is incomplete: ${names} come from a package that is not in the repository.`,
    };
  }
  if (compileProblem !== null && node.language === "sql")
    return { state: "incomplete", reason: `Its SQL could not be compiled: ${compileProblem}` };
  return { state: "ready", reason: null };
}

const namesOf = (references: LoadedModel["node"]["unresolved"]) =>
  references
    .slice(0, 5)
    .map((each) => ("name" in each ? each.name : each.join(".")))
    .join(", ");

/** dbt keeps `./` where a project's paths are written so. */
const folderOf = (path: string) =>
  path
    .replace(/^(?:\.\/)+/, "")
    .split("/")
    .slice(0, -1)
    .join("/");

function searchText(...parts: (string | readonly { name: string }[])[]): string {
  const words = parts.map((part) => (typeof part === "string" ? part : part.map(({ name }) => name).join(" ")));
  return cutText(words.join("\n").toLowerCase(), mostSearched);
}
