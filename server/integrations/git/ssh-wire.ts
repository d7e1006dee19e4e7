import { createHash } from "node:crypto";

/** RFC 4251 strings: a four-byte length, then the bytes. */
export function sshString(value: string | Buffer): Buffer {
  const bytes = typeof value === "string" ? Buffer.from(value) : value;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Reads the string at `offset`; null when the bytes end too early. */
export function readSshString(bytes: Buffer, offset: number): { value: Buffer; next: number } | null {
  if (offset + 4 > bytes.length) return null;
  const end = offset + 4 + bytes.readUInt32BE(offset);
  return end > bytes.length ? null : { value: bytes.subarray(offset + 4, end), next: end };
}

/** The `SHA256:…` fingerprint of a public key's wire form, as `ssh-keygen -lf` and the hosts' pages print it. */
export function sshFingerprint(blob: Buffer): string {
  return `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`;
}
