import { readSshString, sshFingerprint } from "@/server/integrations/git/ssh-wire";
import { findUnsafeCharacter } from "@/server/integrations/git/text-safety";

/** The current SSH host keys of the three public hosts, all types: with one type alone ssh reports a change. */
const publishedKeys = new Map<string, readonly string[]>(
  Object.entries({
    "github.com": [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl",
      "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg=",
      "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQCj7ndNxQowgcQnjshcLrqPEiiphnt+VTTvDP6mHBL9j1aNUkY4Ue1gvwnGLVlOhGeYrnZaMgRK6+PKCUXaDbC7qtbW8gIkhL7aGCsOr/C56SJMy/BCZfxd1nWzAOxSDPgVsmerOBYfNqltV9/hWCqBywINIR+5dIg6JTJ72pcEpEjcYgXkE2YEFXV1JHnsKgbLWNlhScqb2UmyRkQyytRLtL+38TGxkxCflmO+5Z8CSSNY7GidjMIZ7Q4zMjA2n1nGrlTDkzwDCsw+wqFPGQA179cnfGWOWRVruj16z6XyvxvjJwbz0wQZ75XK5tKSb7FNyeIEs4TT4jk+S4dhPeAUC5y+bDYirYgM4GC7uEnztnZyaVWQ7B381AK4Qdrwt51ZqExKbQpTUNn+EjqoTwvqNj4kqx5QUCI0ThS/YkOxJCXmPUWZbhjpCg56i+2aB6CmK2JGhn57K5mj0MNdBXA4/WnwH6XoPWJzK5Nyu2zB3nAZp+S5hpQs+p1vN1/wsjk=",
    ],
    "gitlab.com": [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAfuCHKVTjquxvt6CM6tdG4SLp1Btn/nOeHHE5UOzRdf",
      "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBFSMqzJeV9rUzU4kWitGjeR4PWSa29SPqJ1fVkhtj3Hw9xjLVXVYrU9QlYWrOLXBpQ6KWjbjTDTdDkoohFzgbEY=",
      "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCsj2bNKTBSpIYDEGk9KxsGh3mySTRgMtXL583qmBpzeQ+jqCMRgBqB98u3z++J1sKlXHWfM9dyhSevkMwSbhoR8XIq/U0tCNyokEi/ueaBMCvbcTHhO7FcwzY92WK4Yt0aGROY5qX2UKSeOvuP4D6TPqKF1onrSzH9bx9XUf2lEdWT/ia1NEKjunUqu1xOB/StKDHMoX4/OKyIzuS0q/T1zOATthvasJFoPrAjkohTyaDUz2LN5JoH839hViyEG82yB+MjcFV5MU3N1l1QL3cVUCh93xSaua1N85qivl+siMkPGbO5xR/En4iEY6K2XPASUEMaieWVNTRCtJ4S8H+9",
    ],
    "bitbucket.org": [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIazEu89wgQZ4bqs3d63QSMzYVa0MuJ2e2gKTKqu+UUO",
      "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBPIQmuzMBuKdWeF4+a2sjSSpBK0iqitSQ+5BM9KhpexuGt20JpTVM7u5BDZngncgrqDMbWdxMWWOGtZ9UgbqgZE=",
      "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQDQeJzhupRu0u0cdegZIa8e86EG2qOCsIsD1Xw0xSeiPDlCr7kq97NLmMbpKTX6Esc30NuoqEEHCuc7yWtwp8dI76EEEB1VqY9QJq6vk+aySyboD5QF61I/1WeTwu+deCbgKMGbUijeXhtfbxSxm6JwGrXrhBdofTsbKRUsrN1WoNgUa8uqN1Vx6WAJw1JHPhglEGGHea6QICwJOAr/6mrui/oB7pkaWKHj3z7d1IC4KWLtY47elvjbaTlkN04Kc/5LFEirorGYVbt15kAUlqGM65pk6ZBxtaO3+30LVlORZkxOh+LKL/BvbZ/iRNhItLqNyieoQj/uh/7Iv4uyH/cV/0b4WDSd3DptigWq84lJubb9t/DnZlrJazxyDCulTmKdOR7vs9gMTo+uoIrPSb8ScTtvw65+odKAlBj59dhnVp9zd7QUojOpXlL62Aw56U4oO+FALuevvMjiWeavKhJqlR7i5n9srYcrNV7ttmDw7kf/97P5zauIhxcjX+xHv4M=",
    ],
  }),
);

