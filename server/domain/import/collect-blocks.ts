import { allKinds } from "@/server/core/kinds/table";
import type { ResourceKind } from "@/server/core/kinds/types";
import { HclError } from "@/server/hcl/error";
import { readHcl } from "@/server/hcl/read";
import type { HclBlock } from "@/server/hcl/syntax";
import type { ImportFile, ImportProblem } from "./types";

/** A resource block of a tree, with the id of its import block wherever that stands. */
export interface FoundBlock {
  readonly file: string;
  readonly kind: ResourceKind;
  readonly label: string;
  readonly importId: string | null;
  readonly block: HclBlock;
}

export interface Collected {
  readonly blocks: readonly FoundBlock[];
  readonly problems: readonly ImportProblem[];
}

const kindOfType = new Map(allKinds.map((kind) => [kind.terraformType, kind]));
/** Blocks that say nothing about the workspace. */
const silent = new Set(["terraform", "provider", "variable"]);

interface Placed {
  readonly file: string;
  readonly block: HclBlock;
}

/** Reads every `.tf` file of a tree and takes its resource and import blocks apart. Nothing is thrown: all of it is reported. */
export function collectBlocks(files: readonly ImportFile[]): Collected {
  const problems: ImportProblem[] = [];
  const resources = new Map<string, Placed & { kind: ResourceKind; label: string }>();
  const imports = new Map<string, Placed & { id: string }>();
  for (const file of files) {
    for (const block of readBlocks(file, problems)) {
      const placed = { file: file.path, block };
      if (block.type === "resource") takeResource(placed, resources, problems);
      else if (block.type === "import") takeImport(placed, imports, problems);
      else if (!silent.has(block.type)) problems.push(skipped(placed));
    }
  }
  for (const [address, placed] of imports) {
    if (resources.has(address) || !kindOfType.has(address.split(".")[0] ?? "")) continue;
    problems.push(at("warning", placed, `There is no resource ${address.slice(0, 120)} to import.`, "It is left out."));
  }
  const blocks = [...resources].map(([address, { file, kind, label, block }]) => ({
    ...{ file, kind, label, block },
    importId: imports.get(address)?.id ?? null,
  }));
  return { blocks, problems };
}

function readBlocks({ path, text, problem }: ImportFile, problems: ImportProblem[]): readonly HclBlock[] {
  if (text === null) {
    const message = problem ?? "The file cannot be read.";
    problems.push({ level: "error", file: path, line: null, message, remedy: "Remove or replace it." });
    return [];
  }
  try {
    return readHcl(text, { file: path }).blocks;
  } catch (error) {
    if (!(error instanceof HclError)) throw error;
    problems.push(fromHcl(error));
    return [];
  }
}

export const fromHcl = (error: HclError): ImportProblem => ({
  level: "error",
  file: error.file,
  line: error.position?.line ?? null,
  message: error.message,
  remedy: error.remedy,
});

export const at = (
  level: ImportProblem["level"],
  { file, block }: Placed,
  message: string,
  remedy: string,
): ImportProblem => ({ level, file, line: block.at?.line ?? null, message, remedy });

const skipped = (placed: Placed) =>
  at("warning", placed, `A “${placed.block.type.slice(0, 60)}” block is left out.`, "Only resources are imported.");

function takeResource(
  placed: Placed,
  resources: Map<string, Placed & { kind: ResourceKind; label: string }>,
  problems: ImportProblem[],
): void {
  const [type = "", label = "", ...more] = placed.block.labels;
  const kind = kindOfType.get(type);
  const address = `${type}.${label}`;
  if (label === "" || more.length > 0) {
    problems.push(at("error", placed, "A resource needs a type and a name.", 'Write `resource "segment_…" "name"`.'));
  } else if (!kind) {
    const message = `Resources of type “${type.slice(0, 60)}” are not known.`;
    problems.push(at("warning", placed, message, "It is left out."));
  } else if (resources.has(address)) {
    const other = resources.get(address);
    const message = `${address.slice(0, 120)} is there twice, first in ${other?.file}.`;
    problems.push(at("error", placed, message, "Keep one of them."));
  } else resources.set(address, { ...placed, kind, label });
}

function takeImport(placed: Placed, imports: Map<string, Placed & { id: string }>, problems: ImportProblem[]): void {
  const values = new Map(
    placed.block.body.flatMap((item) => (item.kind === "attribute" ? [[item.name, item.value]] : [])),
  );
  const [to, id] = [values.get("to"), values.get("id")];
  if (to?.kind !== "address" || id?.kind !== "string") {
    problems.push(at("error", placed, "An import block needs `to` and `id`.", "Write both, the id in quotes."));
    return;
  }
  const address = `${to.type}.${to.label}`;
  if (imports.has(address)) {
    problems.push(at("error", placed, `${address.slice(0, 120)} is imported twice.`, "Keep one of them."));
  } else imports.set(address, { ...placed, id: id.value });
}
