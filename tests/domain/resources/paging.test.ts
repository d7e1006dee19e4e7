import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { listResources } from "@/server/domain/resources/list-resources";
import { ListResources } from "@/server/domain/resources/schema";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { freshWorkspace } from "@/tests/support/database";

const { db } = await productDatabase();
const odd = ["same", "Same", "same%", "sa_me", "é", "e\u0301", "", "日本", "🙂", "a b", "a  b", "\u200b", "Z", "~"];
const total = 320;
let ctx: Ctx;

beforeAll(async () => {
  ({ ctx } = await freshWorkspace(db));
  const sameTime = new Date("2026-01-01T00:00:00.123Z");
  await db.resource.createMany({
    data: Array.from({ length: total }, (_, n) => {
      const title = odd[n % odd.length] ?? "";
      return {
        workspaceId: ctx.workspace.id,
        kind: "source",
        id: `id${String((n * 7919) % total).padStart(4, "0")}`,
        title,
        search: title.toLowerCase(),
        enabled: n % 3 === 0,
        labels: n % 2 === 0 ? ["env:prod"] : [],
        state: {},
        updatedBy: "x",
        updatedAt: n % 2 === 0 ? sameTime : new Date(sameTime.getTime() + n),
      };
    }),
  });
});

const list = (input: Record<string, unknown>) => listResources(ctx, ListResources.parse({ kind: "source", ...input }));

/** Every page from one end to the other. */
async function walk(input: Record<string, unknown>, way: "after" | "before", from?: string): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor = from;
  for (;;) {
    const page = await list({ ...input, ...(cursor === undefined ? {} : { [way]: cursor }) });
    pages.push(page.items.map(({ id }) => id));
    const next = way === "after" ? page.next : page.previous;
    if (next === null) return pages;
    cursor = next;
  }
}

describe.each([
  ["by title", { sort: "title" }],
  ["by title, turned round", { sort: "title", direction: "desc" }],
  ["by time", { sort: "updated" }],
  ["by time, turned round", { sort: "updated", direction: "asc" }],
])("a list %s", (_, order) => {
  it.each([7, 50])("shows every row once, %i a page, and the same pages backwards", async (limit) => {
    const forward = await walk({ ...order, limit }, "after");
    const ids = forward.flat();
    expect(new Set(ids).size).toBe(total);
    expect(ids).toHaveLength(total);
    const lastPage = forward.slice(0, -1);
    const end = await list({ ...order, limit, after: await cursorAfter(order, limit, forward.length - 1) });
    expect(end.items.map(({ id }) => id)).toEqual(forward.at(-1));
    const backward = await walk({ ...order, limit }, "before", end.previous ?? "");
    expect(backward.reverse().flat()).toEqual(lastPage.flat());
  });
});

/** The cursor that leads to a page by its number. */
async function cursorAfter(order: Record<string, unknown>, limit: number, page: number): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let n = 0; n < page; n++) {
    cursor = (await list({ ...order, limit, ...(cursor === undefined ? {} : { after: cursor }) })).next ?? undefined;
  }
  return cursor;
}

describe("a list's filters", () => {
  it("count what they find, and the count does not depend on the page", async () => {
    const first = await list({ state: "enabled", limit: 10 });
    expect(first.total).toBe(Math.ceil(total / 3));
    expect((await list({ state: "enabled", limit: 10, after: first.next })).total).toBe(first.total);
    expect((await list({ labels: ["env:prod"] })).total).toBe(total / 2);
    expect((await list({ labels: ["env:none"] })).total).toBe(0);
  });

  it("take signs of patterns as what they are", async () => {
    const titles = async (query: string) =>
      new Set((await list({ query, limit: 200 })).items.map(({ title }) => title));
    expect(await titles("same%")).toEqual(new Set(["same%"]));
    expect(await titles("a_m")).toEqual(new Set(["sa_me"]));
    expect(await titles("\\")).toEqual(new Set());
    expect(await titles("SAME")).toEqual(new Set(["same", "Same", "same%"]));
  });
});

describe("a cursor that is not ours", () => {
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  it.each([
    ["nonsense", "%%%"],
    ["another shape", encoded({ a: 1 })],
    ["numbers", encoded([1, 2])],
    ["NUL", encoded(["a\0", "b"])],
  ])("%s is refused", async (_, after) => {
    await expect(list({ after })).rejects.toMatchObject({ code: "invalid" });
  });

  it("of another order is refused, and so is a time that is none", async () => {
    await expect(list({ sort: "updated", after: encoded(["a title", "id"]) })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(list({ sort: "updated", after: encoded(["2026-99-99T99:99:99.999Z", "id"]) })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("queries, labels and ids with control characters are refused at the door", () => {
    for (const input of [{ query: "a\0b" }, { labels: ["a\0:b"] }, { catalogIds: ["\0"] }, { usesId: "\0" }]) {
      expect(ListResources.safeParse({ kind: "source", ...input }).success).toBe(false);
    }
  });
});
