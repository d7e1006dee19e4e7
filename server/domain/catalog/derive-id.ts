import { createHash } from "node:crypto";

const base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/** A stable id of 22 characters of base 58 for the thing that the parts name; never changes for the same parts. */
export function deriveId(...parts: readonly string[]): string {
  const digest = createHash("sha256").update(parts.join("\n")).digest("hex");
  let rest = BigInt(`0x${digest}`);
  let id = "";
  while (id.length < 22) {
    id += base58.charAt(Number(rest % 58n));
    rest /= 58n;
  }
  return id;
}
