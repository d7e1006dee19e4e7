import type { Provenance } from "@/server/dbt/columns/model-columns";

/** Where a column is known from, in a word and in a sentence. */
export const provenanceWords: { readonly [P in Provenance]: { readonly word: string; readonly help: string } } = {
  catalog: { word: "Catalog", help: "from dbt's own catalog of the warehouse" },
  warehouse: { word: "Warehouse", help: "as the warehouse described it" },
  contract: { word: "Contract", help: "from the model's enforced contract" },
  sql: { word: "SQL", help: "read from the compiled SQL" },
  properties: { word: "Properties", help: "from the project's YAML files" },
};
