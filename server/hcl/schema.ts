/**
 * The shape of a Terraform resource's configuration, as far as reading and writing explicit values needs it.
 * Names follow the provider protocol: an attribute is required, optional, or both optional and computed.
 */
export type AttributeType =
  | { readonly type: "string" }
  | { readonly type: "number" }
  | { readonly type: "bool" }
  /** A JSON document: held parsed in state, written as `jsonencode(...)`. */
  | { readonly type: "json" }
  | { readonly type: "object"; readonly attributes: AttributeTable }
  | { readonly type: "set"; readonly element: AttributeType }
  | { readonly type: "list"; readonly element: AttributeType };

export interface AttributeSchema {
  readonly value: AttributeType;
  /** `optionalComputed` is written like `optional`; computed-only attributes are left out of the table. */
  readonly mode: "required" | "optional" | "optionalComputed";
}

export type AttributeTable = { readonly [name: string]: AttributeSchema };

/** A plain JSON value: what a `json` attribute holds, and what every state value is made of. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** The state of one resource: Terraform attribute names to values; an absent key means null. */
export type ResourceState = { readonly [attribute: string]: JsonValue };

/** What one generated file holds: an optional import block and one resource block. */
export interface ResourceDocument {
  /** Terraform type, such as `segment_source`. */
  readonly type: string;
  /** Block label, such as `id-6FUJ1f4wdqHnj2KGM8eG5a`. */
  readonly label: string;
  /** Import id; null for the kinds that cannot be imported. */
  readonly importId: string | null;
  readonly attributes: AttributeTable;
  readonly state: ResourceState;
  /** Top-level keys of the `settings` document that are written as `var.<name>`, with that name. */
  readonly variables?: Variables;
  /** Attributes that Terraform is told to leave as they are. */
  readonly ignoreChanges?: readonly string[];
  /** Written with `count = 0`: the block is there to be read, and Terraform plans nothing for it. */
  readonly dormant?: boolean;
}

/** Settings keys to names of Terraform variables. */
export type Variables = { readonly [key: string]: string };
