import { CreateFunctionV1Input, unwrap } from "@segment/public-api-sdk-typescript";
import { expect, it } from "vitest";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { page, servedSdk } from "./sdk";
import { addWorld, braze, postgres } from "./world";

const { db } = await productDatabase();
const sdk = await servedSdk(db);

it("the npm SDK works with functions, their versions and instances", async () => {
  const { functions, ctx } = await sdk();
  const world = await addWorld(ctx);
  const resourceType = CreateFunctionV1Input.ResourceTypeEnum.INSERT_DESTINATION;
  const made = await unwrap(functions.createFunction({ displayName: "F", code: "one", resourceType, settings: [] }));
  const id = made.function.id ?? "";
  expect((await unwrap(functions.updateFunction(id, { code: "two" }))).function.code).toBe("two");
  expect((await unwrap(functions.createFunctionDeployment(id))).functionDeployment.status).toBe("SUCCESS");
  const { versions } = await unwrap(functions.listFunctionVersions(id, page));
  expect(versions.map(({ code, isDeployed }) => [code, isDeployed])).toEqual([
    ["two", true],
    ["one", false],
  ]);
  const versionId = versions[1]?.id ?? "";
  expect((await unwrap(functions.getFunctionVersion(id, versionId))).version.code).toBe("one");
  expect((await unwrap(functions.restoreFunctionVersion(id, { versionId }))).version.code).toBe("one");
  expect((await unwrap(functions.getFunction(id))).function).toMatchObject({ code: "one", isLatestVersion: false });
  const listed = await unwrap(functions.listFunctions(page, "INSERT_DESTINATION"));
  expect(listed.functions.map((each) => each.id)).toEqual([id]);
  const integrationId = world.destination;
  const create = { functionId: id, integrationId, name: "I", enabled: true, settings: { a: 1 } };
  const instance = (await unwrap(functions.createInsertFunctionInstance(create))).insertFunctionInstance;
  const change = { enabled: false, settings: { b: 2 } };
  const changed = await unwrap(functions.updateInsertFunctionInstance(instance.id, change));
  expect(changed.insertFunctionInstance).toMatchObject({ enabled: false, settings: { a: 1, b: 2 }, name: "I" });
  const got = await unwrap(functions.getInsertFunctionInstance(instance.id));
  expect(got).toEqual(changed);
  expect((await unwrap(functions.listInsertFunctionInstances(page, id))).instances).toEqual([
    changed.insertFunctionInstance,
  ]);
  expect((await unwrap(functions.deleteInsertFunctionInstance(instance.id))).status).toBe("SUCCESS");
  expect((await unwrap(functions.deleteFunction(id))).status).toBe("SUCCESS");
});

it("the npm SDK works with transformations", async () => {
  const { transformations, ctx } = await sdk();
  const world = await addWorld(ctx);
  const create = {
    name: "T",
    sourceId: world.source,
    enabled: true,
    if: "event = 'A'",
    propertyRenames: [{ oldName: "a", newName: "b" }],
    propertyValueTransformations: [{ propertyPaths: ["properties.x"], propertyValue: "y" }],
    fqlDefinedProperties: [],
    allowProperties: ["a"],
  };
  const { id, ...made } = (await unwrap(transformations.createTransformation(create))).transformation;
  expect(made).toMatchObject(create);
  const updated = await unwrap(transformations.updateTransformation(id, { enabled: false, newEventName: "B" }));
  expect(updated.transformation).toMatchObject({ ...create, enabled: false, newEventName: "B" });
  expect(await unwrap(transformations.getTransformation(id))).toEqual(updated);
  expect((await unwrap(transformations.listTransformations(page))).transformations).toEqual([updated.transformation]);
  expect((await unwrap(transformations.deleteTransformation(id))).status).toBe("SUCCESS");
});

it("the npm SDK works with Reverse ETL models", async () => {
  const { reverseEtl, ctx } = await sdk();
  const world = await addWorld(ctx);
  const create = {
    sourceId: world.source,
    name: "M",
    description: "",
    enabled: true,
    scheduleStrategy: "PERIODIC" as never,
    scheduleConfig: { interval: "1h" },
    query: "SELECT 1",
    queryIdentifierColumn: "id",
  };
  const { reverseEtlModel } = await unwrap(reverseEtl.createReverseEtlModel(create));
  expect(reverseEtlModel).toMatchObject(create);
  const { id } = reverseEtlModel;
  const updated = await unwrap(reverseEtl.updateReverseEtlModel(id, { enabled: false }));
  expect(updated.reverseEtlModel).toEqual({ ...reverseEtlModel, enabled: false });
  expect(await unwrap(reverseEtl.getReverseEtlModel(id))).toEqual(updated);
  const { models } = await unwrap(reverseEtl.listReverseEtlModels(page));
  expect(models.map((each) => each.id).sort()).toEqual([id, world.model].sort());
  expect((await unwrap(reverseEtl.deleteReverseEtlModel(id))).status).toBe("SUCCESS");
});

it("the npm SDK reads the catalog", async () => {
  const { catalog } = await sdk();
  const { sourcesCatalog, pagination } = await unwrap(catalog.getSourcesCatalog(page));
  expect(sourcesCatalog).toHaveLength(10);
  expect(pagination.next).toBe("MTA=");
  const [source] = sourcesCatalog;
  expect((await unwrap(catalog.getSourceMetadata(source?.id ?? ""))).sourceMetadata).toEqual(source);
  expect((await unwrap(catalog.getDestinationsCatalog({ count: 1 }))).destinationsCatalog).toHaveLength(1);
  const { destinationMetadata } = await unwrap(catalog.getDestinationMetadata(braze));
  expect(destinationMetadata.actions.length).toBeGreaterThan(5);
  expect((await unwrap(catalog.getWarehousesCatalog(page))).warehousesCatalog).not.toEqual([]);
  expect((await unwrap(catalog.getWarehouseMetadata(postgres))).warehouseMetadata.id).toBe(postgres);
});
