import { isIdentifier } from "./characters";
import { Lines } from "./lines";
import { quoteHcl } from "./quote";
import type { BodyItem, Expression, HclBlock, HclFile, ObjectItem } from "./syntax";

/** A file's text: what was read, formatted as Terraform formats it. A file in that form comes back byte for byte. */
export function writeHcl(file: HclFile): string {
  const lines = new Lines();
  writeBody(lines, file.blocks);
  const text = lines.format();
  return file.trailingNewline ? `${text}\n` : text;
}

function writeBody(lines: Lines, body: readonly BodyItem[]): void {
  for (const item of body) {
    if (item.spaced) lines.endLine();
    if (item.kind === "block") writeBlock(lines, item);
    else writeAssignment(lines, item.name, item.value);
    lines.endLine();
  }
}

function writeBlock(lines: Lines, block: HclBlock): void {
  lines.add(block.type);
  for (const label of block.labels) lines.add(` ${quoteHcl(label)}`);
  lines.add(" ");
  lines.open("{");
  const [only] = block.body;
  if (block.layout === "lines") {
    lines.endLine();
    writeBody(lines, block.body);
  } else if (only?.kind === "attribute") {
    lines.add(" ");
    writeAssignment(lines, only.name, only.value);
    lines.add(" ");
  }
  lines.close("}");
}

function writeAssignment(lines: Lines, name: string, value: Expression): void {
  lines.add(name);
  lines.equals();
  writeExpression(lines, value);
}

function writeExpression(lines: Lines, value: Expression): void {
  switch (value.kind) {
    case "list":
      lines.open("[");
      if (value.layout === "lines") writeListLines(lines, value.items);
      else writeInline(lines, value.items, (item) => writeExpression(lines, item));
      lines.close("]");
      break;
    case "object":
      lines.open("{");
      if (value.layout === "lines") writeObjectLines(lines, value.items);
      else writeObjectInline(lines, value.items);
      lines.close("}");
      break;
    case "jsonencode":
      lines.add("jsonencode");
      lines.open("(");
      writeExpression(lines, value.argument);
      lines.close(")");
      break;
    default:
      lines.add(scalar(value));
  }
}

type Scalar = Exclude<Expression, { kind: "list" | "object" | "jsonencode" }>;

function scalar(value: Scalar): string {
  switch (value.kind) {
    case "null":
      return "null";
    case "bool":
      return String(value.value);
    case "number":
      return value.text;
    case "string":
      return quoteHcl(value.value);
    case "address":
      return `${value.type}.${value.label}`;
    case "variable":
      return `var.${value.name}`;
    case "word":
      return value.text;
  }
}

function writeInline<Item>(lines: Lines, items: readonly Item[], write: (item: Item, index: number) => void): void {
  items.forEach((item, index) => {
    if (index > 0) lines.add(", ");
    write(item, index);
  });
}

function writeListLines(lines: Lines, items: readonly Expression[]): void {
  lines.endLine();
  for (const item of items) {
    writeExpression(lines, item);
    lines.add(",");
    lines.endLine();
  }
}

/** A first key `for` must be quoted: bare, it would begin a `for` expression and the file could not be read. */
const objectKey = (key: string, index: number): string =>
  isIdentifier(key) && !(index === 0 && key === "for") ? key : quoteHcl(key);

function writeObjectLines(lines: Lines, items: readonly ObjectItem[]): void {
  lines.endLine();
  items.forEach(({ key, value }, index) => {
    writeAssignment(lines, objectKey(key, index), value);
    lines.endLine();
  });
}

function writeObjectInline(lines: Lines, items: readonly ObjectItem[]): void {
  if (items.length === 0) return;
  lines.add(" ");
  writeInline(lines, items, ({ key, value }, index) => writeAssignment(lines, objectKey(key, index), value));
  lines.add(" ");
}
