import type { KindName } from "@/server/core/kinds/types";
import type { ResourceState } from "@/server/hcl/schema";

/** One resource of the sample workspace; secrets in its settings are plain, as a form would send them. */
export interface SampleResource {
  readonly kind: KindName;
  readonly id: string;
  readonly state: ResourceState;
}
