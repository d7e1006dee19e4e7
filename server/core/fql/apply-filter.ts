import { items, record, text } from "@/server/core/kinds/values";
import type { JsonValue } from "@/server/hcl/schema";
import { type Evaluated, evaluate, lookUp } from "./evaluate";
import { namesOf } from "./expression";

type Payload = { readonly [name: string]: JsonValue };
type Open = { [name: string]: JsonValue };

export interface Filter {
  readonly if: string;
  /** As a `segment_destination_filter` holds them. */
  readonly actions: readonly JsonValue[];
}

export type Filtered = { readonly ok: true; readonly result: Payload | null } | (Evaluated & { readonly ok: false });

/** The order in which Segment's delivery runs the actions of a filter, whatever order they are written in. */
const order = ["SAMPLE", "DROP", "DROP_PROPERTIES", "ALLOW_PROPERTIES"];

/**
 * What a destination would be sent of an event: all of it, parts of it, or nothing (null). The same event always gives
 * the same answer, also where a sample has no path to draw by.
 */
export function applyFilter(filter: Filter, payload: Payload): Filtered {
  const met = evaluate(filter.if, payload);
  if (!met.ok) return met;
  if (!met.value) return { ok: true, result: payload };
  const actions = filter.actions
    .map(record)
    .toSorted((a, b) => order.indexOf(text(a.type)) - order.indexOf(text(b.type)));
  const result = structuredClone(payload) as Open;
  for (const action of actions) {
    if (text(action.type) === "DROP" || (text(action.type) === "SAMPLE" && !isKept(action, payload))) {
      return { ok: true, result: null };
    }
    change(action, result);
  }
  return { ok: true, result };
}

function change(action: Payload, payload: Open): void {
  const keep = text(action.type) === "ALLOW_PROPERTIES";
  if (!keep && text(action.type) !== "DROP_PROPERTIES") return;
  for (const [path, names] of Object.entries(record(action.fields))) {
    changeAt(path === "" ? payload : lookUp(payload, namesOf(path)), names, keep);
  }
}

/** A list of names is about the object itself, or each object of a list; names with lists are about objects inside. */
function changeAt(value: JsonValue, names: JsonValue, keep: boolean): void {
  if (Array.isArray(value)) {
    for (const item of value) if (!Array.isArray(item)) changeAt(item, names, keep);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const object = value as Open;
  if (!Array.isArray(names)) {
    for (const [name, inner] of Object.entries(record(names))) changeAt(lookUp(object, [name]), inner, keep);
    return;
  }
  const listed = new Set(items(names).map(text));
  for (const name of Object.keys(object)) if (listed.has(name) !== keep) delete object[name];
}

/** Whether an event falls into the share that a sample keeps: drawn from the value at its path, else the whole event. */
function isKept(action: Payload, payload: Payload): boolean {
  const share = typeof action.percent === "number" ? action.percent : 1;
  if (share <= 0 || share >= 1) return share >= 1;
  const path = text(action.path);
  return draw(JSON.stringify(path ? lookUp(payload, namesOf(path)) : payload)) < share;
}

/** A number from 0 to 1 that only depends on the text (FNV-1a, then mixed so that near texts lie far apart). */
function draw(from: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < from.length; at++) hash = Math.imul(hash ^ from.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
