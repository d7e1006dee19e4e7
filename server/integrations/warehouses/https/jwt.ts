import { createPrivateKey, type KeyObject, sign } from "node:crypto";

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Signs claims as a JSON web token with RS256. */
export function signJwt(key: KeyObject, claims: object, header: object = {}): string {
  const body = `${base64url({ alg: "RS256", typ: "JWT", ...header })}.${base64url(claims)}`;
  return `${body}.${sign("sha256", Buffer.from(body), key).toString("base64url")}`;
}

const pem = /-----BEGIN ((?:RSA )?PRIVATE KEY)-----([\sA-Za-z0-9+/=]+)-----END \1-----/;

/** Reads an RSA key in PEM, also one that lost its line breaks in a form of one line; null for anything else. */
export function readRsaKey(given: string): KeyObject | null {
  const [, kind, inside] = pem.exec(given.replaceAll("\\n", "\n")) ?? [];
  if (kind === undefined || inside === undefined) return null;
  const lines = inside.replace(/\s/g, "").match(/.{1,64}/g) ?? [];
  try {
    const key = createPrivateKey(`-----BEGIN ${kind}-----\n${lines.join("\n")}\n-----END ${kind}-----\n`);
    return key.asymmetricKeyType === "rsa" ? key : null;
  } catch {
    return null;
  }
}
