import { createHmac } from "node:crypto";

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const result: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value).sort()) result[key] = sorted((value as Record<string, unknown>)[key]);
  return result;
}

/** JSON with sorted keys (RFC 8785): the SDK checks the signature over this form, not over the bytes it received. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

/** Value of the `x-inngest-signature` header for a canonical body. */
export function signature(body: string, key: string, nowMs = Date.now()): string {
  const seconds = Math.floor(nowMs / 1000).toString();
  return `t=${seconds}&s=${createHmac("sha256", key).update(body).update(seconds).digest("hex")}`;
}
