import type { JsonValue } from "@/server/hcl/schema";

export type FieldType =
  | "STRING"
  | "TEXT"
  | "NUMBER"
  | "INTEGER"
  | "BOOLEAN"
  | "DATETIME"
  | "OBJECT"
  | "PASSWORD"
  | "HIDDEN";

export interface Choice {
  readonly label: string;
  readonly value: JsonValue;
}

/** When a field is shown or required: `match` says whether all conditions or any must hold; default all. */
export interface FieldConditions {
  readonly match?: "all" | "any";
  readonly conditions: readonly {
    /** `syncMode` looks at the mapping's sync mode, otherwise at the field `fieldKey`. */
    readonly type?: "field" | "syncMode";
    readonly fieldKey?: string;
    readonly operator: "is" | "is_not";
    /** One value or several; absent means “no value”. */
    readonly value?: JsonValue;
  }[];
}

/** What a mapping's form needs to know of a field beyond the Public API's Action field. */
export interface FieldShape {
  readonly requiredIf?: FieldConditions;
  readonly shownIf?: FieldConditions;
  readonly format?: string;
  readonly properties?: { readonly [name: string]: FieldProperty };
  readonly additionalProperties?: boolean;
  readonly objectEditor?: string;
  readonly readOnly?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly disabledInputMethods?: readonly string[];
}

/** A field inside an object field. */
export interface FieldProperty extends Omit<FieldShape, "shownIf"> {
  readonly label: string;
  readonly type: string;
  readonly required?: boolean;
  readonly multiple?: boolean;
  readonly choices?: readonly Choice[];
  readonly default?: JsonValue;
}

export interface ActionField extends FieldShape {
  readonly id: string;
  readonly sortOrder: number;
  readonly fieldKey: string;
  readonly label: string;
  readonly type: FieldType;
  readonly description: string;
  readonly placeholder?: string;
  readonly defaultValue?: JsonValue;
  readonly required: boolean;
  readonly multiple: boolean;
  readonly choices?: readonly Choice[];
  readonly dynamic: boolean;
  readonly allowNull: boolean;
  readonly hidden: boolean;
}

export type SyncMode = "add" | "update" | "upsert" | "delete" | "mirror";

export interface Action {
  /** 22 characters of base 58. Known from real exports where `idSure`, otherwise derived and stable. */
  readonly id: string;
  readonly idSure: boolean;
  /** The action's key in its destination, such as `trackEvent`. */
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly platform: "CLOUD" | "MOBILE" | "WEB";
  readonly hidden: boolean;
  readonly defaultTrigger: string | null;
  readonly fields: readonly ActionField[];
  /** Events may be sent in batches. */
  readonly batch: boolean;
  /** Present when a mapping chooses how rows become adds, updates and deletes. */
  readonly syncMode: { readonly label: string; readonly default: SyncMode; readonly choices: readonly Choice[] } | null;
  /** What a person is asked when a mapping is saved, by hook name such as `onMappingSave`. */
  readonly hooks: readonly { readonly name: string; readonly label: string; readonly fields: readonly ActionField[] }[];
}

export interface Preset {
  readonly actionId: string;
  readonly name: string;
  readonly fields: { readonly [fieldKey: string]: JsonValue };
  readonly trigger: string;
}

/** A preset for events of an audience or journey product, named by the event's slug instead of a trigger. */
export interface EventPreset extends Omit<Preset, "trigger"> {
  readonly event: string;
}
