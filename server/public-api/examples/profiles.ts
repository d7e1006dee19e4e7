import type { Example } from "./example";

/** A space is there as soon as something names it. */
const inSpace = { path: { spaceId: "spa_apiexample" } };

export const profilesExamples: readonly Example[] = [
  { operation: "listSpaces" },
  {
    operation: "createProfilesWarehouse",
    ...inSpace,
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
  { operation: "getSpace", ...inSpace },
  { operation: "listProfilesWarehouseInSpace", ...inSpace },
  {
    operation: "updateProfilesWarehouseForSpaceWarehouse",
    path: { ...inSpace.path, warehouseId: "$PROFILES_WAREHOUSE_ID" },
    body: { settings: { database: "profiles_eu" } },
  },
  {
    operation: "removeProfilesWarehouseFromSpace",
    path: { ...inSpace.path, warehouseId: "$PROFILES_WAREHOUSE_ID" },
  },
];
