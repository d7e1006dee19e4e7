import type { KindName } from "@/server/core/kinds/types";
import type { ActionField, Choice, SyncMode } from "@/server/domain/catalog/action-types";
import type { SettingField } from "@/server/domain/catalog/settings-of";
import type { CatalogKind, CatalogStatus } from "@/server/domain/catalog/types";
import type { JsonValue, ResourceState } from "@/server/hcl/schema";

/** How a form asks for one attribute: plain data, so that it travels to the browser. */
export type FormControl =
  | { readonly type: "text"; readonly mono: boolean; readonly inputType: "text" | "email" | "url" }
  | { readonly type: "multiline" }
  | { readonly type: "number" }
  /** `unset`: may also be left without a value. */
  | { readonly type: "boolean"; readonly unset: boolean }
  | { readonly type: "choice"; readonly options: readonly string[] }
  | { readonly type: "code"; readonly language: "javascript" | "sql" }
  | { readonly type: "fql"; readonly purpose: "condition" | "trigger" | "value" }
  | { readonly type: "reference"; readonly kinds: readonly KindName[] }
  /** An entry of the catalog that can be chosen in the form. */
  | { readonly type: "catalog"; readonly catalog: CatalogKind }
  /** Chosen in a step before the form: the type of a resource, the action of a mapping. */
  | { readonly type: "chosen" }
  | { readonly type: "list"; readonly suggests: KindName | null }
  | { readonly type: "json" }
  | { readonly type: "object"; readonly fields: readonly FormField[] }
  | { readonly type: "rows"; readonly fields: readonly FormField[] }
  | {
      readonly type: "settings" | "mapping" | "labels" | "permissions" | "schedule" | "rules" | "filter-actions";
    };

export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly help: string | null;
  readonly required: boolean;
  /** What an emptied text becomes: null, where the attribute may be missing. */
  readonly empty: "" | null;
  /** Cannot change once the resource exists. */
  readonly createOnly: boolean;
  readonly maxLength: number | null;
  readonly initial: JsonValue;
  readonly control: FormControl;
}

/** The catalog entry that a resource is of. */
export interface FormEntry {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly logo: string;
  readonly status: CatalogStatus | null;
  readonly known: boolean;
}

export interface MappingAction {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly fields: readonly ActionField[];
  readonly syncMode: { readonly label: string; readonly default: SyncMode; readonly choices: readonly Choice[] } | null;
}

/** Everything that a create or edit page shows. Secrets in `values` are masked. */
export interface OpenForm {
  readonly kind: KindName;
  readonly singular: string;
  readonly plural: string;
  readonly route: string;
  readonly fields: readonly FormField[];
  readonly values: ResourceState;
  readonly secrets: readonly { readonly path: string; readonly setAt: Date }[];
  /** Paths of the secrets that are known to be and whose value nobody gave yet. */
  readonly missingSecrets: readonly string[];
  /** Titles of the resources that `values` names, by `<kind>:<id>`. */
  readonly titles: { readonly [target: string]: string };
  /** The settings that the type takes, and what is stored beyond them; null when the kind has none. */
  readonly settings: readonly SettingField[] | null;
  readonly entry: FormEntry | null;
  /** Null for other kinds than mappings, and for actions that the catalog does not know. */
  readonly action: MappingAction | null;
  /** Whether this person may save, and otherwise which roles could. */
  readonly allowed: boolean;
  readonly roles: readonly string[];
  /** The roles that can be granted; empty for kinds that grant none. */
  readonly grantable: readonly { readonly id: string; readonly name: string }[];
  /** What a role for the whole workspace is granted on. */
  readonly workspaceId: string;
  /** What is edited; null for something new. */
  readonly edited: { readonly id: string; readonly title: string; readonly revision: number } | null;
}
