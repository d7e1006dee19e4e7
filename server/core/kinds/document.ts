import type { ResourceDocument, ResourceState } from "@/server/hcl/schema";
import { type SecretsStyle, variablesOf } from "./secret-variables";
import { resourceKinds } from "./table";
import type { KindName } from "./types";

/** How a resource's secrets are written, and which it has: paths such as `settings.apiKey`. */
export interface WrittenSecrets {
  readonly style: SecretsStyle;
  readonly paths: readonly string[];
}

export const masked: WrittenSecrets = { style: "masked", paths: [] };

/** A resource as the HCL writer takes it. */
export function documentOf(
  kindName: KindName,
  id: string,
  state: ResourceState,
  secrets: WrittenSecrets = masked,
): ResourceDocument {
  const kind = resourceKinds[kindName];
  const variables = secrets.style === "variables" ? variablesOf(kind, id, state, secrets.paths) : {};
  const ignoreChanges = kind.ignoreChanges?.(state) ?? [];
  const importId = kind.importId(id, state);
  return {
    type: kind.terraformType,
    label: kind.blockLabel(id, state),
    importId,
    attributes: kind.attributes,
    state: kind.written?.(state) ?? state,
    ...(Object.keys(variables).length > 0 ? { variables } : {}),
    ...(ignoreChanges.length > 0 ? { ignoreChanges } : {}),
    // What Terraform cannot import it would plan to create, although it is there.
    ...(importId === null ? { dormant: true } : {}),
  };
}

/** Path in the repository, relative to the folder that Git Sync writes to. */
export function filePathOf(kindName: KindName, id: string, state: ResourceState): string {
  const kind = resourceKinds[kindName];
  return `${kind.directory}/${kind.fileName(id, state)}`;
}
