import { type SearchParams, valuesOf } from "@/app/_ui/url-state";
import { nodeStates } from "@/server/domain/dbt-models/schema";
import { nodeLooks } from "./words";

export const resourceTypes = ["model", "seed", "snapshot", "source"] as const;

const among = <T extends string>(known: readonly T[], values: readonly string[]): T[] =>
  known.filter((each) => values.includes(each));

const onlyModels = (): (typeof resourceTypes)[number][] => ["model"];

const texts = (query: SearchParams, key: string) =>
  valuesOf(query, key)
    .filter((each) => each !== "" && each.length <= 500)
    .slice(0, 50);

const cursor = (query: SearchParams, key: string) => valuesOf(query, key).find((each) => each.length <= 2000);

/** What the address of the list asks for; values that mean nothing are left out. */
export function readModelsQuery(query: SearchParams) {
  const type = valuesOf(query, "type")[0];
  const types = type === "all" ? [...resourceTypes] : among(resourceTypes, type ? [type] : []);
  const [after, before] = [cursor(query, "after"), cursor(query, "before")];
  return {
    query: (valuesOf(query, "q")[0] ?? "").slice(0, 200),
    resourceTypes: types.length > 0 ? types : onlyModels(),
    tags: texts(query, "tag"),
    folders: texts(query, "folder"),
    materializations: texts(query, "materialization"),
    groups: texts(query, "group"),
    states: among(nodeStates, valuesOf(query, "state")),
    ...(before ? { before } : after ? { after } : {}),
  };
}

const filterKeys = ["q", "type", "tag", "folder", "materialization", "group", "state"];

/** Whether anything narrows the list. */
export const isNarrowed = (query: SearchParams) => filterKeys.some((key) => valuesOf(query, key).some(Boolean));

export function stateLabel(value: string): string {
  const state = nodeStates.find((each) => each === value);
  return state ? nodeLooks[state].word : value;
}
