import { HclError } from "./error";
import { readAttributes } from "./read-attributes";
import type { AttributeTable, ResourceDocument, ResourceState, Variables } from "./schema";
import type { HclAttribute, HclBlock, HclFile, ObjectItem } from "./syntax";

export interface ReadResourceOptions {
  /** Name used in errors. */
  readonly file: string;
  /** What to do with attributes that the table lacks, such as deprecated ones. Refused unless told otherwise. */
  readonly unknown?: "refuse" | "skip";
}

/** What a resource block says. */
export interface ResourceBody {
  readonly state: ResourceState;
  /** Settings that are given by a variable: they are not in the state. */
  readonly variables: Variables;
  readonly ignoreChanges: readonly string[];
  readonly dormant: boolean;
}

/**
 * What a resource block describes: the reverse of `renderResource`. Null attributes are left out; a `json`
 * attribute may be `jsonencode(...)` or the text of a JSON document. Throws HclError with the place of what is wrong.
 */
export function readResource(
  block: HclBlock,
  attributes: AttributeTable,
  { file, unknown = "refuse" }: ReadResourceOptions,
): ResourceBody {
  const items: ObjectItem[] = [];
  let ignoreChanges: readonly string[] = [];
  let dormant = false;
  for (const item of block.body) {
    if (item.kind === "attribute" && item.name === "count") dormant = readCount(item, file, block);
    else if (item.kind === "attribute") items.push({ key: item.name, value: item.value });
    else ignoreChanges = readLifecycle(item, attributes, file);
  }
  const variables: { [key: string]: string } = {};
  const state = readAttributes({ file, unknown, variables }, items, attributes, block.at ?? null);
  return { state, variables, ignoreChanges, dormant };
}

/** `count = 0` keeps a block from being planned; any other number would make several resources of it. */
function readCount({ value }: HclAttribute, file: string, block: HclBlock): boolean {
  if (value.kind === "number" && value.text === "0") return true;
  const remedy = "Remove `count`, or write `count = 0` for a block that Terraform should leave alone.";
  throw new HclError("wrong_value", "A `count` other than 0 is not understood.", remedy, file, block.at ?? null);
}

/** The only block in a resource that means anything here: attributes which Terraform leaves as they are. */
function readLifecycle(block: HclBlock, attributes: AttributeTable, file: string): string[] {
  const fail = (message: string, remedy: string) =>
    new HclError("wrong_value", message, remedy, file, block.at ?? null);
  if (block.type !== "lifecycle") {
    throw fail(`A resource cannot hold a “${block.type.slice(0, 60)}” block.`, "Remove the block.");
  }
  const [only] = block.body;
  const list = only?.kind === "attribute" && only.name === "ignore_changes" ? only.value : undefined;
  const words = list?.kind === "list" ? list.items.map((item) => (item.kind === "word" ? item.text : "")) : [];
  const fits =
    block.body.length === 1 && list?.kind === "list" && words.every((word) => Object.hasOwn(attributes, word));
  if (!fits)
    throw fail("This `lifecycle` is not understood.", "Write only `ignore_changes` with attributes of the resource.");
  return words;
}

/**
 * The one resource of a file with its import id, as `renderResource` takes it.
 * @param tableFor attributes of a Terraform type; undefined for a type that is not known.
 */
export function readDocument(
  source: HclFile,
  tableFor: (type: string) => AttributeTable | undefined,
  options: ReadResourceOptions,
): ResourceDocument {
  const fail = (message: string, remedy: string, at: HclBlock | undefined) =>
    new HclError("wrong_value", message, remedy, options.file, at?.at ?? null);
  const resources = source.blocks.filter(({ type }) => type === "resource");
  const [block] = resources;
  if (!block || resources.length > 1) {
    throw fail("The file does not hold exactly one resource.", "Keep one `resource` block per file.", resources[1]);
  }
  const [type, label] = block.labels;
  const attributes = type === undefined ? undefined : tableFor(type);
  if (type === undefined || label === undefined || block.labels.length > 2 || !attributes) {
    const remedy = 'Write `resource "segment_…" "name"` with a type of the Segment provider.';
    throw fail("The resource's type is not known.", remedy, block);
  }
  const foreign = source.blocks.find((other) => other.type !== "resource" && other.type !== "import");
  if (foreign) throw fail(`A “${foreign.type.slice(0, 60)}” block does not belong here.`, "Remove it.", foreign);
  const importId = readImportId(source, type, label, fail);
  const { state, variables, ignoreChanges, dormant } = readResource(block, attributes, options);
  return {
    ...{ type, label, importId, attributes, state },
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
    ...(ignoreChanges.length > 0 ? { ignoreChanges } : {}),
    ...(dormant ? { dormant } : {}),
  };
}

type Fail = (message: string, remedy: string, at: HclBlock | undefined) => HclError;

function readImportId(source: HclFile, type: string, label: string, fail: Fail): string | null {
  const imports = source.blocks.filter((block) => block.type === "import");
  const [block] = imports;
  if (!block) return null;
  const values = new Map(block.body.flatMap((item) => (item.kind === "attribute" ? [[item.name, item.value]] : [])));
  const to = values.get("to");
  const id = values.get("id");
  const matches = to?.kind === "address" && to.type === type && to.label === label;
  if (!matches || id?.kind !== "string" || block.body.length !== 2 || imports.length > 1) {
    const remedy = "Write one import block with `to`, the address of the resource below it, and `id`, a string.";
    throw fail("The import block does not fit the resource.", remedy, imports[1] ?? block);
  }
  return id.value;
}