/** Where the same keys answer on port 443, for networks that block port 22. */
const alternativeNames = new Map([
  ["github.com", "ssh.github.com"],
  ["gitlab.com", "altssh.gitlab.com"],
  ["bitbucket.org", "altssh.bitbucket.org"],
]);

/** Keys that were current once. A server that still shows one, or a file that still holds one, is out of date. */
const retiredKeys = new Map([
  ["SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8", { host: "github.com", since: "24 March 2023" }],
  ["SHA256:zzXQOXSRBEiUtuE8AikJYKwbHaxvSc0ojez9YXaGp1A", { host: "bitbucket.org", since: "20 June 2023" }],
]);

/** One line of a known_hosts file: `names` as written (`host`, `[host]:port` or a hash), `key` in base64. */
export type KnownHost = {
  names: readonly string[];
  type: string;
  key: string;
  fingerprint: string;
  revoked: boolean;
};

export type KnownHostsProblem = { line: number; message: string };

/** The name under which ssh looks a server up: with brackets and port unless the port is 22. */
export function knownHostsName(host: string, port: number): string {
  return port === 22 ? host : `[${host}]:${port}`;
}

function mainNameOf(host: string): string | null {
  if (publishedKeys.has(host)) return host;
  return [...alternativeNames].find(([, alternative]) => alternative === host)?.[0] ?? null;
}

/** known_hosts lines for one of the three public hosts under every name it answers to; "" for any other host. */
export function pinnedKnownHosts(host: string): string {
  const main = mainNameOf(host.toLowerCase());
  if (main === null) return "";
  const alternative = alternativeNames.get(main) ?? main;
  const names = [main, `[${main}]:443`, alternative, `[${alternative}]:443`].join(",");
  return (publishedKeys.get(main) ?? []).map((key) => `${names} ${key}\n`).join("");
}

/** A key's wire form is a row of strings that ends exactly with its bytes; a copy that lost its end does not. */
function isWhole(blob: Buffer): boolean {
  let offset = 0;
  let count = 0;
  while (offset < blob.length) {
    const part = readSshString(blob, offset);
    if (part === null) return false;
    offset = part.next;
    count++;
  }
  return count >= 2;
}

function readLine(text: string): KnownHost | null {
  const fields = text.split(/[ \t]+/);
  const marker = fields[0]?.startsWith("@") ? fields.shift() : undefined;
  const [names = "", type = "", key = ""] = fields;
  if (marker !== undefined && marker !== "@revoked") return null;
  const blob = Buffer.from(key, "base64");
  const inner = readSshString(blob, 0)?.value.toString("latin1");
  if (
    names === "" ||
    inner !== type ||
    !isWhole(blob) ||
    blob.toString("base64").replace(/=+$/, "") !== key.replace(/=+$/, "")
  )
    return null;
  return { names: names.split(","), type, key, fingerprint: sshFingerprint(blob), revoked: marker !== undefined };
}

/** Reads a known_hosts text. Comments are skipped; a line that is no host key, or whose key is cut, is a problem. */
export function parseKnownHosts(text: string): { hosts: KnownHost[]; problems: KnownHostsProblem[] } {
  const hosts: KnownHost[] = [];
  const problems: KnownHostsProblem[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const unsafe = findUnsafeCharacter(line.replaceAll("\t", " ")) !== null || line.length > 20_000;
    const host = unsafe ? null : readLine(line);
    if (host) hosts.push(host);
    else problems.push({ line: index + 1, message: "This is not a whole known_hosts line." });
  }
  return { hosts, problems };
}

export type HostKeyVerdict =
  | { verdict: "pinned" }
  | { verdict: "retired"; message: string; remedy: string }
  | { verdict: "wrong"; message: string; remedy: string }
  | { verdict: "not-published" };

/** What to make of the key that a server shows: known for the three public hosts, for others nobody but a person can say. */
export function judgeHostKey(host: string, fingerprint: string): HostKeyVerdict {
  const main = mainNameOf(host.toLowerCase());
  if (main === null) return { verdict: "not-published" };
  const retired = retiredKeys.get(fingerprint);
  if (retired?.host === main) {
    const message = `This is the old host key of ${main}, replaced on ${retired.since}.`;
    return { verdict: "retired", message, remedy: "Do not accept it: take the host's current keys." };
  }
  const current = parseKnownHosts(pinnedKnownHosts(main)).hosts.some((key) => key.fingerprint === fingerprint);
  if (current) return { verdict: "pinned" };
  const message = `This is not a host key that ${main} publishes.`;
  return { verdict: "wrong", message, remedy: "Do not connect: somebody may be in between." };
}
