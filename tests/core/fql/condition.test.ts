import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Condition, type Group, pathFromText, type Row } from "@/server/core/fql/condition";
import { formatCondition } from "@/server/core/fql/format-condition";
import { parseCondition } from "@/server/core/fql/parse-condition";

const read = (text: string): Condition => {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new Error(`${text} stays text`);
  return parsed.condition;
};

const scalar = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.integer(),
  fc.integer({ min: -9999, max: 9999 }).map((n) => n / 100),
);
const field = fc
  .oneof(
    fc.constantFrom("event", "type", "properties.price", "context.traits.email", "properties.first\\ name"),
    fc.string({ minLength: 1 }).map(pathFromText),
  )
  .filter((path) => !/^(and|or|in|true|false|null|all|contains|match)$/i.test(path));
const row: fc.Arbitrary<Row> = fc.oneof(
  fc.record({
    kind: fc.constant("compare" as const),
    field,
    operator: fc.constantFrom("=", "!=", ">", ">=", "<", "<="),
    value: scalar,
  }),
  fc.record({ kind: fc.constant("exists" as const), field, negated: fc.boolean() }),
  fc.record({
    kind: fc.constant("call" as const),
    name: fc.constantFrom("contains", "match"),
    field,
    value: fc.string(),
    negated: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("in" as const),
    field,
    values: fc.array(scalar, { maxLength: 4 }),
    negated: fc.boolean(),
  }),
);
const group = (join: "and" | "or", item: fc.Arbitrary<Row | Group>, least: number): fc.Arbitrary<Group> =>
  fc.record({
    kind: fc.constant("group" as const),
    join: fc.constant(join),
    items: fc.array(item, { minLength: least, maxLength: 4 }),
  });
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.constant({ kind: "all" as const }),
  group("and", row, 1),
  group("and", fc.oneof(row, group("or", row, 2)), 2),
  group("or", fc.oneof(row, group("and", row, 2)), 2),
);

describe("conditions in rows and as text", () => {
  it("come back from their text as they were", () => {
    fc.assert(
      fc.property(condition, (each) => {
        expect(read(formatCondition(each))).toEqual(each);
      }),
    );
  });

  it.each([
    'type = "track"',
    'event = "new" or event = "updated" or event = "deleted"',
    'type = "track" and (event = "A" or event = "B")',
    "properties.late = true and properties.gate = 0",
    'contains(context.traits.email, "@example.com")',
    '!(event in ["Order Refunded", "Booking Changed"])',
    'event = "A" or !match(event, "Tier *")',
    "properties.coupon = null and properties.price != null",
    'properties.first\\ name = "a \\"quoted\\" \\\\ name"',
    "properties.temperature < -1.5",
    "all",
  ])("keep the text of %s", (text) => expect(formatCondition(read(text))).toBe(text));

  it.each([
    ['type="page"', 'type = "page"'],
    ["event = 'It''s'", null],
    ["event = 'Example Event V1'", 'event = "Example Event V1"'],
    ['type = "track" AND event = "Signed Up"', 'type = "track" and event = "Signed Up"'],
    ['type = "a" and event = "b" or event = "c"', '(type = "a" and event = "b") or event = "c"'],
    ['(((event = "x")))', 'event = "x"'],
    ['\n type = "track"\n and event != "User Deleted"\n', 'type = "track" and event != "User Deleted"'],
  ])("read %s as %s", (text, canonical) => {
    const parsed = parseCondition(text);
    expect(parsed.ok ? formatCondition(parsed.condition) : null).toBe(canonical);
  });
});

describe("text that rows cannot show", () => {
  it.each([
    "type = track",
    'lowercase(event) = "x"',
    "length(properties.items) > 3",
    '!(event = "x")',
    '!(type = "a" or type = "b")',
    'type = "track", event = "x"',
    'event = "a" and (event = "b" or (event = "c" and (event = "d" or event = "e")))',
    "properties.x > null",
    "contains(event, other)",
    'event = "x" event = "y"',
  ])("stays text: %s", (text) => expect(parseCondition(text).ok).toBe(false));

  it.each([
    ['event = "open', 8],
    ["event # 1", 6],
    ['event = "a\\n"', 10],
    ["", 0],
  ])("says where %s stops being FQL", (text, at) => {
    expect(parseCondition(text)).toMatchObject({ ok: false, problem: { at } });
  });

  it("never throws, whatever the text is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(parseCondition(text)).toHaveProperty("ok");
      }),
    );
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
      "null",
      "1",
      "contains",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const parsed = parseCondition(pieces.join(" "));
        if (!parsed.ok) return;
        const text = formatCondition(parsed.condition);
        expect(parseCondition(text)).toEqual(parsed);
      }),
    );
  });
});
