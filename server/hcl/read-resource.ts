import { HclError } from "./error";
import { readAttributes } from "./read-attributes";
import type { AttributeTable, ResourceDocument, ResourceState } from "./schema";
import type { BodyItem, Expression, HclBlock, HclFile } from "./syntax";

export interface ReadResourceOptions {
  /** Name used in errors. */
  readonly file: string;
  /** What to do with attributes that the table lacks, such as deprecated ones. Refused unless told otherwise. */
  readonly unknown?: "refuse" | "skip";
}

/**
 * The state that a resource block describes: the reverse of `renderResource`. Null attributes are left out; a `json`
 * attribute may be `jsonencode(...)` or the text of a JSON document. Throws HclError with the place of what is wrong.
 */
export function readResource(
  block: HclBlock,
  attributes: AttributeTable,
  { file, unknown = "refuse" }: ReadResourceOptions,
): ResourceState {
  const items = block.body.map((item) => ({
    key: item.kind === "block" ? item.type : item.name,
    value: itemValue(item, file),
  }));
  return readAttributes({ file, unknown }, items, attributes, block.at ?? null);
}

function itemValue(item: BodyItem, file: string): Expression {
  if (item.kind === "attribute") return item.value;
  const message = `A resource cannot hold a “${item.type.slice(0, 60)}” block.`;
  throw new HclError("wrong_value", message, "Remove the block.", file, item.at ?? null);
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
  return { type, label, importId, attributes, state: readResource(block, attributes, options) };
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
