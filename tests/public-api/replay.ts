import { expect } from "vitest";
import type { ApiClient } from "./client";

/** A call as the Terraform provider made it; `{names}` in braces stand for ids. */
export interface RecordedCall {
  readonly phase: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly status: number;
  readonly answer: unknown;
  /** Ids that this call's answer gives, by name: where they stand in `data`, such as `function.id`. */
  readonly gives?: { readonly [name: string]: string };
}

/** Known ids by name; grows with the calls that are replayed. */
export type Ids = { [name: string]: string };

/**
 * Sends recorded calls one after the other: each must have its status, and an answer with every recorded field and
 * value. Lists may hold more than was recorded.
 */
export async function replay(client: Pick<ApiClient, "send">, calls: readonly RecordedCall[], ids: Ids): Promise<void> {
  for (const call of calls) {
    const said = `${call.phase}: ${call.method} ${call.path}`;
    const given = call.body === undefined ? undefined : JSON.parse(withIds(JSON.stringify(call.body), ids));
    const { status, data, errors } = await client.send(call.method, withIds(call.path, ids), given);
    expect({ said, status, errors }).toEqual({ said, status: call.status, errors: [] });
    for (const [name, place] of Object.entries(call.gives ?? {})) {
      ids[name] = place.split(".").reduce((value, key) => value[key], data) as string;
    }
    const wanted = JSON.parse(withIds(JSON.stringify(call.answer), ids)) as { data: unknown };
    expect({ said, data }).toEqual({ said, data: holding(wanted.data) });
  }
}

const withIds = (text: string, ids: Ids) => text.replace(/\{(\w+)\}/g, (whole, name: string) => ids[name] ?? whole);

/** A matcher for what holds at least these fields, at every depth. */
function holding(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : expect.arrayContaining(value.map(holding));
  if (typeof value !== "object" || value === null) return value;
  return expect.objectContaining(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, holding(item)])));
}
