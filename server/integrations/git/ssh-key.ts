import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import ssh2, { type ParsedKey } from "ssh2";
import { ed25519Blob, encodeOpenSshEd25519 } from "@/server/integrations/git/ssh-key-encoding";
import { type KeyText, readKeyText, type SshKeyProblem, sshKeyProblem } from "@/server/integrations/git/ssh-key-text";
import { sshFingerprint } from "@/server/integrations/git/ssh-wire";
import { findUnsafeCharacter } from "@/server/integrations/git/text-safety";

/** A usable key pair. `privateKey` is the normalised text that ssh can read; `publicKey` one line for the host's form. */
export type SshKeyPair = {
  type: string;
  bits: number;
  fingerprint: string;
  publicKey: string;
  privateKey: string;
  /** What was put right in the pasted text, such as "line ends". */
  repairs: readonly string[];
};

export type SshKeyInspection = { ok: true; key: SshKeyPair } | { ok: false; problem: SshKeyProblem };

const smallestRsa = 2048;

function cleanComment(comment: string): string {
  return findUnsafeCharacter(comment) === null ? comment.trim().slice(0, 120) : "";
}

/** A new ed25519 pair without passphrase, in OpenSSH's formats. `comment` is shown by the host beside the key. */
export function generateEd25519(options: { comment: string }): SshKeyPair {
  const { privateKey } = generateKeyPairSync("ed25519");
  return ed25519Pair(privateKey, cleanComment(options.comment), []);
}

function ed25519Pair(key: KeyObject, comment: string, repairs: readonly string[]): SshKeyPair {
  const blob = ed25519Blob(key);
  return {
    type: "ssh-ed25519",
    bits: 256,
    fingerprint: sshFingerprint(blob),
    publicKey: `ssh-ed25519 ${blob.toString("base64")} ${comment}`.trim(),
    privateKey: encodeOpenSshEd25519(key, comment),
    repairs,
  };
}

/**
 * Judges a pasted private key without starting any program: what it is, its public half, and what is wrong with it.
 * Small damage from copying (line ends, spaces, a missing last line break) is put right. No text repeats the key.
 */
export function inspectPrivateKey(text: string): SshKeyInspection {
  const read = readKeyText(text);
  if (!read.ok) return read;
  if (read.value.label === "PRIVATE KEY") return inspectPkcs8(read.value);
  const parsed: ParsedKey | ParsedKey[] | Error = ssh2.utils.parseKey(read.value.text);
  if (parsed instanceof Error) return sshKeyProblem(/encrypted/i.test(parsed.message) ? "encrypted" : "damaged");
  const key = Array.isArray(parsed) ? parsed[0] : parsed;
  return key === undefined ? sshKeyProblem("damaged") : inspectParsed(key, read.value);
}

/** The general format of other tools: OpenSSH reads it for some kinds only, so it is written in the kind's own form. */
function inspectPkcs8(read: KeyText): SshKeyInspection {
  const key = readPem(read.text);
  if (key === null) return sshKeyProblem("damaged");
  const repairs = [...read.repairs, "format"];
  switch (key.asymmetricKeyType) {
    case "ed25519":
      return { ok: true, key: ed25519Pair(key, "", repairs) };
    case "rsa":
    case "ec": {
      const format = key.asymmetricKeyType === "rsa" ? "pkcs1" : "sec1";
      const own = readKeyText(key.export({ format: "pem", type: format }).toString());
      if (!own.ok) return own;
      const inspected = inspectPrivateKey(own.value.text);
      return inspected.ok ? { ok: true, key: { ...inspected.key, repairs } } : inspected;
    }
    default:
      return sshKeyProblem("unsupported");
  }
}

function readPem(text: string): KeyObject | null {
  try {
    return createPrivateKey(text);
  } catch {
    return null;
  }
}

function bitsOf(key: ParsedKey): number {
  if (key.type === "ssh-ed25519") return 256;
  const curve = /nistp(\d+)$/.exec(key.type)?.[1];
  if (curve !== undefined) return Number(curve);
  return createPublicKey(key.getPublicPEM()).asymmetricKeyDetails?.modulusLength ?? 0;
}

/** True when the public half in the text belongs to its private half: a spliced text signs what it cannot verify. */
function halvesMatch(key: ParsedKey): boolean {
  try {
    const sample = randomBytes(32);
    const signature: Buffer | Error = key.sign(sample);
    return !(signature instanceof Error) && key.verify(sample, signature) === true;
  } catch {
    return false;
  }
}

function inspectParsed(key: ParsedKey, read: KeyText): SshKeyInspection {
  if (!/^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521))$/.test(key.type)) return sshKeyProblem("unsupported");
  if (!key.isPrivateKey()) return sshKeyProblem("public-half");
  const blob = key.getPublicSSH();
  const ownHalf = read.publicBlob === null || read.publicBlob.equals(blob);
  if (!ownHalf || !halvesMatch(key)) return sshKeyProblem("damaged");
  const bits = bitsOf(key);
  if (key.type === "ssh-rsa" && bits < smallestRsa) return sshKeyProblem("too-weak");
  const comment = cleanComment(key.comment ?? "");
  return {
    ok: true,
    key: {
      type: key.type,
      bits,
      fingerprint: sshFingerprint(blob),
      publicKey: `${key.type} ${blob.toString("base64")} ${comment}`.trim(),
      privateKey: read.text,
      repairs: read.repairs,
    },
  };
}
