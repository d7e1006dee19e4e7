import { parseState } from "@/server/core/kinds/parse-state";
import { holdsSecrets } from "@/server/core/kinds/secret-variables";
import type { KindName, ResourceKind } from "@/server/core/kinds/types";
import { isRecord } from "@/server/core/kinds/values";
import { isMasked, unknownSecret } from "@/server/domain/resources/secrets";
import { HclError } from "@/server/hcl/error";
import { readResource } from "@/server/hcl/read-resource";
import type { JsonValue, ResourceState, Variables } from "@/server/hcl/schema";
import type { HclBlock } from "@/server/hcl/syntax";
import { at, type FoundBlock, fromHcl } from "./collect-blocks";
import { resourceId } from "./resource-id";
import type { ImportProblem } from "./types";

/** A resource that a tree describes, checked, with its secrets as far as they are known. */
export interface ReadResource {
  readonly file: string;
  readonly line: number | null;
  readonly kind: ResourceKind;
  readonly id: string;
  /** As the product keeps it; a secret of unknown value is masked text. */
  readonly state: ResourceState;
  readonly variables: Variables;
  /** Settings that are secrets because the tree treats them so. */
  readonly secretKeys: readonly string[];
  /** The metadata stands there whole, not just its id. */
  readonly whole: boolean;
}

/** Attributes of exports of 2024 that mean nothing any more. */
const deprecated: { readonly [K in KindName]?: readonly string[] } = {
  reverse_etl_model: ["schedule_strategy", "schedule_config"],
};

/** What a resource block says as a resource of the product; null with errors among the problems when it cannot be one. */
export function readBlock(
  found: FoundBlock,
  values: ReadonlyMap<string, JsonValue>,
): { resource: ReadResource | null; problems: ImportProblem[] } {
  const { file, kind, block } = found;
  const problems = leftOut(found);
  try {
    const body = readResource(block, kind.attributes, { file, unknown: "skip" });
    if (!holdsSecrets(kind) && Object.keys(body.variables).length > 0) {
      problems.push(at("error", found, "Variables cannot stand in these settings.", "Write the values themselves."));
    }
    const secrets = fill(kind, body.state, body.variables, values);
    const parsed = parseState(kind, secrets.state, { draft: true });
    for (const { path, message, tolerated } of parsed.problems) {
      const line = lineOf(block, path);
      const level = tolerated ? "warning" : "error";
      const remedy = tolerated ? "It is kept; the next edit asks for it." : "Correct the file.";
      problems.push({ level, file, line, message: `${path.slice(0, 200)}: ${message}`, remedy });
    }
    const id = resourceId(kind, found, parsed.state);
    if (id === null) {
      const remedy = "Add an import block with `to` and the id, as exports have it.";
      problems.push(at("error", found, "The resource's id is not clear.", remedy));
    }
    if (id === null || problems.some(({ level }) => level === "error")) return { resource: null, problems };
    const { secretKeys } = secrets;
    const line = block.at?.line ?? null;
    const resource = { file, line, kind, id, state: parsed.state, variables: body.variables, secretKeys };
    return { resource: { ...resource, whole: hasWholeMetadata(block) }, problems };
  } catch (error) {
    if (!(error instanceof HclError)) throw error;
    return { resource: null, problems: [...problems, fromHcl(error)] };
  }
}

function leftOut({ file, kind, block }: FoundBlock): ImportProblem[] {
  const old = deprecated[kind.kind] ?? [];
  return block.body.flatMap((item): ImportProblem[] => {
    if (item.kind === "block" || Object.hasOwn(kind.attributes, item.name) || old.includes(item.name)) return [];
    // The reader judges it.
    if (item.value.kind === "null" || item.name === "count") return [];
    const line = item.at?.line ?? null;
    const name = `“${item.name.slice(0, 60)}”`;
    return item.name === "for_each"
      ? [
          {
            level: "error",
            file,
            line,
            message: `${name} would make several resources.`,
            remedy: "Write each of them.",
          },
        ]
      : [
          {
            level: "warning",
            file,
            line,
            message: `${name} is not an attribute that can be set.`,
            remedy: "It is left out.",
          },
        ];
  });
}

/** Puts values into the place of variables; without one, the mask of a secret that is not known. */
function fill(kind: ResourceKind, state: ResourceState, variables: Variables, values: ReadonlyMap<string, JsonValue>) {
  const { settings } = state;
  if (!isRecord(settings) || kind.attributes.settings?.value.type !== "json") return { state, secretKeys: [] };
  const given = Object.entries(variables).map(([key, name]) => [key, values.get(name) ?? unknownSecret] as const);
  const filled: { [key: string]: JsonValue } = { ...settings, ...Object.fromEntries(given) };
  const holds = holdsSecrets(kind);
  const secretKeys = Object.keys(filled).filter(
    (key) => holds && (Object.hasOwn(variables, key) || isMasked(filled[key])),
  );
  return { state: { ...state, settings: filled }, secretKeys };
}

/** Line of the attribute that a dotted path begins with, else of the block. */
function lineOf(block: HclBlock, path: string): number | null {
  const [name] = path.split(".");
  const found = block.body.find((item) => item.kind === "attribute" && item.name === name);
  return (found ?? block).at?.line ?? null;
}

function hasWholeMetadata(block: HclBlock): boolean {
  const metadata = block.body.find((item) => item.kind === "attribute" && item.name === "metadata");
  return metadata?.kind === "attribute" && metadata.value.kind === "object" && metadata.value.items.length > 1;
}
