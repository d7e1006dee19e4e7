import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { env } from "./env";

export interface Sealed {
  /** 12 bytes nonce, 16 bytes tag, ciphertext. */
  readonly ciphertext: Uint8Array<ArrayBuffer>;
  readonly keyId: string;
}

export interface KeyRing {
  readonly current: string;
  readonly keys: ReadonlyMap<string, Buffer>;
}

const algorithm = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/** Reads `id:base64,id:base64`; the first key encrypts, all of them decrypt. */
export function parseKeyRing(text: string): KeyRing {
  const entries = text.split(",").map((entry) => {
    const [id = "", key = ""] = entry.trim().split(/:(.*)/s);
    return [id, Buffer.from(key, "base64")] as const;
  });
  const [first] = entries;
  if (!first || entries.some(([, key]) => key.length !== 32))
    throw new Error("Each encryption key must have 32 bytes.");
  return { current: first[0], keys: new Map(entries) };
}

let ring: KeyRing | undefined;

export function keyRing(): KeyRing {
  if (!ring) {
    const text = env().TRIBUTARY_ENCRYPTION_KEYS;
    if (!text) throw new Error("TRIBUTARY_ENCRYPTION_KEYS is not set: start the product with `npm start`, or set it.");
    ring = parseKeyRing(text);
  }
  return ring;
}

/**
 * Encrypts with AES-256-GCM. `context` (such as "git-connection:<id>") is authenticated: a ciphertext moved to another
 * row does not decrypt.
 */
export function seal(plaintext: string, context: string, keys: KeyRing = keyRing()): Sealed {
  const key = keys.keys.get(keys.current);
  if (!key) throw new Error(`Encryption key ${keys.current} is missing.`);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
  return { ciphertext: new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), body])), keyId: keys.current };
}

export function unseal(
  sealed: { ciphertext: Uint8Array; keyId: string },
  context: string,
  keys: KeyRing = keyRing(),
): string {
  const key = keys.keys.get(sealed.keyId);
  if (!key)
    throw new Error(`The key “${sealed.keyId}” that encrypted this secret is not in TRIBUTARY_ENCRYPTION_KEYS.`);
  const bytes = Buffer.from(sealed.ciphertext);
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes)).setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString("utf8");
}
