import { describe, expect, it } from "vitest";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { apiClient } from "./client";
import { addWorld } from "./world";

const { db } = await productDatabase();

const track = (key: string, more: object = {}) => ({
  type: "TRACK",
  key,
  jsonSchema: { $schema: "http://json-schema.org/draft-07/schema#", properties: {} },
  version: 1,
  ...more,
});

async function prepared() {
  const client = await apiClient(db);
  const world = await addWorld(client.ctx);
  const plan = `/tracking-plans/${world.plan}`;
  const rules = async (query = "") => (await client.send("GET", `${plan}/rules${query}`)).data.rules;
  const keys = async () =>
    (await rules()).map(({ key, version }: { key: string; version: number }) => `${key} ${version}`);
  return { ...client, world, plan, rules, keys };
}

describe("tracking plans", () => {
  it("keep the slug of their first name; an empty description is none", async () => {
    const { send } = await prepared();
    const create = { name: "Web & App plan", type: "LIVE", description: "" };
    const { data } = await send("POST", "/tracking-plans", create);
    expect(data.trackingPlan).toMatchObject({ name: "Web & App plan", slug: "web-app-plan", description: null });
    const path = `/tracking-plans/${data.trackingPlan.id}`;
    expect((await send("PATCH", path, { name: "Other", description: "why" })).data).toEqual({ status: "SUCCESS" });
    const changed = (await send("GET", path)).data.trackingPlan;
    expect(changed).toMatchObject({ name: "Other", slug: "web-app-plan", description: "why", type: "LIVE" });
    await send("PATCH", path, { name: "Third" });
    expect((await send("GET", path)).data.trackingPlan.description).toBe("why");
    expect((await send("POST", "/tracking-plans", { ...create, name: "P" })).data.trackingPlan.id).toBe(
      (await send("POST", "/tracking-plans", { ...create, name: "P" })).data.trackingPlan.id,
    );
  });

  it("are listed by type", async () => {
    const { send } = await prepared();
    await send("POST", "/tracking-plans", { name: "Library", type: "RULE_LIBRARY" });
    const names = async (query: string) =>
      (await send("GET", `/tracking-plans${query}`)).data.trackingPlans.map(({ name }: { name: string }) => name);
    expect(await names("?type=RULE_LIBRARY")).toEqual(["Library"]);
    expect(await names("?type=LIVE")).toEqual(["Plan"]);
    expect(await names("")).toHaveLength(2);
    expect((await send("GET", "/tracking-plans?type=live")).errors[0]?.field).toBe("type");
  });

  it("are refused at the field that is wrong, and stay within their workspace", async () => {
    const { send, plan } = await prepared();
    for (const [body, field] of [
      [{ type: "LIVE" }, "name"],
      [{ name: "x", type: "DRAFT" }, "type"],
      [{ name: "x", type: "LIVE", rules: [] }, "rules"],
      [{ name: "x".repeat(300), type: "LIVE" }, "name"],
    ]) {
      const { status, errors } = await send("POST", "/tracking-plans", body);
      expect([status, errors[0]?.field]).toEqual([422, field]);
    }
    const other = await prepared();
    expect((await other.send("GET", plan)).status).toBe(404);
    expect((await other.send("PATCH", plan, { name: "x" })).status).toBe(404);
    expect((await other.send("GET", `${plan}/rules`)).status).toBe(404);
    expect((await other.send("PUT", `${plan}/rules`, { rules: [] })).status).toBe(404);
    expect((await other.send("GET", `${plan}/sources`)).status).toBe(404);
    await other.send("DELETE", plan);
    expect((await send("GET", plan)).status).toBe(200);
  });
});

