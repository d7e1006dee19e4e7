import type { ResourceKind } from "@/server/core/kinds/types";
import { record, text } from "@/server/core/kinds/values";
import { destinationTerraformMetadata } from "@/server/domain/catalog/terraform-metadata";
import type { JsonValue, ResourceState } from "@/server/hcl/schema";

/**
 * Adds what the catalog knows and a person never types: the metadata that a destination is exported with. What an import
 * brought along stays as it was.
 */
export function completeState(kind: ResourceKind, state: ResourceState): ResourceState {
  if (kind.kind !== "destination") return state;
  const given = record(state.metadata);
  const fromCatalog = destinationTerraformMetadata(text(given.id));
  const metadata: { [name: string]: JsonValue } = { ...fromCatalog };
  for (const [name, value] of Object.entries(given)) if (value !== null) metadata[name] = value;
  return { ...state, metadata };
}
