import { describe, expect, it } from "vitest";
import { type ComparedNode, compareNodes } from "@/server/domain/dbt-models/compare-nodes";

const node = (name: string, more: Partial<ComparedNode> = {}): ComparedNode => ({
  uniqueId: `model.shop.${name}`,
  resourceType: "model",
  name,
  packageName: "shop",
  relationName: `"a"."b"."${name}"`,
  materialized: "view",
  enabled: true,
  state: "ready",
  columns: [{ name: "id", dataType: null }],
  columnsComplete: true,
  sql: `select ${name}`,
  properties: "",
  ...more,
});

const summary = (before: ComparedNode[], after: ComparedNode[]) =>
  compareNodes(before, after).map(({ kind, name, previousId }) => [kind, name, previousId]);

describe("comparing two sets", () => {
  it("finds nothing between equal sets, whatever their order", () => {
    expect(compareNodes([node("a"), node("b")], [node("b"), node("a")])).toEqual([]);
  });

  it("takes a file moved under another name for a rename when its SQL or its relation stayed", () => {
    expect(summary([node("a")], [node("b", { sql: "select a" })])).toEqual([["renamed", "b", "model.shop.a"]]);
    expect(summary([node("a")], [node("b", { relationName: '"a"."b"."a"' })])).toEqual([
      ["renamed", "b", "model.shop.a"],
    ]);
  });

  it("does not guess when several could be meant, or another kind of node", () => {
    const same = { sql: "select 1" };
    expect(summary([node("a", same), node("b", same)], [node("c", same)]).map(([kind]) => kind)).toEqual([
      "removed",
      "removed",
      "added",
    ]);
    expect(
      summary([node("a", same)], [node("c", { ...same, resourceType: "snapshot" })]).map(([kind]) => kind),
    ).toEqual(["removed", "added"]);
  });

  it("tells columns by name in any case, with types, and whether both sides know all of them", () => {
    const [change] = compareNodes(
      [
        node("a", {
          columns: [
            { name: "ID", dataType: "int" },
            { name: "old", dataType: null },
          ],
        }),
      ],
      [
        node("a", {
          columns: [
            { name: "id", dataType: "text" },
            { name: "new", dataType: null },
          ],
          columnsComplete: false,
        }),
      ],
    );
    expect(change?.facts.columns).toEqual({
      added: ["new"],
      removed: ["old"],
      retyped: [{ name: "id", before: "int", after: "text" }],
      complete: false,
    });
  });

  it("puts what may break a sync first", () => {
    const before = [
      node("gone"),
      node("moved"),
      node("lost", { columns: [{ name: "x", dataType: null }] }),
      node("words"),
    ];
    const after = [
      node("new"),
      node("words", { properties: "described" }),
      node("lost", { columns: [] }),
      node("moved", { relationName: '"a"."c"."moved"' }),
    ];
    expect(summary(before, after).map(([, name]) => name)).toEqual(["gone", "moved", "lost", "words", "new"]);
  });
});
