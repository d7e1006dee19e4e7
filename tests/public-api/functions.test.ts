import { describe, expect, it } from "vitest";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { type ApiClient, apiClient } from "./client";

const { db } = await productDatabase();

const secret = { name: "apiKey", label: "", description: "", type: "STRING", required: true, sensitive: true };
const plain = { displayName: "Fn", resourceType: "DESTINATION", code: "one", settings: [] };

const create = async ({ send }: Pick<ApiClient, "send">, given: object = {}) =>
  (await send("POST", "/functions", { ...plain, ...given })).data.function;

describe("a function", () => {
  it("has empty optionals as null, its own name without the workspace's, and nothing deployed", async () => {
    const client = await apiClient(db);
    const made = await create(client, { description: "", logoUrl: null });
    expect(made).toMatchObject({ displayName: "Fn", description: null, logoUrl: null, deployedAt: null });
    expect(made).toMatchObject({ catalogId: made.id.replace("dfn_", ""), isLatestVersion: true });
    const { data } = await client.send("GET", `/functions/${made.id}`);
    expect(data.function).toEqual(made);
  });

  it("keeps what a PATCH does not name, and loses what it gives as null", async () => {
    const client = await apiClient(db);
    const { id } = await create(client, { description: "d", settings: [secret] });
    const { data } = await client.send("PATCH", `/functions/${id}`, { code: "two" });
    expect(data.function).toMatchObject({ code: "two", description: "d", settings: [secret], displayName: "Fn" });
    const cleared = await client.send("PATCH", `/functions/${id}`, { description: null, settings: [] });
    expect(cleared.data.function).toMatchObject({ description: null, settings: [] });
  });

  it("is listed by type, without code and settings", async () => {
    const client = await apiClient(db);
    const { id } = await create(client);
    await create(client, { resourceType: "SOURCE", displayName: "Other" });
    const { data } = await client.send("GET", "/functions?resourceType=DESTINATION&pagination[count]=5");
    expect(data.functions.map((each: { id: string }) => each.id)).toEqual([id]);
    expect(data.functions[0]).not.toHaveProperty("code");
    for (const query of ["", "?resourceType=source", "?resourceType[a]=SOURCE"]) {
      const { status, errors } = await client.send("GET", `/functions${query}`);
      expect([status, errors[0]?.field]).toEqual([422, "resourceType"]);
    }
  });

  it("is deleted with its instances", async () => {
    const client = await apiClient(db);
    const { id } = await create(client, { resourceType: "INSERT_SOURCE" });
    const source = { slug: "s", enabled: true, metadataId: "IqDTy1TpoU", settings: {} };
    const { data } = await client.send("POST", "/sources", source);
    const instance = { functionId: id, integrationId: data.source.id, name: "i", enabled: true, settings: {} };
    const made = await client.send("POST", "/insert-function-instances", instance);
    expect((await client.send("DELETE", `/functions/${id}`)).status).toBe(200);
    const instances = `/insert-function-instances/${made.data.insertFunctionInstance.id}`;
    expect((await client.send("GET", instances)).status).toBe(404);
    expect((await client.send("DELETE", `/functions/${id}`)).data).toEqual({ status: "SUCCESS" });
  });
});

