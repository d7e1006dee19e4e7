import { createHash, randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A ULID of the given time (ms) and ten bytes of entropy. Sorts by time. */
export function ulid(timeMs = Date.now(), entropy: Buffer = randomBytes(10)): string {
  let value = (BigInt(Math.floor(timeMs)) << 80n) | BigInt(`0x${entropy.subarray(0, 10).toString("hex")}`);
  let text = "";
  for (let i = 0; i < 26; i++) {
    text = ALPHABET[Number(value & 31n)] + text;
    value >>= 5n;
  }
  return text;
}

/** The same seed (`<ms>,<base64>` as the SDK sends it) and index give the same id, so a repeated send is seen as one. */
export function seededUlid(seed: string, index: number): string {
  const [time = "", entropy = ""] = seed.split(",", 2);
  const timeMs = /^\d{1,14}$/.test(time) ? Number(time) : Date.now();
  return ulid(timeMs, createHash("sha256").update(`${entropy}:${index}`).digest());
}
