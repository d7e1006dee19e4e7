import type { JsonValue } from "@/server/hcl/schema";
import { destinationFacts } from "./data-files";

/**
 * The `metadata` object of a `segment_destination` as Git Sync writes it. Functions and unknown ids have no
 * regions; `contacts` is always null.
 */
export function destinationTerraformMetadata(metadataId: string): { readonly [name: string]: JsonValue } {
  const facts = destinationFacts().get(metadataId);
  return {
    contacts: null,
    id: metadataId,
    partner_owned: facts?.partnerOwned === true,
    region_endpoints: facts?.regionEndpoints ?? null,
    supported_regions: facts?.supportedRegions ?? null,
  };
}
