import { variablesPath } from "@/server/domain/export/variables-file";
import { HclError } from "@/server/hcl/error";
import type { JsonValue } from "@/server/hcl/schema";
import { collectBlocks, fromHcl } from "./collect-blocks";
import { type ReadResource, readBlock } from "./read-block";
import { readValues } from "./read-values";
import type { ImportFile, ImportInput, ImportProblem } from "./types";

/** Where Terraform itself looks for values. */
export const valuesPath = "terraform.tfvars";

/** What an import looks at in a tree: the rest is left alone. */
export const isPartOfTree = (path: string) => path === valuesPath || path.endsWith(".tf");

export interface ReadTree {
  readonly resources: readonly ReadResource[];
  readonly problems: readonly ImportProblem[];
  readonly files: number;
}

/** Reads a tree of files into resources, and says of every file what is wrong with it. Pure: nothing is looked up. */
export function readTree({ files, values }: Pick<ImportInput, "files" | "values">): ReadTree {
  const problems: ImportProblem[] = [];
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const known = new Map([...ownValues(sorted, problems), ...(values ?? [])]);
  const configuration = sorted.filter(({ path }) => path.endsWith(".tf") && path !== variablesPath);
  const collected = collectBlocks(configuration);
  problems.push(...collected.problems);
  const resources = new Map<string, ReadResource>();
  for (const found of collected.blocks) {
    const read = readBlock(found, known);
    problems.push(...read.problems);
    if (!read.resource) continue;
    const key = `${read.resource.kind.kind}/${read.resource.id}`;
    const other = resources.get(key);
    if (!other) resources.set(key, read.resource);
    else problems.push(twice(read.resource, other));
  }
  return { resources: [...resources.values()], problems, files: configuration.length };
}

const twice = ({ file, line, kind, id }: ReadResource, other: ReadResource): ImportProblem => ({
  ...{ level: "error", file, line },
  message: `${kind.singular} “${id}” is there twice, first in ${other.file}.`,
  remedy: "Keep one of them.",
});

function ownValues(files: readonly ImportFile[], problems: ImportProblem[]): ReadonlyMap<string, JsonValue> {
  const file = files.find(({ path }) => path === valuesPath);
  if (!file || file.text === null) return new Map();
  try {
    return readValues(file.text, file.path);
  } catch (error) {
    if (!(error instanceof HclError)) throw error;
    problems.push(fromHcl(error));
    return new Map();
  }
}
