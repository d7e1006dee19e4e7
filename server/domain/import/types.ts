import type { KindName } from "@/server/core/kinds/types";
import type { AttributeChange } from "@/server/domain/resources/describe-change";
import type { JsonValue } from "@/server/hcl/schema";

/** A file of the tree that is imported. `text` is null when it cannot be read; `problem` then says why. */
export interface ImportFile {
  /** Relative to the tree's folder. */
  readonly path: string;
  readonly text: string | null;
  readonly problem?: string;
}

export interface ImportInput {
  readonly files: readonly ImportFile[];
  /** Values of secret variables by name, beside those of a `terraform.tfvars` in the tree. */
  readonly values?: ReadonlyMap<string, JsonValue>;
  /** Deletes what the workspace has of the tree's kinds and the tree has not. */
  readonly deleteMissing?: boolean;
}

/** `error`: nothing is applied before it is mended. `warning`: something is left out, or kept although it is odd. */
export interface ImportProblem {
  readonly level: "error" | "warning";
  readonly file: string;
  readonly line: number | null;
  readonly message: string;
  readonly remedy: string;
}

export interface PlannedResource {
  readonly action: "create" | "update" | "delete";
  readonly kind: KindName;
  readonly id: string;
  readonly title: string;
  /** Null for what is deleted. */
  readonly file: string | null;
  /** What an update changes, secrets masked; for the first of them only. */
  readonly changes: readonly AttributeChange[];
}

/** A secret whose value the tree does not hold: a person sets it afterwards, or gives it in a file of values. */
export interface MissingSecret {
  readonly kind: KindName;
  readonly id: string;
  readonly title: string;
  /** Such as `settings.apiKey`. */
  readonly path: string;
  /** The variable that stands for it, in a tree with variables. */
  readonly variable: string | null;
}

export interface ImportCounts {
  readonly files: number;
  readonly create: number;
  readonly update: number;
  readonly unchanged: number;
  readonly delete: number;
  readonly errors: number;
  readonly warnings: number;
}

export interface ImportPlan {
  readonly counts: ImportCounts;
  /** What would be done, in its order; what stays the same is only counted. */
  readonly resources: readonly PlannedResource[];
  readonly problems: readonly ImportProblem[];
  readonly missingSecrets: readonly MissingSecret[];
}
