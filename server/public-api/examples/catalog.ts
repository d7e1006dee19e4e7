import type { Example } from "./example";

const few = { "pagination[count]": "2" };

export const catalogExamples: readonly Example[] = [
  { operation: "getSourcesCatalog", query: few },
  { operation: "getSourceMetadata", path: { sourceMetadataId: "IqDTy1TpoU" } },
  { operation: "getDestinationsCatalog", query: few },
  { operation: "getDestinationMetadata", path: { destinationMetadataId: "614a3c7d791c91c41bae7599" } },
  { operation: "getWarehousesCatalog", query: few },
  { operation: "getWarehouseMetadata", path: { warehouseMetadataId: "55d3d3aea3c" } },
  { operation: "listAuditEvents", query: { resourceType: "source", ...few } },
];
