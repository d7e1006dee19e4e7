import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from "node:crypto";

export interface TestKey {
  readonly pem: string;
  readonly publicKey: KeyObject;
}

export function makeRsaKey(): TestKey {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return { pem, publicKey: createPublicKey(privateKey) };
}

/** The header and claims of a token that this key signed; null for any other. */
export function readJwt(token: string, key: KeyObject): Record<"header" | "claims", Record<string, unknown>> | null {
  const [header = "", claims = "", signature = ""] = token.split(".");
  const isSigned = verify("sha256", Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, "base64url"));
  const parse = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
  return isSigned ? { header: parse(header), claims: parse(claims) } : null;
}
