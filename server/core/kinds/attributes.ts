import type { Attribute, Attributes } from "./types";

type Options = Omit<Attribute, "value" | "mode" | "label">;
type Mode = Attribute["mode"];

const of =
  (mode: Mode, value: Attribute["value"]) =>
  (label: string, options: Options = {}): Attribute => ({ ...options, label, mode, value });

export const string = of("required", { type: "string" });
export const optionalString = of("optional", { type: "string" });
export const computedString = of("optionalComputed", { type: "string" });
export const bool = of("required", { type: "bool" });
export const optionalBool = of("optional", { type: "bool" });
export const computedBool = of("optionalComputed", { type: "bool" });
export const number = of("required", { type: "number" });
export const optionalNumber = of("optional", { type: "number" });
export const json = of("required", { type: "json" });
export const optionalJson = of("optional", { type: "json" });

export function object(
  label: string,
  attributes: Attributes,
  mode: Mode = "required",
  options: Options = {},
): Attribute {
  return { ...options, label, mode, value: { type: "object", attributes } };
}

export function setOf(
  label: string,
  attributes: Attributes,
  mode: Mode = "required",
  options: Options = {},
): Attribute {
  return { ...options, label, mode, value: { type: "set", element: { type: "object", attributes } } };
}

export function setOfStrings(label: string, mode: Mode = "required", options: Options = {}): Attribute {
  return { ...options, label, mode, value: { type: "set", element: { type: "string" } } };
}

export function listOfStrings(label: string, mode: Mode = "required", options: Options = {}): Attribute {
  return { ...options, label, mode, value: { type: "list", element: { type: "string" } } };
}

export const enabled = bool("Enabled", { initial: true });

export const settings = json("Settings", { input: "settings", initial: {} });

export const labelPair: Attributes = { key: string("Key"), value: string("Value") };

/** Role grants, as users and user groups carry them. */
export const permissions = setOf(
  "Permissions",
  {
    role_id: string("Role"),
    resources: setOf(
      "Resources",
      {
        id: string("Id"),
        type: string("Type", { options: ["WORKSPACE", "SOURCE", "SPACE", "WAREHOUSE", "FUNCTION"] }),
        labels: setOf("Labels", labelPair, "required", { initial: [] }),
      },
      "optional",
      { initial: [] },
    ),
  },
  "required",
  { input: "permissions", initial: [] },
);
