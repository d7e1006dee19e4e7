import { isIdentifier } from "./characters";
import type { Position } from "./error";
import { readHeredoc, readQuoted } from "./read-string";
import { type Scanner, show } from "./scanner";
import type { Expression, Layout, ObjectItem } from "./syntax";

const keywords: { readonly [name: string]: Expression } = {
  null: { kind: "null" },
  true: { kind: "bool", value: true },
  false: { kind: "bool", value: false },
};

const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Reads one explicit value; leaves the scanner after it. */
export function readValue(scanner: Scanner): Expression {
  scanner.count();
  const at = scanner.position;
  const { next } = scanner;
  if (next === '"') return { kind: "string", value: readQuoted(scanner), at };
  if (next === "[") return readList(scanner, at);
  if (next === "{") return readObject(scanner, at);
  if (scanner.startsWith("<<")) return { kind: "string", value: readHeredoc(scanner), at };
  if (next === "-" || (next >= "0" && next <= "9")) return readNumber(scanner, at);
  return readNamed(scanner, at);
}

function readNumber(scanner: Scanner, at: Position): Expression {
  number.lastIndex = scanner.offset;
  const text = number.exec(scanner.text)?.[0];
  if (!text) throw notExplicit(scanner, "An operator");
  scanner.offset += text.length;
  return { kind: "number", text, at };
}

/** `true`, `false`, `null`, `var.name` or `jsonencode(...)`; any other name would be computed. */
function readNamed(scanner: Scanner, at: Position): Expression {
  const name = scanner.takeIdentifier();
  if (name === null) {
    if (scanner.atEnd) throw scanner.error("syntax", "The file ends where a value is expected.", "Add the value.");
    const known = "(!*".includes(scanner.next);
    if (known) throw notExplicit(scanner, "An expression");
    const found = show(scanner.text, scanner.offset);
    throw scanner.error("syntax", `Expected a value, found ${found}.`, "Write a value, or `null`.");
  }
  if (name === "var" && scanner.next === ".") return readVariable(scanner, at);
  const keyword = Object.hasOwn(keywords, name) ? keywords[name] : undefined;
  scanner.skip(false);
  if (scanner.next !== "(") {
    if (keyword) return { ...keyword, at };
    throw notExplicit(scanner, `“${name.slice(0, 60)}”, a reference,`, at);
  }
  if (name !== "jsonencode") throw notExplicit(scanner, `A call of “${name.slice(0, 60)}”`, at);
  return readJsonencode(scanner, at);
}

/** `var.name` and nothing behind it: an index or an attribute would have to be computed. */
function readVariable(scanner: Scanner, at: Position): Expression {
  scanner.take(".");
  const name = scanner.takeIdentifier();
  if (name === null || isOperator(scanner.next)) throw notExplicit(scanner, "A part of a variable", at);
  return { kind: "variable", name, at };
}

function readJsonencode(scanner: Scanner, at: Position): Expression {
  scanner.descend();
  scanner.expect("(", "“(”");
  scanner.skip(true);
  const argument = readValue(scanner);
  scanner.skip(true);
  if (scanner.take(",")) scanner.skip(true);
  expectEnd(scanner, ")");
  scanner.ascend();
  return { kind: "jsonencode", argument, at };
}

function readList(scanner: Scanner, at: Position, read: (scanner: Scanner) => Expression = readValue): Expression {
  scanner.descend();
  scanner.expect("[", "“[”");
  const layout: Layout = scanner.skip(true) > 0 ? "lines" : "inline";
  const items: Expression[] = [];
  while (!scanner.take("]")) {
    items.push(read(scanner));
    scanner.skip(true);
    if (scanner.take(",")) scanner.skip(true);
    else if (scanner.next !== "]") expectEnd(scanner, "]");
  }
  scanner.ascend();
  return { kind: "list", items, layout, at };
}

function readObject(scanner: Scanner, at: Position): Expression {
  scanner.descend();
  scanner.expect("{", "“{”");
  const layout: Layout = scanner.skip(true) > 0 ? "lines" : "inline";
  const items: ObjectItem[] = [];
  const seen = new Set<string>();
  while (!scanner.take("}")) {
    items.push(readItem(scanner, seen));
    scanner.skip(false);
    if (scanner.take(",") || scanner.takeNewline()) scanner.skip(true);
    else if (scanner.next !== "}") expectEnd(scanner, "}");
  }
  scanner.ascend();
  return { kind: "object", items, layout, at };
}

function readItem(scanner: Scanner, seen: Set<string>): ObjectItem {
  const { position } = scanner;
  const key = scanner.next === '"' ? readQuoted(scanner) : scanner.takeIdentifier();
  if (key === null) {
    const found = scanner.atEnd ? "the end of the file" : show(scanner.text, scanner.offset);
    throw scanner.error("syntax", `Expected a name, found ${found}.`, "Write a name, in quotes unless it is plain.");
  }
  if (seen.has(key)) throw scanner.error("wrong_value", "A name is given twice.", "Keep one of them.", position);
  if (key === "for" && scanner.text[scanner.offset - 1] !== '"' && seen.size === 0) {
    throw notExplicit(scanner, "A `for` expression", position);
  }
  seen.add(key);
  scanner.skip(false);
  if (!scanner.take(":")) scanner.expect("=", "“=”");
  scanner.skip(false);
  return { key, value: readValue(scanner) };
}

/** The closing bracket; an operator in its place means that the value before it would be computed. */
function expectEnd(scanner: Scanner, bracket: string): void {
  if (isOperator(scanner.next)) throw notExplicit(scanner, "An operator");
  scanner.expect(bracket, `“${bracket}”`);
}

export function isOperator(character: string): boolean {
  return character !== "" && "+-*/%?.[=!<>&|(".includes(character);
}

/** Refuses what Terraform would have to compute. */
export function notExplicit(scanner: Scanner, what: string, position = scanner.position): Error {
  return scanner.error(
    "not_explicit",
    `${what} is not an explicit value.`,
    "Write the value itself; only `jsonencode(...)` may be called.",
    position,
  );
}

/** `type.label` of an import block. */
export function readAddress(scanner: Scanner): Expression {
  scanner.count();
  const at = scanner.position;
  const type = scanner.takeIdentifier();
  const label = type !== null && scanner.take(".") ? scanner.takeIdentifier() : null;
  if (type === null || label === null || !isIdentifier(label) || isOperator(scanner.next)) {
    throw scanner.error("not_explicit", "`to` is not a plain address.", "Write it as `type.label`.", at);
  }
  return { kind: "address", type, label, at };
}

/** A bare word such as `string`. */
export function readWord(scanner: Scanner): Expression {
  scanner.count();
  const at = scanner.position;
  const text = scanner.takeIdentifier();
  if (text === null || isOperator(scanner.next)) throw notExplicit(scanner, "What stands here", at);
  return { kind: "word", text, at };
}

/** A list of bare words such as `[settings]`. */
export function readWords(scanner: Scanner): Expression {
  return readList(scanner, scanner.position, readWord);
}
