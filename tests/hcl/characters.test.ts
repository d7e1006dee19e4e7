import { describe, expect, it } from "vitest";
import { columns, compareBytes, isIdentifier, isPrintable } from "@/server/hcl/characters";
import { plainDecimal, tenSignificant } from "@/server/hcl/numbers";
import { quoteGo } from "@/server/hcl/quote";

describe("characters", () => {
  it("counts as printable what this runtime's newer Unicode calls a letter, mark, number, sign or space, and no more", () => {
    const visible = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
    let count = 0;
    for (let codePoint = 0; codePoint < 0x110000; codePoint++) {
      if (codePoint >= 0xd800 && codePoint < 0xe000) continue;
      if (!isPrintable(codePoint)) continue;
      count++;
      if (!visible.test(String.fromCodePoint(codePoint))) throw new Error(`U+${codePoint.toString(16)} is not visible`);
    }
    // Unicode 15.0 has 149,186 characters, of which 170 are for formatting and 18 are spaces and separators.
    expect(count).toBe(149_186 - 170 - 18);
  });

  it("tells names from text that must be quoted", () => {
    for (const name of ["a", "_", "a-b", "é", "日本", "null", "x1"]) expect(isIdentifier(name)).toBe(true);
    for (const text of ["", "1x", "-a", "@path", "$schema", "a b", "a.b", "😀", "é!"]) {
      expect(isIdentifier(text)).toBe(false);
    }
  });

  it("counts clusters inside each token, as `terraform fmt` does", () => {
    expect(columns("e\u0301x")).toBe(2);
    expect(columns('"\u0301"')).toBe(3);
    expect(columns('"👍🏽🇩🇪"')).toBe(4);
    expect(columns('"क्ष"')).toBe(4);
    expect(columns('"$\u0301"')).toBe(4);
  });

  it("orders by UTF-8 bytes", () => {
    const texts = ["\u{10000}", "\uffff", "\ud7ff", "\ue000", "b", "", "ba"];
    expect(texts.sort(compareBytes)).toEqual(["", "b", "ba", "\ud7ff", "\ue000", "\uffff", "\u{10000}"]);
  });
});

describe("forms of Go", () => {
  it("quotes text as %q", () => {
    expect(quoteGo('a"\\\x00\x07\b\f\n\r\t\v\x1b\x7f\u0080é\u00a0\u{1f600}\u{10ffff}')).toBe(
      '"a\\"\\\\\\x00\\a\\b\\f\\n\\r\\t\\v\\x1b\\x7f\\u0080é\\u00a0😀\\U0010ffff"',
    );
  });

  it("prints numbers with %.10g", () => {
    const printed = [0, 1, -1.5, 0.1, 1e9, 1e10, 12345678901, 0.0001, 0.00001, 1 / 3, 0.50048828125, 1e-7, 2.5e21];
    expect(printed.map(tenSignificant)).toEqual([
      "0",
      "1",
      "-1.5",
      "0.1",
      "1000000000",
      "1e+10",
      "1.23456789e+10",
      "0.0001",
      "1e-05",
      "0.3333333333",
      "0.5004882812",
      "1e-07",
      "2.5e+21",
    ]);
  });

  it("prints numbers without exponent", () => {
    expect([1e21, -1.5e-7, 1.25e22, 0, 5e-324].map(plainDecimal).map((text) => text.slice(0, 26))).toEqual([
      "1000000000000000000000",
      "-0.00000015",
      "12500000000000000000000",
      "0",
      "0.000000000000000000000000",
    ]);
  });
});