describe("rules", () => {
  it("are replaced all at once, also by none, and come back to the letter", async () => {
    const { send, plan, rules } = await prepared();
    const given = [
      track("Order Completed", {
        version: 1.5,
        jsonSchema: { properties: { total: { minimum: 0.01 } }, z: null, a: [] },
      }),
      { type: "IDENTIFY", jsonSchema: {}, version: 1 },
      { type: "GROUP", key: "", jsonSchema: { b: 1 }, version: 2 },
    ];
    expect((await send("PUT", `${plan}/rules`, { rules: given })).data).toEqual({ status: "SUCCESS" });
    expect(await rules()).toMatchObject([given[0], { ...given[1], key: null }, { ...given[2], key: null }]);
    await send("PUT", `${plan}/rules`, { rules: [] });
    expect(await rules()).toEqual([]);
  });

  it("keep when they came, and say when they changed", async () => {
    const { send, plan, rules } = await prepared();
    await send("PUT", `${plan}/rules`, { rules: [track("A"), track("B")] });
    const [a, b] = await rules();
    await send("PUT", `${plan}/rules`, { rules: [track("A"), track("B", { jsonSchema: { x: 1 } })] });
    const [sameA, changedB] = await rules();
    expect(sameA).toEqual(a);
    expect(changedB.createdAt).toBe(b.createdAt);
    expect(changedB.updatedAt > b.updatedAt).toBe(true);
  });

  it("are paged by 200", async () => {
    const { send, plan } = await prepared();
    await send("PUT", `${plan}/rules`, { rules: Array.from({ length: 423 }, (_, n) => track(`Event ${n}`)) });
    const seen: string[] = [];
    for (let cursor: string | undefined = "MA=="; cursor; ) {
      const { data } = await send(
        "GET",
        `${plan}/rules?pagination[count]=200&pagination[cursor]=${encodeURIComponent(cursor)}`,
      );
      seen.push(...data.rules.map(({ key }: { key: string }) => key));
      expect(data.pagination.totalEntries).toBe(423);
      cursor = data.pagination.next;
    }
    expect(new Set(seen).size).toBe(423);
    expect((await send("GET", `${plan}/rules`)).data.rules).toHaveLength(200);
  });

  it("are added and changed one by one, and renamed in their place", async () => {
    const { send, plan, rules, keys } = await prepared();
    await send("PUT", `${plan}/rules`, { rules: [track("A"), track("B")] });
    const changes = [
      track("A", { newKey: "A2" }),
      track("B", { jsonSchema: { changed: true } }),
      track("B", { version: 2 }),
      { type: "COMMON", jsonSchema: {}, version: 1 },
    ];
    expect((await send("PATCH", `${plan}/rules`, { rules: changes })).data).toEqual({ status: "SUCCESS" });
    expect(await keys()).toEqual(["A2 1", "B 1", "B 2", "null 1"]);
    expect((await rules())[1].jsonSchema).toEqual({ changed: true });
    const { status, errors } = await send("PATCH", `${plan}/rules`, {
      rules: [track("C"), track("A2", { newKey: "B" })],
    });
    expect([status, errors[0]?.field]).toEqual([422, "rules.1.newKey"]);
    expect(await keys()).toHaveLength(4);
  });

  it("are taken away by type, key and version in either spelling of the query", async () => {
    const { send, plan, keys } = await prepared();
    const identify = { type: "IDENTIFY", jsonSchema: {}, version: 1 };
    await send("PUT", `${plan}/rules`, { rules: [track("A b"), track("A b", { version: 2 }), track("C"), identify] });
    const go = "rules.0[type]=TRACK&rules.0[key]=A%20b&rules.0[version]=1&rules.1[type]=IDENTIFY&rules.1[version]=1";
    expect((await send("DELETE", `${plan}/rules?${go}`)).data).toEqual({ status: "SUCCESS" });
    expect(await keys()).toEqual(["A b 2", "C 1"]);
    const sdk = "rules%5B0%5D%5Btype%5D=TRACK&rules%5B0%5D%5Bkey%5D=C&rules%5B0%5D%5Bversion%5D=1";
    await send("DELETE", `${plan}/rules?${sdk}`);
    await send("DELETE", `${plan}/rules?${sdk}`);
    expect(await keys()).toEqual(["A b 2"]);
    for (const [query, field] of [
      ["", "rules"],
      ["?rules=x", "rules.0"],
      ["?rules[0][type]=TRACK", "rules.0.version"],
      ["?rules[0][type]=track&rules[0][version]=1", "rules.0.type"],
    ]) {
      const { status, errors } = await send("DELETE", `${plan}/rules${query}`);
      expect([status, errors[0]?.field]).toEqual([422, field]);
    }
  });

  it("that are bad are refused at their place, and the others stay as they were", async () => {
    const { send, plan, keys } = await prepared();
    await send("PUT", `${plan}/rules`, { rules: [track("A")] });
    for (const method of ["PUT", "PATCH"]) {
      for (const [rule, field] of [
        [track("B", { version: 1.1 }), "rules.1.version"],
        [track("B", { version: "1" }), "rules.1.version"],
        [track("B", { jsonSchema: null }), "rules.1.jsonSchema"],
        [track("B", { jsonSchema: undefined }), "rules.1.jsonSchema"],
        [track("B", { type: "track" }), "rules.1.type"],
        [track("B", { colour: 1 }), "rules.1.colour"],
        [track("Fine", { jsonSchema: { other: 1 } }), "rules.1.key"],
      ]) {
        const { status, errors } = await send(method, `${plan}/rules`, { rules: [track("Fine"), rule] });
        expect([method, status, errors[0]?.field]).toEqual([method, 422, field]);
      }
    }
    const many = Array.from({ length: 2001 }, (_, n) => track(`${n}`));
    expect((await send("PUT", `${plan}/rules`, { rules: many })).status).toBe(422);
    expect(await keys()).toEqual(["A 1"]);
  });
});

