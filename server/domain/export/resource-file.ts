import { documentOf, filePathOf } from "@/server/core/kinds/document";
import type { SecretsStyle } from "@/server/core/kinds/secret-variables";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { HclError } from "@/server/hcl/error";
import { renderResource } from "@/server/hcl/resource-file";
import type { ResourceDocument, ResourceState } from "@/server/hcl/schema";
import { findMismatch, type Mismatch } from "@/server/hcl/verify-document";

/** A resource as it is written: of a stored one its masked state and the paths of its secrets. */
export interface Writable {
  readonly kind: KindName;
  readonly id: string;
  readonly state: ResourceState;
  readonly secretPaths: readonly string[];
}

export interface ResourceFile {
  /** Relative to the folder of the tree, such as `sources/<id>.tf`. */
  readonly path: string;
  readonly document: ResourceDocument;
  /** Null for a state that HCL cannot hold, or Terraform's provider refuses; `problem` says why. */
  readonly content: string | null;
  readonly problem: Mismatch | null;
}

/** A resource left out of a tree, because its file would not say what it is. */
export interface HeldBack {
  readonly kind: KindName;
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly problem: Mismatch;
}

/** A resource's file. What it says is not checked yet: `findProblem` does, for those that are really written. */
export function resourceFile({ kind, id, state, secretPaths }: Writable, style: SecretsStyle): ResourceFile {
  const path = filePathOf(kind, id, state);
  const document = documentOf(kind, id, state, { style, paths: secretPaths });
  const [missing] = resourceKinds[kind].incomplete?.(state) ?? [];
  if (missing) return { path, document, content: null, problem: { path: missing.path, reason: missing.message } };
  try {
    return { path, document, content: renderResource(document), problem: null };
  } catch (error) {
    if (!(error instanceof HclError)) throw error;
    return { path, document, content: null, problem: { path: "", reason: error.message } };
  }
}

/** Why a file must not be written: read back, it would not say what the resource is. Null when it does. */
export const findProblem = ({ document, content, problem }: ResourceFile): Mismatch | null =>
  content === null ? problem : findMismatch(document, content);

/** Names of the variables that a resource's file needs. */
export const variableNames = ({ document, content }: ResourceFile): string[] =>
  content === null ? [] : Object.values(document.variables ?? {});
