import type { Example } from "./example";

const postgres = {
  hostname: "warehouse.example.com",
  port: "5432",
  database: "events",
  username: "segment",
  password: "example",
};

export const warehouseExamples: readonly Example[] = [
  {
    operation: "createWarehouse",
    body: { metadataId: "55d3d3aea3c", name: "API example", enabled: false, settings: postgres },
    keeps: { WAREHOUSE_ID: '"warehouse":{"id":"' },
  },
  { operation: "listWarehouses" },
  { operation: "getWarehouse" },
  { operation: "updateWarehouse", body: { settings: { database: "events_eu" } } },
  { operation: "addConnectionFromSourceToWarehouse" },
  { operation: "listConnectedSourcesFromWarehouse" },
  { operation: "listConnectedWarehousesFromSource" },
  { operation: "removeSourceConnectionFromWarehouse" },
  { operation: "getConnectionStateFromWarehouse" },
  { operation: "createValidationInWarehouse", body: { metadataId: "55d3d3aea3c", settings: postgres } },
];

const code = "async function onTrack(event) {\n  return event;\n}\n";

export const functionExamples: readonly Example[] = [
  {
    operation: "createFunction",
    body: { resourceType: "INSERT_DESTINATION", displayName: "API example", code, settings: [] },
    keeps: { FUNCTION_ID: '"function":{"id":"' },
  },
  { operation: "listFunctions", query: { resourceType: "INSERT_DESTINATION" } },
  { operation: "getFunction" },
  { operation: "updateFunction", body: { code: `// Changed by an example.\n${code}` } },
  { operation: "createFunctionDeployment" },
  { operation: "listFunctionVersions", keeps: { VERSION_ID: '"versions":[{"id":"' } },
  { operation: "getFunctionVersion" },
  { operation: "restoreFunctionVersion", body: { versionId: "$VERSION_ID" } },
  {
    operation: "createInsertFunctionInstance",
    body: {
      name: "API example",
      functionId: "$FUNCTION_ID",
      integrationId: "$DESTINATION_ID",
      enabled: false,
      settings: {},
    },
    keeps: { INSTANCE_ID: '"insertFunctionInstance":{"id":"' },
  },
  { operation: "listInsertFunctionInstances" },
  { operation: "getInsertFunctionInstance" },
  { operation: "updateInsertFunctionInstance", body: { name: "API example, renamed" } },
];

export const reverseEtlExamples: readonly Example[] = [
  {
    operation: "createReverseEtlModel",
    body: {
      name: "API example",
      description: "Made by an example.",
      sourceId: "$SOURCE_ID",
      enabled: false,
      query: "select id, email from members",
      queryIdentifierColumn: "id",
    },
    keeps: { MODEL_ID: '"reverseEtlModel":{"id":"' },
  },
  { operation: "listReverseEtlModels" },
  { operation: "getReverseEtlModel" },
  { operation: "updateReverseEtlModel", body: { description: "Changed by an example." } },
];
