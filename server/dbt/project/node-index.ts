import type { DbtNode, Ref } from "@/server/dbt/node";

/** Enabled and disabled nodes by name, and dbt's order of looking one up. */
export class NodeIndex {
  private readonly enabled = new Map<string, DbtNode[]>();
  private readonly disabled = new Map<string, DbtNode[]>();

  constructor(
    nodes: Iterable<DbtNode>,
    private readonly rootPackage: string,
  ) {
    for (const node of nodes) {
      const names = node.enabled ? this.enabled : this.disabled;
      const list = names.get(node.name);
      if (list) list.push(node);
      else names.set(node.name, [node]);
    }
  }

  /** The package named; else the root project, the asking node's own, any. Without a version, the latest one. */
  find(ref: Ref, packageName: string): DbtNode | null {
    return this.lookUp(this.enabled, ref, packageName);
  }

  findDisabled(ref: Ref, packageName: string): DbtNode | null {
    return this.lookUp(this.disabled, ref, packageName);
  }

  private lookUp(names: Map<string, DbtNode[]>, ref: Ref, packageName: string): DbtNode | null {
    const candidates = (names.get(ref.name) ?? []).filter((node) => hasVersion(node, ref.version));
    if (ref.package !== null) return candidates.find((node) => node.packageName === ref.package) ?? null;
    const inPackage = (name: string) => candidates.find((node) => node.packageName === name);
    return inPackage(this.rootPackage) ?? inPackage(packageName) ?? candidates[0] ?? null;
  }
}

function hasVersion(node: DbtNode, version: Ref["version"]): boolean {
  if (version !== null) return String(node.version) === String(version);
  return node.version === null || String(node.version) === String(node.latestVersion);
}
