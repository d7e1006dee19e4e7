import { createHash } from "node:crypto";
import type { Keyed } from "./plan";

const READABLE_LENGTH = 200;

/** The row key of a limit for one event: readable when short, hashed when long. */
export function keyFor(option: Keyed, event: unknown): string {
  const value = option.key ? JSON.stringify(option.key({ event }) ?? null) : "";
  const text = `${option.name}=${value}`;
  // Postgres text cannot hold U+0000; JSON escapes it in the value, an expression's own text may contain it.
  if (text.length <= READABLE_LENGTH && !text.includes("\0")) return text;
  return createHash("sha256").update(text).digest("hex");
}
