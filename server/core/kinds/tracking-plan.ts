import { computedString, json, number, optionalString, setOf, string } from "./attributes";
import { ksuid, shapes } from "./ids";
import type { ResourceKind } from "./types";
import { byId, isRecord, items, record, text } from "./values";

const ruleTypes = ["COMMON", "GROUP", "IDENTIFY", "PAGE", "SCREEN", "TRACK"] as const;
const planTypes = ["LIVE", "ENGAGE", "PROPERTY_LIBRARY", "RULE_LIBRARY", "TEMPLATE"] as const;
const mostRules = 2000;

export const trackingPlan: ResourceKind = {
  ...byId("tracking_plan", "tracking_plans", shapes.trackingPlan, () => `tp_${ksuid()}`),
  singular: "Tracking Plan",
  plural: "Tracking plans",
  about: "What events and properties a source may send, as JSON schemas.",
  route: "protocols/tracking-plans",
  attributes: {
    name: string("Name", { maxLength: 255 }),
    description: computedString("Description", { input: "multiline", maxLength: 4000 }),
    type: string("Type", { options: planTypes, createOnly: true, initial: "LIVE" }),
    rules: setOf(
      "Rules",
      {
        type: string("Type", { options: ruleTypes }),
        key: optionalString("Event or name"),
        json_schema: json("JSON schema", { input: "json-schema", initial: {} }),
        version: number("Version", { initial: 1 }),
      },
      "required",
      { initial: [] },
    ),
  },
  title: (id, state) => text(state.name) || id,
  check: (state) => {
    const rules = items(state.rules);
    const seen = new Set<string>();
    const problems = rules.flatMap((item, index) => {
      const rule = record(item);
      const identity = JSON.stringify([rule.type, rule.key ?? null, rule.version]);
      const repeated = seen.has(identity);
      seen.add(identity);
      const version = rule.version;
      return [
        ...(repeated ? [{ path: `rules.${index}.key`, message: "Another rule has this type, key and version." }] : []),
        ...(isRecord(rule.json_schema)
          ? []
          : [{ path: `rules.${index}.json_schema`, message: "The schema must be a JSON object." }]),
        ...(typeof version === "number" && Math.fround(version) === version && version >= 0
          ? []
          : [{ path: `rules.${index}.version`, message: "Use a whole number from 0 on." }]),
      ];
    });
    return rules.length > mostRules
      ? [{ path: "rules", message: `A plan holds at most ${mostRules} rules.` }]
      : problems;
  },
  verbs: { created: "created", modified: "modified", toggles: false },
};
