import { HclError, type Position } from "./error";
import { defaultLimits, type Limits } from "./limits";
import { readQuoted } from "./read-string";
import { isOperator, notExplicit, readAddress, readValue, readWord, readWords } from "./read-value";
import { Scanner, show } from "./scanner";
import type { BodyItem, Expression, HclAttribute, HclBlock, HclFile, Layout } from "./syntax";

export interface ReadOptions {
  /** Name used in errors. */
  readonly file: string;
  readonly limits?: Limits;
}

/**
 * Reads a `.tf` file of explicit values: blocks of any nesting with strings, numbers, booleans, null, lists, objects,
 * heredocs, `jsonencode(...)` and `var.<name>`; comments are skipped. Throws HclError for anything else. Time is linear in the text.
 */
export function readHcl(text: string, { file, limits = defaultLimits }: ReadOptions): HclFile {
  if (text.length > limits.length) {
    const message = `The file is longer than ${limits.length} characters.`;
    throw new HclError("too_large", message, "Split the file.", file, { line: 1, column: 1 });
  }
  const scanner = new Scanner(text, file, limits);
  const blocks: HclBlock[] = [];
  for (let breaks = scanner.skip(true); !scanner.atEnd; breaks = scanner.skip(true)) {
    const item = readItem(scanner, "", blocks.length > 0 && breaks > 0);
    if (item.kind === "attribute") {
      const remedy = "Put it into a block, such as `resource`.";
      throw scanner.error("syntax", "An attribute stands outside a block.", remedy, item.at);
    }
    blocks.push(item);
  }
  return { blocks, trailingNewline: text.endsWith("\n") };
}

/**
 * Reads a `.tfvars` file: names and explicit values, without blocks. Throws HclError for anything else.
 */
export function readTfvars(text: string, { file, limits = defaultLimits }: ReadOptions): HclAttribute[] {
  const scanner = new Scanner(text, file, limits);
  const values: HclAttribute[] = [];
  for (scanner.skip(true); !scanner.atEnd; scanner.skip(true)) {
    const item = readItem(scanner, "", false);
    if (item.kind === "block") {
      throw scanner.error("syntax", "A block stands among values.", "Write `name = value` only.", item.at);
    }
    expectLineEnd(scanner);
    values.push(item);
  }
  return values;
}

/** One attribute or block and the line break after it. */
function readItem(scanner: Scanner, blockType: string, spaced: boolean): BodyItem {
  scanner.count();
  const at = scanner.position;
  const name = scanner.takeIdentifier();
  if (name === null) {
    const found = scanner.atEnd ? "the end of the file" : show(scanner.text, scanner.offset);
    throw scanner.error("syntax", `Expected an attribute or a block, found ${found}.`, "Correct the syntax.");
  }
  scanner.skip(false);
  if (scanner.take("=")) {
    scanner.skip(false);
    const value = readerOf(blockType, name)(scanner);
    scanner.skip(false);
    if (isOperator(scanner.next)) throw notExplicit(scanner, "An operator");
    return { kind: "attribute", name, value, spaced, at };
  }
  scanner.descend();
  const block = readBlock(scanner, name, spaced, at);
  scanner.ascend();
  return block;
}

/** Few places take something else than a value. */
function readerOf(blockType: string, name: string): (scanner: Scanner) => Expression {
  if (blockType === "import" && name === "to") return readAddress;
  if (blockType === "variable" && name === "type") return readWord;
  if (blockType === "lifecycle" && name === "ignore_changes") return readWords;
  return readValue;
}

function readBlock(scanner: Scanner, type: string, spaced: boolean, at: Position): HclBlock {
  const labels: string[] = [];
  while (scanner.next !== "{") {
    const label = scanner.next === '"' ? readQuoted(scanner) : scanner.takeIdentifier();
    if (label === null) scanner.expect("{", "“=” or “{”");
    else labels.push(label);
    scanner.skip(false);
  }
  scanner.expect("{", "“{”");
  scanner.skip(false);
  const layout: Layout = scanner.takeNewline() ? "lines" : "inline";
  const body = layout === "lines" ? readLines(scanner, type) : readOnly(scanner, type);
  scanner.skip(false);
  expectLineEnd(scanner);
  return { kind: "block", type, labels, body, layout, spaced, at };
}

function readLines(scanner: Scanner, type: string): BodyItem[] {
  const body: BodyItem[] = [];
  const names = new Set<string>();
  for (let breaks = scanner.skip(true); !scanner.take("}"); breaks = scanner.skip(true)) {
    const item = readItem(scanner, type, body.length > 0 && breaks > 0);
    if (item.kind === "attribute") {
      if (names.has(item.name)) {
        throw scanner.error("wrong_value", `“${item.name.slice(0, 60)}” is set twice.`, "Keep one of them.", item.at);
      }
      names.add(item.name);
      expectLineEnd(scanner);
    }
    body.push(item);
  }
  return body;
}

/** A block on one line holds at most one attribute. */
function readOnly(scanner: Scanner, type: string): BodyItem[] {
  if (scanner.take("}")) return [];
  const item = readItem(scanner, type, false);
  if (item.kind === "block") {
    throw scanner.error("syntax", "A block stands on the line of another.", "Begin a new line.", item.at);
  }
  scanner.expect("}", "“}”");
  return [item];
}

function expectLineEnd(scanner: Scanner): void {
  if (scanner.takeNewline() || scanner.atEnd) return;
  const found = show(scanner.text, scanner.offset);
  throw scanner.error("syntax", `Expected the end of the line, found ${found}.`, "Begin a new line.");
}
