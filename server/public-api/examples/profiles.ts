import type { Example } from "./example";

export const profilesExamples: readonly Example[] = [
  { operation: "listSpaces" },
  {
    operation: "createProfilesWarehouse",
    sets: { SPACE_ID: "spa_apiexample" },
    body: {
      metadataId: "55d3d3aea3c",
      name: "API example",
      enabled: false,
      schemaName: "profiles",
      settings: {
        hostname: "warehouse.example.com",
        port: "5432",
        database: "profiles",
        username: "segment",
        password: "example",
      },
    },
    keeps: { PROFILES_WAREHOUSE_ID: '"profilesWarehouse":{"id":"' },
  },
  { operation: "getSpace" },
  { operation: "listProfilesWarehouseInSpace" },
  {
    operation: "updateProfilesWarehouseForSpaceWarehouse",
    path: { warehouseId: "$PROFILES_WAREHOUSE_ID" },
    body: { settings: { database: "profiles_eu" } },
  },
  {
    operation: "removeProfilesWarehouseFromSpace",
    path: { warehouseId: "$PROFILES_WAREHOUSE_ID" },
  },
];
