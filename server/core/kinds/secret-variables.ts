import { needsLiteral } from "@/server/hcl/canonical-json";
import type { JsonValue, ResourceState, Variables } from "@/server/hcl/schema";
import type { ResourceKind } from "./types";
import { isRecord } from "./values";

/** How secrets stand in HCL: as masked text, as Segment writes them, or as Terraform variables. */
export const secretsStyles = ["masked", "variables"] as const;
export type SecretsStyle = (typeof secretsStyles)[number];

const bullet = "•";

export const isMasked = (value: JsonValue | undefined): boolean => typeof value === "string" && value.includes(bullet);

/** Kinds whose settings may hold secrets; a mapping's settings are a document of another sort. */
export const holdsSecrets = (kind: ResourceKind) =>
  kind.catalog !== undefined || kind.kind === "insert_function_instance";

/** Escaped so that no two names meet: what is no letter or digit as `_x<hex>_`, and `_` too where it would begin that. */
function encoded(text: string, escapes: RegExp): string {
  return text.replace(escapes, (character) => `_x${(character.codePointAt(0) ?? 0).toString(16)}_`);
}

/** Name of the variable for a resource's secret setting, such as `destination_614a3c7d_apiKey`: the same in every export. */
export function variableName(kind: ResourceKind, id: string, key: string): string {
  return prefixOf(kind, id) + encoded(key, /[^A-Za-z0-9_]|_(?=x)|^x/gu);
}

const prefixOf = (kind: ResourceKind, id: string) => `${kind.kind}_${encoded(id, /[^A-Za-z0-9]/gu)}_`;

/** Tells the names of a resource's variables from all others. */
export function ownsVariable(kind: ResourceKind, id: string): (name: string) => boolean {
  const prefix = prefixOf(kind, id);
  // `_x` would begin an escape: then it is a longer id.
  return (name) => name.startsWith(prefix) && name[prefix.length] !== "x";
}

/**
 * The settings of a resource that are written as variables: its secrets, stored or still missing, and whatever else is
 * masked. None where the document must be a literal text: there the mask stays, which means "unchanged" to the API.
 * `secretPaths` are such as `settings.apiKey`.
 */
export function variablesOf(
  kind: ResourceKind,
  id: string,
  state: ResourceState,
  secretPaths: readonly string[],
): Variables {
  const { settings } = state;
  if (!holdsSecrets(kind) || !isRecord(settings) || needsLiteral(settings)) return {};
  const keys = secretPaths.flatMap((path) => (path.startsWith("settings.") ? [path.slice("settings.".length)] : []));
  for (const [key, value] of Object.entries(settings)) if (isMasked(value)) keys.push(key);
  return Object.fromEntries([...new Set(keys)].map((key) => [key, variableName(kind, id, key)]));
}
