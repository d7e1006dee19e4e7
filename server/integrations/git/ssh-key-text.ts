import { pem } from "@/server/integrations/git/ssh-key-encoding";
import { readSshString } from "@/server/integrations/git/ssh-wire";

const problems = {
  empty: ["No key was given.", "Paste the private key, or let us make a pair."],
  "too-long": ["This is far longer than a key.", "Paste the private key alone."],
  "public-half": ["This is the public half.", "Paste the private key: the file without .pub."],
  certificate: ["This is a certificate, not a private key.", "Paste the private key that belongs to it."],
  ppk: [
    "This is a key in PuTTY's format.",
    "In PuTTYgen use Conversions, then “Export OpenSSH key”, and paste that text.",
  ],
  encrypted: [
    "This key is locked with a passphrase.",
    "Use a key without one (ssh-keygen -p removes it), or let us make a pair for this connection alone.",
  ],
  "several-keys": ["There is more than one key in this text.", "Paste one private key."],
  "not-a-key": ["This is not a private key.", "Paste the whole text, from -----BEGIN to END-----."],
  damaged: ["The key is damaged: a part is missing or was changed.", "Copy it again from its file, whole."],
  "too-weak": ["This RSA key is too short to be safe.", "Use a key of 2048 bits or more, or an ed25519 key."],
  unsupported: ["This kind of key is not supported.", "Use an ed25519, ECDSA or RSA key; hardware keys need a person."],
} as const satisfies Record<string, readonly [string, string]>;

export type SshKeyProblemCode = keyof typeof problems;
export type SshKeyProblem = { code: SshKeyProblemCode; message: string; remedy: string };

export function sshKeyProblem(code: SshKeyProblemCode): { ok: false; problem: SshKeyProblem } {
  const [message, remedy] = problems[code];
  return { ok: false, problem: { code, message, remedy } };
}

/** A key's text in the one form that ssh reads surely, and what had to be put right. */
export type KeyText = {
  label: string;
  text: string;
  repairs: readonly string[];
  /** The public half that OpenSSH's own format keeps beside the private one; null in other formats. */
  publicBlob: Buffer | null;
};

const labels = ["OPENSSH PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "PRIVATE KEY"];

function recogniseOther(text: string): SshKeyProblemCode | null {
  if (text === "") return "empty";
  if (text.length > 64_000) return "too-long";
  if (/^PuTTY-User-Key-File-/.test(text)) return "ppk";
  if (/^(ssh-(rsa|dss|ed25519)|ecdsa-sha2-\S{1,20}|sk-\S{1,60})-cert-v01@openssh\.com /.test(text))
    return "certificate";
  if (/^(ssh-(rsa|dss|ed25519)|ecdsa-sha2-nistp\d{3}|sk-(ssh|ecdsa)\S{1,60}) /.test(text)) return "public-half";
  if (/BEGIN (SSH2|RSA)? ?PUBLIC KEY/.test(text)) return "public-half";
  if (/BEGIN CERTIFICATE/.test(text)) return "certificate";
  if (/BEGIN ENCRYPTED PRIVATE KEY|^Proc-Type: ?4, ?ENCRYPTED/m.test(text)) return "encrypted";
  if (/BEGIN DSA PRIVATE KEY/.test(text)) return "unsupported";
  return (text.match(/-----BEGIN /g) ?? []).length > 1 ? "several-keys" : null;
}

/** The open part of OpenSSH's own format: a cipher other than "none" needs a passphrase. Null when it is cut. */
function readHeader(body: Buffer): { cipher: string; publicBlob: Buffer } | null {
  const cipher = readSshString(body, "openssh-key-v1\0".length);
  const kdf = cipher && readSshString(body, cipher.next);
  const options = kdf && readSshString(body, kdf.next);
  const first = options && readSshString(body, options.next + 4);
  return first ? { cipher: cipher.value.toString("latin1"), publicBlob: first.value } : null;
}

function findRepairs(given: string, clean: string): string[] {
  const repairs: string[] = [];
  if (given.includes("\r")) repairs.push("line ends");
  if (!/\n$/.test(given)) repairs.push("last line break");
  const folded = (text: string) => text.replace(/\r\n?/g, "\n").trim();
  if (folded(given) !== folded(clean)) repairs.push("line breaks");
  return repairs;
}

export function readKeyText(given: string): { ok: true; value: KeyText } | { ok: false; problem: SshKeyProblem } {
  // A key copied out of JSON or an environment file has the two signs \n in place of line breaks.
  const text = given
    .replace(/^\ufeff/, "")
    .replaceAll("\\n", "\n")
    .trim();
  const other = recogniseOther(text);
  if (other !== null) return sshKeyProblem(other);
  const found = /^-----BEGIN ([A-Z ]{3,30})-----([\s\S]*)-----END \1-----$/.exec(text);
  const label = found?.[1] ?? "";
  if (!labels.includes(label)) return sshKeyProblem(text.startsWith("-----BEGIN ") ? "damaged" : "not-a-key");
  const packed = (found?.[2] ?? "").replace(/\s+/g, "");
  const body = Buffer.from(packed, "base64");
  if (body.length < 32 || body.toString("base64").replace(/=+$/, "") !== packed.replace(/=+$/, "")) {
    return sshKeyProblem("damaged");
  }
  const own = label === "OPENSSH PRIVATE KEY";
  const header = own ? readHeader(body) : null;
  if (own && header === null) return sshKeyProblem("damaged");
  if (header !== null && header.cipher !== "none") return sshKeyProblem("encrypted");
  const clean = pem(label, body, own ? 70 : 64);
  const publicBlob = header?.publicBlob ?? null;
  return { ok: true, value: { label, text: clean, repairs: findRepairs(given, clean), publicBlob } };
}
