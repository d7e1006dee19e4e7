import { describe, expect, it } from "vitest";
import { applyFilter } from "@/server/core/fql/apply-filter";
import type { JsonValue } from "@/server/hcl/schema";

const payload = {
  type: "track",
  userId: "u1",
  context: { traits: { email: "a@example.com", plan: "pro" }, ip: "192.0.2.1" },
  properties: {
    a: 1,
    b: 2,
    items: [
      { sku: "x", price: 1 },
      { sku: "y", price: 2 },
    ],
  },
};

const result = (...actions: JsonValue[]) => {
  const filtered = applyFilter({ if: "all", actions }, payload);
  return filtered.ok ? filtered.result : filtered.problem;
};

describe("a filter", () => {
  it("leaves an event alone that does not meet its condition", () => {
    const filtered = applyFilter({ if: "type = 'page'", actions: [{ type: "DROP" }] }, payload);
    expect(filtered).toEqual({ ok: true, result: payload });
  });

  it("drops an event", () => expect(result({ type: "DROP" })).toBeNull());

  it("drops properties, at any depth and in every object of a list", () => {
    const fields = {
      "context.traits": ["email"],
      context: { traits: ["missing"] },
      properties: { items: ["price"] },
      "": ["userId"],
    };
    expect(result({ type: "DROP_PROPERTIES", fields })).toEqual({
      type: "track",
      context: { traits: { plan: "pro" }, ip: "192.0.2.1" },
      properties: { a: 1, b: 2, items: [{ sku: "x" }, { sku: "y" }] },
    });
  });

  it("keeps only allowed properties of the objects it names", () => {
    expect(result({ type: "ALLOW_PROPERTIES", fields: { properties: ["a"] } })).toEqual({
      ...payload,
      properties: { a: 1 },
    });
  });

  it("drops before it allows, whatever the order of its actions", () => {
    const allow = { type: "ALLOW_PROPERTIES", fields: { properties: ["a", "b"] } };
    const drop = { type: "DROP_PROPERTIES", fields: { properties: ["b"] } };
    expect(result(allow, drop)).toMatchObject({ properties: { a: 1 } });
    expect(result(allow, { type: "DROP" })).toBeNull();
  });

  it("keeps none at 0, all at 1, and otherwise its share of the values at a path, always the same ones", () => {
    expect(result({ type: "SAMPLE", percent: 0 })).toBeNull();
    expect(result({ type: "SAMPLE", percent: 1, path: "userId" })).toEqual(payload);
    const kept = (n: number) => {
      const filtered = applyFilter(
        { if: "all", actions: [{ type: "SAMPLE", percent: 0.25, path: "userId" }] },
        { userId: `user-${n}`, n },
      );
      return filtered.ok && filtered.result !== null;
    };
    const users = Array.from({ length: 4000 }, (_, n) => n);
    const share = users.filter(kept).length / users.length;
    expect(share).toBeGreaterThan(0.22);
    expect(share).toBeLessThan(0.28);
    expect(users.slice(0, 50).map(kept)).toEqual(users.slice(0, 50).map(kept));
  });

  it("never changes the event that it is given", () => {
    const before = structuredClone(payload);
    result({ type: "DROP_PROPERTIES", fields: { properties: ["a"] } });
    expect(payload).toEqual(before);
  });

  it("says where its condition is no FQL", () => {
    expect(applyFilter({ if: "type = ", actions: [] }, payload)).toMatchObject({ ok: false, problem: { at: 7 } });
  });
});
