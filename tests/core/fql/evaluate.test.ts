import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "@/server/core/fql/evaluate";
import { Effort, globMatches, holds } from "@/server/core/fql/text-search";

const event = {
  type: "track",
  event: "Button Clicked",
  userId: null,
  context: { library: { name: "analytics.js", version: "1.0" } },
  traits: { email: "ada@example.com" },
  properties: {
    features: ["discounts", "dark-mode"],
    "product 1": { price: "19.99" },
    "a.b": 7,
    total: 12.5,
    enabled: true,
    pattern: "ab*d",
    kana: "ア",
  },
};

const met = (text: string) => {
  const result = evaluate(text, event);
  return result.ok ? result.value : result.problem;
};

describe("statements", () => {
  it.each([
    ["event = 'Button Clicked'", true],
    ["event = 'Screen Tapped'", false],
    ["context.path.path = '/login'", false],
    ["type = 'identify' or type = 'track'", true],
    ["event = 'Button Clicked' and type = 'track'", true],
    ["match( context.library.version, '1.*' )", true],
    ["match( context.library.version, '2.*' )", false],
    ["type = 'track' and ( event = 'Click' or match( event, 'Button *' ) )", true],
    ["!contains( context.library.name, 'js' )", false],
    ["'dark-mode' in properties.features", true],
    ["'blink' in properties.features", false],
    ["( type = 'page' or type = 'track' ) and ( properties.enabled or match( traits.email, '*@x' ) )", true],
    ["!( type in ['track', 'identify'] )", false],
    ["all", true],
  ])("of Segment's reference: %s", (text, expected) => expect(met(text)).toBe(expected));

  it.each([
    ["properties.product\\ 1.price = '19.99'", true],
    ["properties.a\\.b = 7", true],
    ["properties.missing = null and typeof(properties.missing) = 'null'", true],
    ["properties.total > 12 and properties.total <= 12.5", true],
    ["properties.total > '12'", false],
    ["properties.product\\ 1.price > 19", false],
    ["number(properties.product\\ 1.price) > 19", true],
    ["properties.features = ['discounts', 'dark-mode']", true],
    ["properties.features != ['dark-mode', 'discounts']", true],
    ["type = 'page' or type = 'screen' and event = 'x'", false],
    ["type = 'track' or type = 'screen' and event = 'x'", true],
    ["type = track", false],
    ['type == "track" and event == "Button Clicked"', true],
    ['type = "track", event = "Button Clicked"', true],
    ['type = "track", event = "x"', false],
    ["!properties.missing", true],
    ["properties.total", false],
    ["constructor != null or toString != null or __proto__ != null", false],
  ])("take values for what they are: %s", (text, expected) => expect(met(text)).toBe(expected));

  it.each([
    ["length(properties.features) = 2 and length('ア') = 3 and length(userId) = 0", true],
    ["lowercase(event) = 'button clicked' and uppercase(type) = 'TRACK'", true],
    ["snakecase('test string') = 'test_string' and kebabcase('test string') = 'test-string'", true],
    ["titlecase('test string') = 'Test String'", true],
    ["typeof(properties.features) = 'list' and typeof(true) = 'bool' and typeof(1) = 'number'", true],
    [
      "bool('x') and !bool('') and string(1) = '1' and string(properties.features) = '[\"discounts\",\"dark-mode\"]'",
      true,
    ],
    ["contains(userId, 'x') or match(userId, '*') or lowercase(userId) != null", false],
    ["match(properties.pattern, 'ab\\*d')", true],
  ])("call functions: %s", (text, expected) => expect(met(text)).toBe(expected));

  it.each([
    ['userId = oops"', 13],
    ["event ==", 8],
    ["nope(event)", 0],
    ["nope(event) and", 15],
    ["a = 1,", 6],
    ["contains(event)", 0],
    ["event = 'a' event = 'b'", 12],
    ["(event = 'a'", 12],
    ["", 0],
    [`${"(".repeat(5000)}a${")".repeat(5000)}`, 64],
    [`a = "${"x".repeat(20_000)}"`, 20_000],
  ])("that are none say where: %#", (text, at) => expect(met(text)).toMatchObject({ at }));

  it("never throw, whatever the text is", () => {
    const piece = fc.constantFrom(
      "event",
      "(",
      ")",
      "!",
      "=",
      "in",
      "[",
      "]",
      ",",
      '"x"',
      "and",
      "or",
      "length",
      "match",
    );
    fc.assert(fc.property(fc.array(piece), (pieces) => "ok" in evaluate(pieces.join(" "), event)));
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => "ok" in evaluate(text, event)));
  });

  it("end soon on a hostile pattern and a hostile event", () => {
    const long = { a: "a".repeat(100_000) };
    const pattern = `*${"a".repeat(4_000)}b`;
    const started = performance.now();
    expect(evaluate(`match(a, "${pattern}")`, long).ok).toBe(false);
    expect(evaluate(`contains(a, "${"a".repeat(9_000)}b")`, long)).toEqual({ ok: true, value: false });
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe("globs", () => {
  it.each([
    ["abcd", "a*d", true],
    ["", "*", true],
    ["abc", "ab", false],
    ["abcd", "a??d", true],
    ["abcd", "*d", true],
    ["ab*d", "ab\\*d", true],
    ["abXd", "ab\\*d", false],
    ["abCd", "ab[cC]d", true],
    ["abcd", "ab[a-z]d", true],
    ["abcd", "ab[A-Z]d", false],
    ["a[b", "a[b", true],
    ["😀x", "?x", true],
    ["aXbXc", "a*b*c", true],
    ["ab", "a*b*c", false],
  ])("%s matches %s: %s", (text, pattern, expected) => {
    expect(globMatches(text, pattern, new Effort())).toBe(expected);
  });

  it("find parts of texts as JavaScript does", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 30 });
    fc.assert(
      fc.property(letters, letters, (text, part) => {
        expect(holds(text, part, new Effort())).toBe(text.includes(part));
        expect(globMatches(text, `*${part}*`, new Effort())).toBe(text.includes(part));
      }),
    );
  });
});
