import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { generateEd25519, inspectPrivateKey } from "@/server/integrations/git/ssh-key";
import { makeTempDir, removeDir } from "@/tests/support/temp-dir";

let dir = "";
beforeAll(async () => {
  dir = await makeTempDir();
  return () => removeDir(dir);
});

function keygen(...args: string[]): string {
  return execFileSync("ssh-keygen", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}

function keyFile(name: string, text: string): string {
  const path = join(dir, name);
  writeFileSync(path, text, { mode: 0o600 });
  chmodSync(path, 0o600);
  return path;
}

function made(name: string, ...args: string[]): string {
  const path = join(dir, name);
  keygen("-q", "-N", "", "-C", "ann@laptop", "-f", path, ...args);
  return execFileSync("cat", [path], { encoding: "utf8" });
}

/** What OpenSSH itself takes the public half to be; throws where it cannot read the key. */
function publicHalf(privateKey: string): string {
  return keygen("-y", "-P", "", "-f", keyFile(`check-${Math.random()}`, privateKey));
}

function withoutComment(line: string): string {
  return line.split(" ").slice(0, 2).join(" ");
}

function problemOf(text: string): string {
  const result = inspectPrivateKey(text);
  return result.ok ? "none" : result.problem.code;
}

describe("a generated pair", () => {
  it("is read by OpenSSH, which derives the same public half and fingerprint", () => {
    for (let round = 0; round < 5; round++) {
      const pair = generateEd25519({ comment: "tributary sample" });
      expect(publicHalf(pair.privateKey)).toBe(pair.publicKey);
      expect(keygen("-lf", keyFile("generated.pub", pair.publicKey))).toContain(`256 ${pair.fingerprint} tributary`);
    }
  });

  it("is new each time, passes its own inspection, and takes no line break from its comment", () => {
    const pair = generateEd25519({ comment: "a\nssh-rsa AAAA" });
    expect(pair.publicKey).not.toContain("\n");
    expect(pair.privateKey).not.toBe(generateEd25519({ comment: "a" }).privateKey);
    expect(inspectPrivateKey(pair.privateKey)).toMatchObject({ ok: true, key: { ...pair, repairs: [] } });
  });
});

describe("a pasted key", () => {
  it.each([
    ["ed25519", "ssh-ed25519", 256, ["-t", "ed25519"]],
    ["ecdsa", "ecdsa-sha2-nistp384", 384, ["-t", "ecdsa", "-b", "384"]],
    ["rsa", "ssh-rsa", 2048, ["-t", "rsa", "-b", "2048"]],
    ["rsa-pem", "ssh-rsa", 3072, ["-t", "rsa", "-b", "3072", "-m", "PEM"]],
    ["ecdsa-pem", "ecdsa-sha2-nistp256", 256, ["-t", "ecdsa", "-b", "256", "-m", "PEM"]],
  ])("of kind %s is recognised as OpenSSH does", (name, type, bits, args) => {
    const text = made(name, ...args);
    const result = inspectPrivateKey(text);
    if (!result.ok) throw new Error(result.problem.code);
    expect(result.key).toMatchObject({ type, bits });
    expect(withoutComment(result.key.publicKey)).toBe(withoutComment(publicHalf(text)));
    expect(withoutComment(publicHalf(result.key.privateKey))).toBe(withoutComment(publicHalf(text)));
    expect(keygen("-lf", `${join(dir, name)}.pub`)).toContain(result.key.fingerprint);
  });

  it.each(["ed25519", "rsa", "ec"] as const)(
    "in the general PKCS#8 form is rewritten so that ssh reads it: %s",
    (kind) => {
      const pair =
        kind === "ed25519"
          ? generateKeyPairSync("ed25519")
          : kind === "rsa"
            ? generateKeyPairSync("rsa", { modulusLength: 2048 })
            : generateKeyPairSync("ec", { namedCurve: "P-256" });
      const result = inspectPrivateKey(pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString());
      if (!result.ok) throw new Error(result.problem.code);
      expect(result.key.repairs).toContain("format");
      expect(withoutComment(publicHalf(result.key.privateKey))).toBe(withoutComment(result.key.publicKey));
    },
  );

  it("with copying damage is put right and says so", () => {
    const text = generateEd25519({ comment: "x" }).privateKey;
    const damaged: [string, string][] = [
      [text.replaceAll("\n", "\r\n"), "line ends"],
      [text.trimEnd(), "last line break"],
      [text.replaceAll("\n", " "), "line breaks"],
      [text.replaceAll("\n", "\\n"), "line breaks"],
      [`\n   ${text.replaceAll("\n", "\n   ")}`, "line breaks"],
    ];
    for (const [given, repair] of damaged) {
      const result = inspectPrivateKey(given);
      if (!result.ok) throw new Error(`${repair}: ${result.problem.code}`);
      expect(result.key.repairs).toContain(repair);
      expect(result.key.privateKey).toBe(text);
    }
  });

  it("that is locked is told apart, in the new and the old format", () => {
    const newer = join(dir, "locked");
    keygen("-q", "-t", "ed25519", "-N", "open sesame", "-f", newer);
    const older = join(dir, "locked-pem");
    keygen("-q", "-t", "rsa", "-b", "2048", "-m", "PEM", "-N", "open sesame", "-f", older);
    expect(problemOf(execFileSync("cat", [newer], { encoding: "utf8" }))).toBe("encrypted");
    expect(problemOf(execFileSync("cat", [older], { encoding: "utf8" }))).toBe("encrypted");
  });

  it("that is something else is named", () => {
    const pair = generateEd25519({ comment: "x" });
    const body = pair.privateKey.split("\n");
    expect(problemOf("")).toBe("empty");
    expect(problemOf("x".repeat(70_000))).toBe("too-long");
    expect(problemOf(pair.publicKey)).toBe("public-half");
    expect(problemOf("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n")).toBe("ppk");
    expect(problemOf("ssh-ed25519-cert-v01@openssh.com AAAA x")).toBe("certificate");
    expect(problemOf(`${pair.privateKey}${pair.privateKey}`)).toBe("several-keys");
    expect(problemOf("hunter2")).toBe("not-a-key");
    expect(problemOf(body.slice(0, 3).join("\n"))).toBe("damaged");
    expect(problemOf([...body.slice(0, 2), ...body.slice(3)].join("\n"))).toBe("damaged");
    const short = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
    expect(problemOf(short.export({ type: "pkcs1", format: "pem" }).toString())).toBe("too-weak");
  });

  it("with a foreign public half spliced in is damaged", () => {
    const mine = Buffer.from(generateEd25519({ comment: "" }).privateKey.split("\n").slice(1, -2).join(""), "base64");
    const other = Buffer.from(generateEd25519({ comment: "" }).privateKey.split("\n").slice(1, -2).join(""), "base64");
    const publicAt = mine.indexOf("ssh-ed25519") + "ssh-ed25519".length + 4;
    other.copy(mine, publicAt, publicAt, publicAt + 32);
    const text = `-----BEGIN OPENSSH PRIVATE KEY-----\n${mine.toString("base64")}\n-----END OPENSSH PRIVATE KEY-----\n`;
    expect(problemOf(text)).toBe("damaged");
  });

  it("is never repeated in a problem", () => {
    expect(
      JSON.stringify(inspectPrivateKey("-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----")),
    ).not.toContain("hunter2");
  });
});
