import type { AttributeSchema, AttributeType, ResourceState } from "@/server/hcl/schema";

/** The 16 kinds a workspace is made of, named as in Segment's Terraform provider without its prefix. */
export const kindNames = [
  "source",
  "destination",
  "destination_subscription",
  "destination_filter",
  "warehouse",
  "source_warehouse_connection",
  "tracking_plan",
  "source_tracking_plan_connection",
  "transformation",
  "function",
  "insert_function_instance",
  "reverse_etl_model",
  "profiles_warehouse",
  "user",
  "user_group",
  "label",
] as const;

export type KindName = (typeof kindNames)[number];

/** How a form asks for an attribute. Where absent, the type decides. */
export type Input =
  | "text"
  | "multiline"
  | "javascript"
  | "sql"
  | "fql"
  | "email"
  | "url"
  | "settings"
  | "mapping"
  | "json-schema"
  | "catalog"
  | "action"
  | "reference"
  | "permissions"
  | "labels"
  | "schedule"
  | "filter-fields";

export interface Attribute extends AttributeSchema {
  readonly label: string;
  readonly help?: string;
  readonly input?: Input;
  /** Closed vocabulary of a string. */
  readonly options?: readonly string[];
  /** A change of it would be another resource: Terraform replaces, we refuse. */
  readonly createOnly?: true;
  readonly maxLength?: number;
  /** A required text that may be `""`. */
  readonly mayBeEmpty?: true;
  /** Data rather than a text that people read: control characters and direction marks stay. */
  readonly anyText?: true;
  readonly pattern?: { readonly test: RegExp; readonly message: string };
  /** The kind (or kinds) whose id a string holds. */
  readonly refersTo?: readonly KindName[];
  /** What a form and a create without it start from. */
  readonly initial?: AttributeInitial;
  readonly value: AttributeType;
}

type AttributeInitial = string | number | boolean | readonly [] | { readonly [key: string]: never };

export type Attributes = { readonly [name: string]: Attribute };

/** Something wrong with a value, at a dotted path such as `actions.0.percent`. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
  /** Segment has it all the same: an import of what is there keeps it, with a warning. */
  readonly tolerated?: true;
}

/** One resource naming another; a target that is named cannot be deleted. */
export interface Reference {
  readonly kind: KindName;
  readonly id: string;
  readonly attribute: string;
}

export type Verb = "created" | "modified" | "enabled" | "disabled" | "deleted" | "updated" | "added";

export interface ResourceKind {
  readonly kind: KindName;
  /** Terraform resource type, such as `segment_source`. */
  readonly terraformType: string;
  readonly singular: string;
  readonly plural: string;
  /** One sentence for empty pages: what it is and why one would want it. */
  readonly about: string;
  /** Path below `/<workspace>/`, also the route of its pages. */
  readonly route: string;
  /** Folder in the repository. */
  readonly directory: string;
  readonly attributes: Attributes;
  /** Catalog that `metadata` ids of this kind come from. */
  readonly catalog?: "sources" | "destinations" | "warehouses";
  /** Makes the id of a new resource from its state. */
  newId(state: ResourceState): string;
  /** What ids look like, for import and routes. */
  readonly idShape: RegExp;
  /** File name without folder. */
  fileName(id: string, state: ResourceState): string;
  /** Block label, such as `id-<id>`. */
  blockLabel(id: string, state: ResourceState): string;
  /** Terraform import id; null where the provider has no import. */
  importId(id: string, state: ResourceState): string | null;
  /** The state as HCL holds it, where the provider sees it otherwise than people do. */
  written?(state: ResourceState): ResourceState;
  /** Attributes that the provider cannot read back: Terraform is told to leave them as they are. */
  ignoreChanges?(state: ResourceState): readonly string[];
  /** What a person calls it in lists. */
  title(id: string, state: ResourceState): string;
  /** Unique within workspace and kind, or null; compared exactly. */
  naturalKey(state: ResourceState): string | null;
  /** References beyond the attributes marked with `refersTo`. */
  references?(state: ResourceState): Reference[];
  /** Rules that look at more than one attribute. */
  check?(state: ResourceState): FieldProblem[];
  /** What is still missing from a resource that an API client builds in several calls; people give everything at once. */
  incomplete?(state: ResourceState): FieldProblem[];
  /** Verb for a change that is neither create, delete nor a pure enable/disable. */
  readonly verbs: { readonly created: Verb; readonly modified: Verb; readonly toggles: boolean };
}
