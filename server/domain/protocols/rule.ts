import { createHash } from "node:crypto";
import { record, text } from "@/server/core/kinds/values";
import { canonicalJson } from "@/server/domain/resources/canonical";
import type { StoredState } from "@/server/domain/resources/list-states";
import type { JsonValue, ResourceState } from "@/server/hcl/schema";

/** A rule of a tracking plan as its state holds it: `type`, `key`, `json_schema`, `version`. */
export type Rule = { readonly [name: string]: JsonValue };

/** What tells a rule from the others of its plan. */
export const identityOf = (rule: Rule): string => JSON.stringify([rule.type, text(rule.key), rule.version]);

/** The same with keys that are empty counted as none: a rule without an event has no key. */
export const withKey = (rule: Rule, key: JsonValue | undefined = rule.key): Rule => ({
  ...rule,
  key: text(key) || null,
});

const digestOf = (rule: Rule) =>
  createHash("sha256").update(canonicalJson(rule.json_schema)).digest("base64url").slice(0, 16);

export interface RuleTimes {
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** When each rule came and changed, kept beside the plan; `before` is what was kept. */
export function timesOf(rules: readonly Rule[], before: ResourceState, now: Date): JsonValue {
  const known = record(before.rule_times);
  const entries = rules.map((rule) => {
    const earlier = record(known[identityOf(rule)]);
    const digest = digestOf(rule);
    const created = text(earlier.created) || now.toISOString();
    const updated = earlier.digest === digest ? text(earlier.updated) : now.toISOString();
    return [identityOf(rule), { digest, created, updated }];
  });
  return Object.fromEntries(entries);
}

/** The times of a plan's rules; those of a rule that was written elsewhere are the plan's. */
export function ruleTimes(plan: StoredState): (rule: Rule) => RuleTimes {
  const known = record(plan.extra.rule_times);
  return (rule) => {
    const kept = record(known[identityOf(rule)]);
    const updated = kept.digest === digestOf(rule) ? text(kept.updated) : "";
    return {
      createdAt: text(kept.created) || plan.createdAt.toISOString(),
      updatedAt: updated || plan.updatedAt.toISOString(),
    };
  };
}
