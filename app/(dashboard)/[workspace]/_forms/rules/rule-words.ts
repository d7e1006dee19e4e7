import { asObject, asText, type JsonObject } from "../model/json";
import { propertiesOf, sectionOf, sectionSchema } from "./json-schema";

export const ruleTypes = ["TRACK", "IDENTIFY", "GROUP", "PAGE", "SCREEN", "COMMON"] as const;

/** Rules of these types have no name: a plan has one of each at most per version. */
export const isKeyless = (type: string) => type === "IDENTIFY" || type === "GROUP" || type === "COMMON";

const namesWithoutKey: { readonly [type: string]: string } = {
  IDENTIFY: "Traits of users",
  GROUP: "Traits of groups",
  COMMON: "All events",
};

export const ruleName = (rule: JsonObject): string =>
  asText(rule.key) || namesWithoutKey[asText(rule.type)] || "Any name";

export const propertyNames = (rule: JsonObject): string[] =>
  propertiesOf(sectionSchema(asObject(rule.json_schema), sectionOf(asText(rule.type)))).map(([name]) => name);

/** Whether a rule fits a filter: every word in its name or in the name of one of its properties. */
export function matchesRule(rule: JsonObject, query: string, type: string): boolean {
  if (type !== "" && rule.type !== type) return false;
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const text = [ruleName(rule), ...propertyNames(rule)].join("\n").toLowerCase();
  return words.every((word) => text.includes(word));
}
