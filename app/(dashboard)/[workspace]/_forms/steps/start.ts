import { type SearchParams, valuesOf } from "@/app/_ui/url-state";
import type { KindName, ResourceKind } from "@/server/core/kinds/types";

/** What the address of a "new" page says. */
export interface Start {
  readonly type?: string;
  readonly preset?: string;
  readonly given: { readonly [attribute: string]: string };
  /** Attributes that were chosen in steps, and are not asked for again. */
  readonly chosen: readonly string[];
}

/** Choices that come before the form, because the form depends on them. */
const stepsOf: { readonly [K in KindName]?: readonly string[] } = {
  destination_subscription: ["destination_id", "action_id"],
  destination_filter: ["destination_id"],
  insert_function_instance: ["function_id"],
};

export function readStart(kind: ResourceKind, params: SearchParams): Start {
  const one = (name: string) => valuesOf(params, name)[0]?.slice(0, 320) || undefined;
  const given = Object.fromEntries(
    Object.keys(kind.attributes).flatMap((name) => {
      const value = one(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const type = kind.catalog ? one("type")?.slice(0, 64) : undefined;
  const preset = one("preset")?.slice(0, 255);
  return {
    ...(type !== undefined && { type }),
    ...(preset !== undefined && { preset }),
    given,
    chosen: (stepsOf[kind.kind] ?? []).filter((name) => name in given),
  };
}

export type Step = "type" | "destination" | "action" | "function";

const stepNames: { readonly [attribute: string]: Step } = {
  destination_id: "destination",
  action_id: "action",
  function_id: "function",
};

/** The step that a new resource is at; null when its form can be shown. */
export function nextStep(kind: ResourceKind, start: Start): Step | null {
  if (kind.catalog) return start.type === undefined ? "type" : null;
  const missing = (stepsOf[kind.kind] ?? []).find((name) => !(name in start.given));
  return missing === undefined ? null : (stepNames[missing] ?? null);
}
