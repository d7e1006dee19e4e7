import { describe, expect, test } from "vitest";
import { compileExpression } from "@/inngest/embedded/cel/compile";
import { ExpressionError } from "@/inngest/embedded/cel/tokens";

const event = {
  name: "user/created",
  ts: 5,
  data: { id: "u1", n: 3, tags: ["a", "b"], vip: true, "odd key": 1, none: null },
};
const async = { data: { id: "u1", n: 4 } };
const value = (text: string) => compileExpression(text)({ event, async });

describe("expressions", () => {
  test.each([
    ["event.data.id == async.data.id", true],
    ["event.data.n < async.data.n && event.data.vip", true],
    ["event.data.n + 1 == async.data.n", true],
    ["!(event.data.n == 3) || event.name == 'user/created'", true],
    ["event.data.vip == true ? 120 : 0", 120],
    ["event.data['odd key'] == 1", true],
    ["event.data.tags[1]", "b"],
    ["'a' in event.data.tags", true],
    ["event.data.id in ['u1', \"u2\"]", true],
    ["event.data.id + '-' + event.data.n", "u1-3"],
    ["has(event.data.none)", false],
    ["size(event.data.tags) == 2", true],
    ["event.name.startsWith('user/')", true],
    ["event.data.id.contains('1') && event.data.id.endsWith('1')", true],
    ["-event.data.n + 2 * 3 - 4 / 2", 1],
    ["event.data.missing.deeper == null", true],
    ["event.data.n > 'text'", false],
    ["'it\\'s' == \"it's\"", true],
    ["1 + 2 * 3 % 2 == 1", true],
    ["event.data.constructor == null", true],
  ])("%s", (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  test.each([
    "",
    "event.",
    "event.data.id ==",
    "data.id == 1",
    "event.data.matches('x')",
    "event.data.id = 1",
    "(event",
    "a b",
    "'open",
  ])("refuses %j with a position or a name", (text) => {
    expect(() => compileExpression(text)).toThrow(ExpressionError);
  });

  test("refuses an expression nested too deeply instead of running out of stack", () => {
    expect(() => compileExpression("(".repeat(10_000))).toThrow(ExpressionError);
  });
});
