import { describe, expect, it } from "vitest";
import { HclError } from "@/server/hcl/error";
import { readHcl } from "@/server/hcl/read";
import type { Expression } from "@/server/hcl/syntax";

const read = (text: string) => readHcl(text, { file: "x.tf" });

/** The value of the only attribute of a block. */
function value(source: string): Expression {
  const [item] = read(`a {\n  x = ${source}\n}\n`).blocks[0]?.body ?? [];
  if (item?.kind !== "attribute") throw new Error("There is no attribute.");
  return item.value;
}

function stringOf(source: string): string {
  const read = value(source);
  if (read.kind !== "string") throw new Error(`A ${read.kind} is not a string.`);
  return read.value;
}

function failure(text: string): HclError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof HclError) return error;
    throw error;
  }
  throw new Error("It was read.");
}

const refused = (source: string) => failure(`a {\n  x = ${source}\n}\n`);

describe("strings", () => {
  it("resolves every escape", () => {
    expect(stringOf('"\\n\\r\\t\\"\\\\\\u00e9\\U0001F600 $${a} %%{b} $$ $ % $$${c}"')).toBe(
      '\n\r\t"\\é😀 ${a} %{b} $$ $ % $${c}',
    );
  });

  it.each(['"\\x"', '"\\u12"', '"\\ud800"', '"\\U00110000"', '"a', '"a\nb"'])("refuses %j", (source) => {
    expect(refused(source).code).toBe("syntax");
  });

  it.each(['"${var.a}"', '"%{ if a }b%{ endif }"', '"$$$${a} ${b}"', "<<EOT\n${a}\nEOT"])(
    "refuses the computed string %j",
    (source) => {
      expect(refused(source)).toMatchObject({ code: "not_explicit" });
    },
  );

  it("reads heredocs, also indented ones and those of Windows", () => {
    expect(stringOf("<<EOT\n  a\n\n b $${x} \\n\nEOT")).toBe("  a\n\n b ${x} \\n\n");
    expect(stringOf("<<-EOT\n    a\n\n      b\n  EOT")).toBe("a\n\n  b\n");
    expect(stringOf("<<EOT\r\na\r\n EOT\r\n")).toBe("a\r\n");
    expect(refused("<<EOT\na").message).toBe("A heredoc is not closed.");
  });
});

describe("values", () => {
  it("reads what is explicit", () => {
    expect(value("-1.50e+3")).toMatchObject({ kind: "number", text: "-1.50e+3" });
    expect(value("null")).toMatchObject({ kind: "null" });
    expect(value("[1, # one\n 2,\n]")).toMatchObject({ kind: "list", layout: "inline", items: [{}, {}] });
    expect(value('{ a : 1, "b c" = true\n null = {} }')).toMatchObject({
      kind: "object",
      items: [{ key: "a" }, { key: "b c" }, { key: "null" }],
    });
    expect(value("var.a-b_1")).toMatchObject({ kind: "variable", name: "a-b_1" });
    expect(value("jsonencode(\n[]\n)")).toMatchObject({ kind: "jsonencode", argument: { kind: "list" } });
  });

  it.each([
    "var",
    "var.a.b",
    "var.a[0]",
    "var.a + 1",
    "segment_source.a.id",
    'file("x")',
    "1 + 2",
    "true ? 1 : 2",
    "[1][0]",
    '"a"["b"]',
    "{ for k in [] : k => k }",
    "(1)",
    "!true",
    "{ (a) = 1 }",
    "local",
    "-a",
  ])("refuses %s, telling where and what to do", (source) => {
    const error = refused(source);
    expect(error.code, error.message).toMatch(/not_explicit|syntax/);
    expect(error.position?.line).toBe(2);
    expect(error.remedy).not.toBe("");
  });

  it("refuses a name or an attribute given twice", () => {
    expect(refused('{ a = 1, "a" = 2 }').toLine()).toBe("x.tf:2:16: A name is given twice. Keep one of them.");
    expect(failure("a {\n  b = 1\n  b = 2\n}\n").position).toEqual({ line: 3, column: 3 });
  });
});

describe("files", () => {
  it("reads blocks of any nesting and skips comments and a byte order mark", () => {
    const text =
      '\ufeff# one\n/* two\n */ terraform { # three\n  x "y" z { a = 1 } // four\n  e {}\n}\nprovider "segment" {}';
    expect(read(text)).toMatchObject({
      trailingNewline: false,
      blocks: [
        { type: "terraform", body: [{ type: "x", labels: ["y", "z"], layout: "inline" }, { type: "e" }] },
        { type: "provider", labels: ["segment"], body: [] },
      ],
    });
  });

  it("reads the address of an import block, and only there", () => {
    expect(read('import {\n  to = a.id-1\n  id = "1"\n}\n').blocks[0]?.body[0]).toMatchObject({
      value: { kind: "address", type: "a", label: "id-1" },
    });
    expect(failure("import {\n  to = a.b[0]\n}\n").code).toBe("not_explicit");
    expect(failure("import {\n  id = a.b\n}\n").code).toBe("not_explicit");
  });

  it.each([
    "a = 1\n",
    "a {",
    "a { b = 1",
    "a {\n b = 1 }",
    "a { b {} }",
    "a {} b {}",
    "{}",
    "a b",
    "\0",
    "a {\n  b = 1, c = 2\n}",
    "/*",
  ])("refuses %j as a syntax error", (text) => {
    expect(failure(text).code).toBe("syntax");
  });

  it("reads nothing from an empty file", () => {
    expect(read("")).toEqual({ blocks: [], trailingNewline: false });
  });
});

describe("hostile text", () => {
  it.each([
    ["lists", "["],
    ["objects", "{a="],
    ["calls", "jsonencode("],
  ])("stops at deep %s", (_, opening) => {
    expect(refused(opening.repeat(100_000))).toMatchObject({ code: "too_large" });
  });

  it("stops at deep blocks", () => {
    expect(failure("a {\n".repeat(100_000)).code).toBe("too_large");
  });

  it("stops at too much text and too many values", () => {
    const limits = { length: 100, depth: 10, nodes: 5 };
    expect(() => readHcl(" ".repeat(101), { file: "x", limits })).toThrow("longer than 100");
    expect(() => readHcl("a {\n x = [1,2,3,4]\n}", { file: "x", limits })).toThrow("more than 5 values");
  });

  it.each([
    ["quotes", `a {\n x = "${'\\"'.repeat(1_000_000)}`],
    ["open strings", 'a {\n x = ["'.repeat(200_000)],
    ["comments", "/* ".repeat(500_000)],
    ["dollars", `a {\n x = "${"$".repeat(1_000_000)}`],
    ["heredocs", `a {\n x = <<E\n${"<<E\n".repeat(300_000)}`],
    ["digits", `a {\n x = ${"1".repeat(1_000_000)}e`],
    ["spaces", `a {\n x = <<-E\n${" ".repeat(1_000_000)}\n`],
  ])("refuses a megabyte of %s without delay", (_, text) => {
    const start = performance.now();
    expect(failure(text)).toBeInstanceOf(HclError);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it("quotes at most a few characters of the text in an error", () => {
    expect(refused(`${"secret".repeat(1_000)}.x`).toLine().length).toBeLessThan(250);
  });
});
