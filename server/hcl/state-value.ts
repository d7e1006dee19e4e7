import { HclError } from "./error";
import type { JsonValue } from "./schema";

/** A state that does not fit its attributes: a bug or a hostile client, never a person's HCL. */
export function wrongState(message: string): HclError {
  return new HclError("wrong_value", message, "Correct the resource before it is written.", "state", null);
}

export function asList(value: JsonValue): readonly JsonValue[] {
  if (Array.isArray(value)) return value;
  throw wrongState("A list or set holds something else than a list.");
}

export function asObject(value: JsonValue): { readonly [key: string]: JsonValue } {
  if (value !== null && typeof value === "object" && !Array.isArray(value)) {
    return value as { readonly [key: string]: JsonValue };
  }
  throw wrongState("An object attribute holds something else than an object.");
}
