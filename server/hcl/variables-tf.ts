import { compareBytes, isIdentifier } from "./characters";
import { HclError } from "./error";
import { readHcl } from "./read";
import type { Expression, HclAttribute, HclBlock } from "./syntax";
import { writeHcl } from "./write";

const attribute = (name: string, value: Expression): HclAttribute => ({
  kind: "attribute",
  name,
  value,
  spaced: false,
});

const declaration = (name: string, index: number): HclBlock => ({
  kind: "block",
  type: "variable",
  labels: [name],
  body: [attribute("sensitive", { kind: "bool", value: true }), attribute("type", { kind: "word", text: "string" })],
  layout: "lines",
  spaced: index > 0,
});

/** Declarations of secret variables: sensitive texts without a default, in the order of their names. */
export function renderVariables(names: Iterable<string>): string {
  const sorted = [...new Set(names)].sort(compareBytes);
  return writeHcl({ blocks: sorted.map(declaration), trailingNewline: false });
}

/** The names that a file declares, when it is one that `renderVariables` wrote; null for any other file. */
export function readVariables(text: string): readonly string[] | null {
  try {
    const { blocks } = readHcl(text, { file: "variables.tf" });
    const names = blocks.flatMap(({ type, labels }) => (type === "variable" && labels.length === 1 ? labels : []));
    const ours = names.length > 0 && names.every(isIdentifier) && renderVariables(names) === text;
    return ours ? names : null;
  } catch (error) {
    if (error instanceof HclError) return null;
    throw error;
  }
}
