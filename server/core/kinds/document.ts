import type { ResourceDocument, ResourceState } from "@/server/hcl/schema";
import { resourceKinds } from "./table";
import type { KindName } from "./types";

/** A resource as the HCL writer takes it. */
export function documentOf(kindName: KindName, id: string, state: ResourceState): ResourceDocument {
  const kind = resourceKinds[kindName];
  return {
    type: kind.terraformType,
    label: kind.blockLabel(id, state),
    importId: kind.importId(id, state),
    attributes: kind.attributes,
    state,
  };
}

/** Path in the repository, relative to the folder that Git Sync writes to. */
export function filePathOf(kindName: KindName, id: string, state: ResourceState): string {
  const kind = resourceKinds[kindName];
  return `${kind.directory}/${kind.fileName(id, state)}`;
}
