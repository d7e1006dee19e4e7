import { z } from "zod";
import type { Attributes } from "@/server/core/kinds/types";
import { items, record, text } from "@/server/core/kinds/values";
import { removeRules, replaceRules, upsertRules } from "@/server/domain/protocols/change-rules";
import { ruleTimes } from "@/server/domain/protocols/rule";
import { getState, type StoredState } from "@/server/domain/resources/list-states";
import { fromApi, JsonObject, shapesOf } from "../attribute-shape";
import { pageOf } from "../pagination";
import { listIn, type Query, textIn } from "../query";
import { attributesOf, done } from "../resources";
import { type Call, type Route, route } from "../route";
import { PaginationShape, Status } from "../shapes";

const tag = "Tracking Plans";
const path = "/tracking-plans/{trackingPlanId}/rules";
const table = attributesOf("tracking_plan").rules?.value;
const element = table?.type === "set" ? table.element : null;
const attributes = (element?.type === "object" ? element.attributes : {}) as Attributes;

const shape = { ...shapesOf(attributes, ["type", "key"]), jsonSchema: JsonObject, version: z.number() };
const Rules = z.strictObject({ rules: z.array(z.strictObject(shape)) });
const Changes = z.strictObject({
  rules: z.array(z.strictObject({ ...shape, newKey: z.string().nullish() })),
});
const Named = z.strictObject({
  rules: z
    .array(z.strictObject({ ...shapesOf(attributes, ["type", "key"]), version: z.coerce.number() }))
    .min(1, "Name the rules by type, key and version."),
});

const Rule = z.object({
  type: z.string(),
  key: z.string().nullable(),
  jsonSchema: JsonObject,
  version: z.number(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  deprecatedAt: z.null(),
});

function present(plan: StoredState, rules: readonly unknown[]) {
  const timesOf = ruleTimes(plan);
  return (rules as readonly ReturnType<typeof record>[]).map((rule) => ({
    type: text(rule.type),
    key: text(rule.key) || null,
    jsonSchema: record(rule.json_schema),
    version: rule.version,
    ...timesOf(rule),
    deprecatedAt: null,
  }));
}

async function listRules({ ctx, params, page }: Call<unknown>) {
  const plan = await getState(ctx, { kind: "tracking_plan", id: params("trackingPlanId") });
  const found = pageOf(items(plan.state.rules).map(record), page);
  return { rules: present(plan, found.items), pagination: found.pagination };
}

/** `rules[0][type]=TRACK&rules[0][key]=A&rules[0][version]=1`, in every spelling. */
function namedRules(query: Query) {
  const given = listIn(query, "rules").map((item) =>
    typeof item === "string"
      ? item
      : { type: textIn(item, "type"), key: textIn(item, "key"), version: textIn(item, "version") ?? undefined },
  );
  return Named.parse({ rules: given }).rules.map((rule) => fromApi(attributes, rule));
}

export const trackingPlanRuleRoutes: readonly Route[] = [
  route("GET", path, {
    operation: "listRulesFromTrackingPlan",
    tag,
    summary: "Rules of a tracking plan",
    paged: true,
    answer: z.object({ rules: z.array(Rule), pagination: PaginationShape }),
    run: listRules,
  }),
  route("PUT", path, {
    operation: "replaceRulesInTrackingPlan",
    tag,
    summary: "Replace all rules of a tracking plan",
    body: Rules,
    answer: Status,
    run: async ({ ctx, params, body }) => {
      await replaceRules(
        ctx,
        params("trackingPlanId"),
        body.rules.map((rule) => fromApi(attributes, rule)),
      );
      return done;
    },
  }),
  route("PATCH", path, {
    operation: "updateRulesInTrackingPlan",
    tag,
    summary: "Add and change rules of a tracking plan; `newKey` renames one",
    body: Changes,
    answer: Status,
    run: async ({ ctx, params, body }) => {
      const given = body.rules.map(({ newKey, ...rule }) => ({ rule: fromApi(attributes, rule), newKey }));
      await upsertRules(ctx, params("trackingPlanId"), given);
      return done;
    },
  }),
  route("DELETE", path, {
    operation: "removeRulesFromTrackingPlan",
    tag,
    summary: "Take rules out of a tracking plan",
    query: [
      { name: "rules[0][type]", description: "Type of the first rule; further rules with 1, 2, …", required: true },
      { name: "rules[0][key]", description: "Its key, if it has one" },
      { name: "rules[0][version]", description: "Its version", required: true },
    ],
    answer: Status,
    run: async ({ ctx, params, query }) => {
      await removeRules(ctx, params("trackingPlanId"), namedRules(query));
      return done;
    },
  }),
];
