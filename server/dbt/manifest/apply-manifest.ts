import type { DbtNode } from "@/server/dbt/node";

/**
 * Lets a manifest's facts win over what was read from the files. What only the files tell stays: where a node lies, its
 * code, and which blob it is. Nodes that only the manifest has, such as those of packages, are added.
 */
export function applyManifest(nodes: Map<string, DbtNode>, manifest: readonly DbtNode[]): void {
  for (const told of manifest) {
    const own = nodes.get(told.uniqueId);
    if (!own) nodes.set(told.uniqueId, told);
    else {
      const { file, blobId, path, originalFilePath, language } = own;
      const rawCode = own.rawCode || told.rawCode;
      Object.assign(own, told, { file, blobId, path, originalFilePath, language, rawCode });
    }
  }
}

/** What the manifest says is switched off. */
export function switchOff(nodes: Map<string, DbtNode>, disabled: readonly DbtNode[]): DbtNode[] {
  return disabled.flatMap((told) => {
    const own = nodes.get(told.uniqueId);
    if (!own) return [];
    nodes.delete(told.uniqueId);
    return [{ ...own, config: told.config, enabled: false }];
  });
}

/** Whether a manifest was made from the code that was loaded: it has the same models, each with the same text. */
export function isOfSameCode(nodes: ReadonlyMap<string, DbtNode>, manifest: readonly DbtNode[]): boolean {
  const told = new Map(manifest.map((node) => [node.uniqueId, node]));
  for (const node of nodes.values()) {
    if (node.resourceType !== "model") continue;
    const other = told.get(node.uniqueId);
    if (!other || other.rawCode.trim() !== node.rawCode.trim()) return false;
  }
  const packages = new Set(Array.from(nodes.values(), ({ packageName }) => packageName));
  const ours = manifest.filter((node) => node.resourceType === "model" && packages.has(node.packageName));
  return ours.every(({ uniqueId }) => nodes.has(uniqueId));
}
