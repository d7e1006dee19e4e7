import { describe, expect, it } from "vitest";
import { type NewestFirstQuery, newestFirst } from "@/server/core/newest-first";

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
// Two of the same moment stand in the order of their ids.
const rows = [1, 2, 3, 3, 4, 5, 6].map((n, index) => ({ id: `r${index}`, requestedAt: day(n) })).reverse();

/** What a database does with the conditions. */
function read(query: NewestFirstQuery) {
  const id = query.before ?? query.after;
  const cursor = rows.find((row) => row.id === id) ?? null;
  const beside = newestFirst(query, cursor);
  const order = beside.find.orderBy[0]?.requestedAt === "asc" ? rows.toReversed() : rows;
  const at = cursor ? order.indexOf(cursor) + 1 : 0;
  const found = order.slice(at, at + beside.find.take);
  const { items, ...rest } = beside.page(found);
  return { ids: items.map((row) => row.id).join(" "), ...rest };
}

describe("pages of what is newest first", () => {
  it("lead on and back to the very page one came from", () => {
    const first = read({ limit: 3 });
    expect(first).toEqual({ ids: "r6 r5 r4", next: "r4", previous: null });
    const second = read({ limit: 3, before: "r4" });
    expect(second).toEqual({ ids: "r3 r2 r1", next: "r1", previous: "r3" });
    expect(read({ limit: 3, before: "r1" })).toEqual({ ids: "r0", next: null, previous: "r0" });
    expect(read({ limit: 3, after: "r0" })).toEqual({ ...second });
    expect(read({ limit: 3, after: "r3" })).toEqual({ ...first });
  });

  it("begin anew when the row beside them is gone", () => {
    expect(read({ limit: 3, after: "gone" }).ids).toBe("r6 r5 r4");
    expect(newestFirst({ limit: 3, before: "gone" }, null).where).toEqual({});
  });
});
