import { type KeyObject, randomBytes } from "node:crypto";
import { sshString } from "@/server/integrations/git/ssh-wire";

const label = "OPENSSH PRIVATE KEY";

export function pem(name: string, body: Buffer, width = 70): string {
  const lines = body.toString("base64").match(new RegExp(`.{1,${width}}`, "g")) ?? [];
  return `-----BEGIN ${name}-----\n${lines.join("\n")}\n-----END ${name}-----\n`;
}

function rawHalves(key: KeyObject): { seed: Buffer; publicBytes: Buffer } {
  const jwk = key.export({ format: "jwk" });
  return { seed: Buffer.from(jwk.d ?? "", "base64url"), publicBytes: Buffer.from(jwk.x ?? "", "base64url") };
}

export function ed25519Blob(key: KeyObject): Buffer {
  return Buffer.concat([sshString("ssh-ed25519"), sshString(rawHalves(key).publicBytes)]);
}

/** An ed25519 private key in OpenSSH's own format (PROTOCOL.key), without a passphrase. */
export function encodeOpenSshEd25519(key: KeyObject, comment: string): string {
  const { seed, publicBytes } = rawHalves(key);
  const blob = ed25519Blob(key);
  const check = randomBytes(4);
  const secret = Buffer.concat([
    check,
    check,
    sshString("ssh-ed25519"),
    sshString(publicBytes),
    sshString(Buffer.concat([seed, publicBytes])),
    sshString(comment),
  ]);
  const padding = Buffer.from(Array.from({ length: (8 - (secret.length % 8)) % 8 }, (_, index) => index + 1));
  const count = Buffer.from([0, 0, 0, 1]);
  return pem(
    label,
    Buffer.concat([
      Buffer.from("openssh-key-v1\0"),
      sshString("none"),
      sshString("none"),
      sshString(""),
      count,
      sshString(blob),
      sshString(Buffer.concat([secret, padding])),
    ]),
  );
}
