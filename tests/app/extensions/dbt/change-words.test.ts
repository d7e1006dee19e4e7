import { describe, expect, it } from "vitest";
import { changeLines, mayBreak } from "@/app/(dashboard)/[workspace]/settings/extensions/dbt/_parts/change-words";

const columns = {
  added: ["a"],
  removed: ["b"],
  retyped: [{ name: "c", before: "int", after: "text" }],
  complete: true,
};

describe("what changed, in words", () => {
  it("says every fact, what may break a sync first", () => {
    expect(
      changeLines({
        properties: true,
        sql: true,
        materialized: { before: "view", after: "table" },
        relation: { before: "db.s.a", after: null },
        columns,
      }),
    ).toEqual([
      "Relation: db.s.a → none",
      "Columns gone: b",
      "Columns new: a",
      "Types: c (int → text)",
      "Materialization: view → table",
      "SQL changed",
      "Description, tags, tests or other properties changed",
    ]);
  });

  it("does not call a column gone that may still be there", () => {
    expect(changeLines({ columns: { ...columns, complete: false } })[0]).toBe("Columns not found any more: b");
  });

  it("names at most a dozen columns", () => {
    const added = Array.from({ length: 20 }, (_, index) => `c${index}`);
    expect(changeLines({ columns: { ...columns, added, removed: [], retyped: [] } })[0]).toMatch(/c11 and 8 more$/);
  });

  it("warns of what a sync may stumble over, and of nothing else", () => {
    expect(mayBreak({ kind: "removed", facts: {} })).toBe(true);
    expect(mayBreak({ kind: "changed", facts: { enabled: { before: true, after: false } } })).toBe(true);
    expect(mayBreak({ kind: "changed", facts: { columns } })).toBe(true);
    expect(mayBreak({ kind: "changed", facts: { columns: { ...columns, removed: [], retyped: [] }, sql: true } })).toBe(
      false,
    );
    expect(mayBreak({ kind: "added", facts: {} })).toBe(false);
  });
});
