import { randomBytes } from "node:crypto";
import { bool, optionalString, setOf, string } from "./attributes";
import { shapes, shortId } from "./ids";
import type { ResourceKind } from "./types";
import { byId, items, record, text } from "./values";

const resourceTypes = ["SOURCE", "DESTINATION", "INSERT_DESTINATION", "INSERT_SOURCE"] as const;
const settingTypes = ["ARRAY", "BOOLEAN", "STRING", "TEXT_MAP"] as const;

const prefixes: { readonly [type: string]: string } = {
  DESTINATION: "dfn",
  INSERT_DESTINATION: "ifnd",
  INSERT_SOURCE: "ifns",
};

export const functionKind: ResourceKind = {
  ...byId("function", "functions", shapes.function, (state) => {
    const prefix = prefixes[text(state.resource_type)];
    return prefix ? `${prefix}_${randomBytes(12).toString("hex")}` : `sfnc_${shortId()}`;
  }),
  singular: "Function",
  plural: "Functions",
  about: "Your own JavaScript as a source, as a destination, or in front of one.",
  route: "connections/functions",
  attributes: {
    display_name: optionalString("Name", { maxLength: 255 }),
    resource_type: string("Type", { options: resourceTypes, createOnly: true }),
    description: optionalString("Description", { input: "multiline", maxLength: 4000 }),
    logo_url: optionalString("Logo URL", { input: "url" }),
    code: string("Code", { input: "javascript", maxLength: 1_000_000 }),
    settings: setOf(
      "Settings",
      {
        name: string("Name", { pattern: { test: /^[A-Za-z_][A-Za-z0-9_]*$/, message: "Use a JavaScript name." } }),
        label: string("Label", { mayBeEmpty: true }),
        description: string("Description", { mayBeEmpty: true }),
        type: string("Type", { options: settingTypes }),
        required: bool("Required"),
        sensitive: bool("Sensitive"),
      },
      "optional",
      { initial: [] },
    ),
  },
  // The provider reads no name of these types back, so that a name beside an import would plan as a change for ever.
  ignoreChanges: (state) =>
    text(state.resource_type).endsWith("DESTINATION") && text(state.display_name) ? ["display_name"] : [],
  title: (id, state) => text(state.display_name) || id,
  check: (state) => {
    const seen = new Set<string>();
    const repeated = items(state.settings).flatMap((item, index) => {
      const name = text(record(item).name);
      const again = seen.has(name);
      seen.add(name);
      return again ? [{ path: `settings.${index}.name`, message: "Another setting has this name." }] : [];
    });
    const unnamed = text(state.resource_type) === "SOURCE" && !text(state.display_name);
    return unnamed ? [{ path: "display_name", message: "A source function needs a name." }, ...repeated] : repeated;
  },
  verbs: { created: "created", modified: "modified", toggles: false },
};
