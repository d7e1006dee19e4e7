import type { ResourceKind } from "@/server/core/kinds/types";
import type { ResourceState } from "@/server/hcl/schema";

const idShape = /^[A-Za-z0-9_-]{1,64}$/;
const pairShape = /^[A-Za-z0-9_-]{1,128}:[A-Za-z0-9_-]{1,128}$/;

/** Kinds whose id follows from what they say. */
const derived = new Set(["label", "source_warehouse_connection", "source_tracking_plan_connection"]);
/** Kinds that are imported by their parent's id and their own. */
const behindParent = new Set(["destination_filter", "destination_subscription", "profiles_warehouse"]);

/**
 * The id of a resource in a tree: that of its import block, else the one that its label holds. Null when neither fits what
 * the resource says.
 */
export function resourceId(
  kind: ResourceKind,
  { importId, label }: { importId: string | null; label: string },
  state: ResourceState,
): string | null {
  if (derived.has(kind.kind)) {
    const id = kind.newId(state);
    return pairShape.test(id) && (importId === null || importId === id) ? id : null;
  }
  const id = importId === null ? idInLabel(kind, label, state) : ownPart(kind, importId);
  if (id === null || !idShape.test(id)) return null;
  return importId === null || kind.importId(id, state) === importId ? id : null;
}

const ownPart = (kind: ResourceKind, importId: string) =>
  behindParent.has(kind.kind) ? importId.slice(importId.indexOf(":") + 1) : importId;

function idInLabel(kind: ResourceKind, label: string, state: ResourceState): string | null {
  const marker = "\n";
  const [before = "", after = ""] = kind.blockLabel(marker, state).split(marker);
  if (!label.startsWith(before) || !label.endsWith(after)) return null;
  return label.slice(before.length, label.length - after.length);
}
