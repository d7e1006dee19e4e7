import { expect, it } from "vitest";
import { unseal } from "@/server/crypto";
import { secretContext } from "@/server/domain/resources/store-resource";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { apiClient } from "./client";
import { addWorld } from "./world";

const { db } = await productDatabase();

async function withSource() {
  const client = await apiClient(db);
  const { source, otherSource } = await addWorld(client.ctx);
  const plain = {
    name: "T",
    sourceId: source,
    enabled: true,
    if: "event = 'A'",
    propertyRenames: [],
    propertyValueTransformations: [],
    fqlDefinedProperties: [],
  };
  const create = async (body: object) =>
    (await client.send("POST", "/transformations", { ...plain, ...body })).data.transformation;
  return { ...client, source, otherSource, plain, create };
}

it("keeps what the Terraform provider does not know, beside what it does", async () => {
  const { send, create, otherSource } = await withSource();
  const plain = await create({});
  expect(plain).not.toHaveProperty("drop");
  expect(plain).toMatchObject({ newEventName: null, destinationMetadataId: null });
  const beyond = { drop: false, allowProperties: ["a", "b"] };
  const made = await create({ name: "Other", ...beyond, newEventName: "" });
  expect(made).toMatchObject({ ...beyond, newEventName: null });
  const path = `/transformations/${made.id}`;
  const moved = await send("PATCH", path, { sourceId: otherSource, newEventName: "B" });
  expect(moved.data.transformation).toMatchObject({ ...beyond, sourceId: otherSource, newEventName: "B" });
  const { data } = await send("PATCH", path, { drop: null, allowProperties: null, newEventName: null });
  expect(data.transformation).not.toHaveProperty("drop");
  expect(data.transformation).not.toHaveProperty("allowProperties");
  expect(data.transformation.newEventName).toBeNull();
});

it("never shows the key that properties are hashed with, and keeps it when its mask comes back", async () => {
  const { send, create, ctx } = await withSource();
  const hash = { algorithm: "sha256", key: "0123456789abcdef", encoding: "HEX", paths: ["properties.email"] };
  const made = await create({ hashPropertiesConfiguration: hash });
  const masked = { ...hash, key: "••••••••••cdef" };
  expect(made.hashPropertiesConfiguration).toEqual(masked);
  const key = async () => {
    const row = await db.resourceSecret.findFirst({ where: { workspaceId: ctx.workspace.id, id: made.id } });
    return row && unseal(row, secretContext(ctx.workspace.id, "transformation", made.id, row.path));
  };
  const path = `/transformations/${made.id}`;
  await send("PATCH", path, { name: "Renamed" });
  const again = await send("PATCH", path, { hashPropertiesConfiguration: { ...masked, algorithm: "sha1" } });
  expect(again.data.transformation.hashPropertiesConfiguration).toEqual({ ...masked, algorithm: "sha1" });
  expect(await key()).toBe(hash.key);
  const stored = await db.resource.findMany({ where: { workspaceId: ctx.workspace.id } });
  const records = await db.changeRecord.findMany({ where: { workspaceId: ctx.workspace.id }, omit: { seq: true } });
  expect(JSON.stringify([stored, records])).not.toContain(hash.key);
  await send("PATCH", path, { hashPropertiesConfiguration: null });
  expect(await key()).toBeNull();
  const late = await send("PATCH", path, { hashPropertiesConfiguration: masked });
  expect([late.status, late.errors[0]?.field]).toEqual([422, "hashPropertiesConfiguration.key"]);
});

it("bad transformations are refused at their field, and nothing is stored", async () => {
  const { send, plain, ctx } = await withSource();
  const stranger = await withSource();
  const cases: [body: object, field: string][] = [
    [{ sourceId: stranger.source }, "sourceId"],
    [{ sourceId: undefined }, "sourceId"],
    [{ propertyRenames: [{ oldName: "a" }] }, "propertyRenames.0.newName"],
    [{ propertyRenames: [{ old_name: "a", newName: "b" }] }, "propertyRenames.0.oldName"],
    [{ fqlDefinedProperties: [1, 2].map((n) => ({ fql: "a", propertyName: `${n}` })) }, "fqlDefinedProperties"],
    [{ if: "no FQL" }, "if"],
    [{ fqlDefinedProperties: [{ fql: "lowercase(", propertyName: "p" }] }, "fqlDefinedProperties.0.fql"],
    [{ drop: "yes" }, "drop"],
    [{ hashPropertiesConfiguration: { algorithm: "md5" } }, "hashPropertiesConfiguration.paths"],
    [{ hashPropertiesConfiguration: { algorithm: "a", paths: [], key: "•••" } }, "hashPropertiesConfiguration.key"],
    [
      { hashPropertiesConfiguration: { algorithm: "a", paths: [], encoding: "x" } },
      "hashPropertiesConfiguration.encoding",
    ],
  ];
  for (const [body, field] of cases) {
    const { status, errors } = await send("POST", "/transformations", { ...plain, ...body });
    expect([status, errors[0]?.field]).toEqual([422, field]);
  }
  expect(await db.resource.count({ where: { workspaceId: ctx.workspace.id, kind: "transformation" } })).toBe(0);
  const own = await stranger.create({});
  expect((await send("GET", `/transformations/${own.id}`)).status).toBe(404);
  expect((await send("PATCH", `/transformations/${own.id}`, { name: "x" })).status).toBe(404);
  expect((await send("DELETE", `/transformations/${own.id}`)).status).toBe(200);
  expect((await stranger.send("GET", "/transformations")).data.transformations).toEqual([own]);
});