describe("sources of a tracking plan", () => {
  it("are connected once, to one plan, and disconnected without complaint", async () => {
    const { send, plan, world } = await prepared();
    for (const _ of [1, 2]) {
      expect((await send("POST", `${plan}/sources`, { sourceId: world.source })).data).toEqual({ status: "SUCCESS" });
    }
    expect((await send("GET", `/sources/${world.source}`)).data.trackingPlanId).toBe(world.plan);
    const { data } = await send("GET", `${plan}/sources`);
    expect(data.sources.map(({ id }: { id: string }) => id)).toEqual([world.source]);
    const second = await send("POST", "/tracking-plans", { name: "Second", type: "LIVE" });
    const other = `/tracking-plans/${second.data.trackingPlan.id}`;
    const refused = await send("POST", `${other}/sources`, { sourceId: world.source });
    expect([refused.status, refused.errors[0]?.field]).toEqual([409, "sourceId"]);
    expect((await send("DELETE", `${other}/sources?sourceId=${world.source}`)).status).toBe(200);
    expect((await send("GET", `/sources/${world.source}`)).data.trackingPlanId).toBe(world.plan);
    for (const _ of [1, 2]) {
      expect((await send("DELETE", `${plan}/sources?sourceId=${world.source}`)).data).toEqual({ status: "SUCCESS" });
    }
    expect((await send("GET", `/sources/${world.source}`)).data.trackingPlanId).toBeNull();
    expect((await send("DELETE", `${plan}/sources`)).errors[0]?.field).toBe("sourceId");
    await send("POST", `${plan}/sources`, { sourceId: world.source });
    const atOnce = await Promise.all(
      [1, 2, 3, 4].map(() => send("DELETE", `${plan}/sources?sourceId=${world.source}`)),
    );
    expect(atOnce.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await send("POST", `${plan}/sources`, { sourceId: world.source });
    expect((await send("DELETE", plan)).status).toBe(200);
    expect((await send("GET", `/sources/${world.source}`)).data.trackingPlanId).toBeNull();
  });

  it("must be of this workspace", async () => {
    const { send, plan } = await prepared();
    const other = await prepared();
    for (const sourceId of [other.world.source, "nothing", "a\0b"]) {
      const { status, errors } = await send("POST", `${plan}/sources`, { sourceId });
      expect([status, errors[0]?.field]).toEqual([422, "sourceId"]);
    }
  });
});