describe("versions of a function", () => {
  it("are its changes of code and settings; one can be deployed, and an earlier one restored", async () => {
    const client = await apiClient(db);
    const { id } = await create(client, { settings: [secret] });
    await client.send("PATCH", `/functions/${id}`, { displayName: "Renamed" });
    const first = (await client.send("POST", `/functions/${id}/deploy`)).data;
    expect(first).toEqual({ functionDeployment: { status: "SUCCESS" } });
    await client.send("PATCH", `/functions/${id}`, { code: "two", settings: [] });
    const { versions, pagination } = (await client.send("GET", `/functions/${id}/versions`)).data;
    expect(versions).toMatchObject([
      { code: "two", isDeployed: false, deployedAt: null, author: "Public API token 'ci'" },
      { code: "one", isDeployed: true, deployedAt: expect.any(String) },
    ]);
    expect(pagination).toEqual({ current: "MA==", totalEntries: 2 });
    expect((await client.send("GET", `/functions/${id}`)).data.function).toMatchObject({
      deployedAt: versions[1].deployedAt,
      isLatestVersion: false,
    });
    const restored = await client.send("POST", `/functions/${id}/versions`, { versionId: versions[1].id });
    expect(restored.data.version).toMatchObject({ code: "one", isDeployed: false });
    expect(restored.data.version.id).not.toBe(versions[1].id);
    const after = (await client.send("GET", `/functions/${id}`)).data.function;
    expect(after).toMatchObject({ code: "one", settings: [secret], displayName: "Renamed", isLatestVersion: true });
    const one = await client.send("GET", `/functions/${id}/versions/${versions[0].id}`);
    expect(one.data.version).toEqual(versions[0]);
  });

  it("deploying is written down, and changes nothing that goes to Git", async () => {
    const client = await apiClient(db);
    const { id } = await create(client);
    const where = { workspaceId: client.ctx.workspace.id };
    const before = await db.changeRecord.count({ where });
    await client.send("POST", `/functions/${id}/deploy`);
    expect(await db.changeRecord.count({ where })).toBe(before);
    expect(await db.auditEvent.count({ where: { ...where, type: "Function Deployed", resourceId: id } })).toBe(1);
  });

  it("of another function, workspace or nowhere are not found", async () => {
    const client = await apiClient(db);
    const [one, other] = [await create(client), await create(client, { displayName: "Other" })];
    const { versions } = (await client.send("GET", `/functions/${one.id}/versions`)).data;
    for (const version of [versions[0].id, "0", "99999999999999999999", "x", "%00"]) {
      expect((await client.send("GET", `/functions/${other.id}/versions/${version}`)).status).toBe(404);
    }
    const bad = await client.send("POST", `/functions/${other.id}/versions`, { versionId: versions[0].id });
    expect(bad.status).toBe(404);
    const stranger = await apiClient(db);
    for (const [method, path, body] of [
      ["GET", "/versions"],
      ["GET", `/versions/${versions[0].id}`],
      ["POST", "/versions", { versionId: versions[0].id }],
      ["POST", "/deploy"],
      ["PATCH", "", { code: "x" }],
      ["GET", ""],
    ] as const) {
      expect((await stranger.send(method, `/functions/${one.id}${path}`, body)).status).toBe(404);
    }
    expect((await stranger.send("DELETE", `/functions/${one.id}`)).status).toBe(200);
    expect((await client.send("GET", `/functions/${one.id}`)).data.function.code).toBe("one");
  });
});

it("bad functions are refused at their field, and nothing is stored", async () => {
  const client = await apiClient(db);
  const cases: [body: object, field: string][] = [
    [{ colour: 1 }, "colour"],
    [{ code: 1 }, "code"],
    [{ code: undefined }, "code"],
    [{ resourceType: "LAMBDA" }, "resourceType"],
    [{ resourceType: "SOURCE", displayName: "" }, "displayName"],
    [{ settings: [{ ...secret, type: "NUMBER" }] }, "settings.0.type"],
    [{ settings: [{ ...secret, name: "not a name" }] }, "settings.0.name"],
    [{ settings: [secret, { ...secret, label: "again" }] }, "settings.1.name"],
    [{ settings: { a: 1 } }, "settings"],
  ];
  for (const [given, field] of cases) {
    const { status, errors } = await client.send("POST", "/functions", { ...plain, ...given });
    expect([status, errors[0]?.field]).toEqual([422, field]);
  }
  expect(await db.resource.count({ where: { workspaceId: client.ctx.workspace.id, kind: "function" } })).toBe(0);
});
