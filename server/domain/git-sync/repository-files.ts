import { documentOf, filePathOf, masked, type WrittenSecrets } from "@/server/core/kinds/document";
import { findKindByDirectory, isKindName, resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { variablesPath } from "@/server/domain/export/variables-file";
import { renderResource } from "@/server/hcl/resource-file";
import type { ResourceState } from "@/server/hcl/schema";
import { readVariables } from "@/server/hcl/variables-tf";

export interface RenderedFile {
  readonly path: string;
  readonly content: string;
}

/** Puts a path below the folder that Git Sync writes to. */
export const inFolder = (folder: string, path: string) => (folder === "" ? path : `${folder}/${path}`);

export const pathOf = (folder: string, kind: KindName, id: string, state: ResourceState) =>
  inFolder(folder, filePathOf(kind, id, state));

export function renderFile(
  folder: string,
  kind: KindName,
  id: string,
  state: ResourceState,
  secrets: WrittenSecrets = masked,
): RenderedFile {
  return { path: pathOf(folder, kind, id, state), content: renderResource(documentOf(kind, id, state, secrets)) };
}

/** Whether a path could be one that we write: a `.tf` file directly in one of our folders, or that of the variables. */
export function couldBeOurs(folder: string, path: string): boolean {
  const below = folder === "" ? path : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : "";
  if (below === variablesPath) return true;
  const parts = below.split("/");
  return parts.length === 2 && findKindByDirectory(parts[0] ?? "") !== null && below.endsWith(".tf");
}

/**
 * Whether a file is one that Git Sync wrote for a resource that is gone: it holds exactly the block that its own name
 * calls for. Anything else in our folders belongs to a person and stays.
 */
export function isOurLeftover(folder: string, path: string, content: string): boolean {
  if (!couldBeOurs(folder, path)) return false;
  if (path === inFolder(folder, variablesPath)) return readVariables(content) !== null;
  const [directory = "", file = ""] = (folder === "" ? path : path.slice(folder.length + 1)).split("/");
  const kind = findKindByDirectory(directory);
  if (!kind) return false;
  const stem = file.slice(0, -".tf".length);
  const blocks = [...content.matchAll(/^resource "([^"]+)" "([^"]+)" \{$/gm)];
  const [block] = blocks;
  if (blocks.length !== 1 || block?.[1] !== kind.terraformType) return false;
  const label = block[2] ?? "";
  return label === `id-${stem}` || label.endsWith(`_${stem}`);
}

export const kindOf = (name: string) => (isKindName(name) ? resourceKinds[name] : null);
