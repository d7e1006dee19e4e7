/** What git, ssh and the host said, cleaned and taken apart for the rules. Every field is bounded. */
export type Evidence = {
  /** All lines, "remote:" removed, addresses blanked, so that names chosen by strangers do not decide. */
  all: string;
  /** Only what the server sent; only what this side's programs said. */
  remote: string;
  local: string;
  /** Reasons of refused refs, one a line: `remote: reason` when the server refused, `local: reason` when git did. */
  rejected: string;
  httpStatus: number | null;
};

const maxInput = 256_000;
const maxLines = 400;
const maxLineLength = 600;

function stripAnsi(text: string): string {
  // OSC … BEL/ST, CSI sequences, then every other control character but newline and tab.
  return text
    .replace(/\u001b\][^\u0007\u001b]{0,500}(?:\u0007|\u001b\\)?/g, "")
    .replace(/\u001b\[[0-9;?]{0,40}[ -/]{0,4}[@-~]/g, "")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "");
}

/** Lines of a process's output without colours, control characters and progress redraws; the middle of a flood is cut. */
export function outputLines(text: string): string[] {
  const half = maxInput / 2;
  const bounded = text.length <= maxInput ? text : `${text.slice(0, half)}\n${text.slice(-half)}`;
  const lines = stripAnsi(bounded.replace(/\r\n?/g, "\n"))
    .split("\n")
    .map((line) => line.slice(0, maxLineLength).trimEnd());
  return lines.length <= maxLines ? lines : [...lines.slice(0, maxLines / 2), ...lines.slice(-maxLines / 2)];
}

type Rejection = { by: "remote" | "local"; reason: string };

/** A refused ref, in git's human form (`! [rejected] a -> b (why)`) or with --porcelain (`!\ta:b\t[rejected] (why)`). */
function readRejection(line: string): Rejection | null {
  if (!/^\s?!\s/.test(line)) return null;
  const mark = line.indexOf("rejected]");
  const open = line.indexOf(" (", mark);
  if (mark < 0) return null;
  const reason = open < 0 ? "" : line.slice(open + 2).replace(/\)$/, "");
  return { by: line.includes("[remote rejected]") ? "remote" : "local", reason };
}

function blankAddresses(line: string): string {
  return line.replace(/\b(https?|ssh):\/\/[^\s'"`]+/gi, "$1://<url>");
}

function findHttpStatus(text: string): number | null {
  const found =
    /(?:returned error: |RPC failed; HTTP |HTTP code = |HTTP\/[12](?:\.\d)? |status(?: code)? )([1-5]\d\d)\b/i.exec(
      text,
    );
  return found?.[1] === undefined ? null : Number(found[1]);
}

export function readEvidence(text: string): Evidence {
  const remote: string[] = [];
  const local: string[] = [];
  const all: string[] = [];
  const rejected: string[] = [];
  for (const raw of outputLines(text)) {
    const rejection = readRejection(raw);
    if (rejection) rejected.push(`${rejection.by}: ${blankAddresses(rejection.reason)}`);
    else if (/^To \S+$/.test(raw)) continue;
    else if (raw.startsWith("remote:")) {
      const words = blankAddresses(raw.slice("remote:".length).trimStart());
      remote.push(words);
      all.push(words);
    } else {
      const words = blankAddresses(raw);
      local.push(words);
      all.push(words);
    }
  }
  const joined = all.join("\n");
  return {
    all: joined,
    remote: remote.join("\n"),
    local: local.join("\n"),
    rejected: rejected.join("\n"),
    httpStatus: findHttpStatus(joined),
  };
}

/** Lines that every failure shares and that explain nothing. */
const frames =
  /^(hint:|To \S+$|Cloning into|done\.$|Everything up-to-date$|Please make sure you have the correct access|and the repository exists\.|fatal: Could not read from remote repository\.|error: failed to push some refs|fatal: the remote end hung up|send-pack: unexpected disconnect|Done$|Counting objects|Compressing objects|Writing objects|Total \d)/i;

/** ssh's advice about files that are ours and gone by now; what to do instead is the remedy's to say. */
const adviceOfSsh =
  /^\s*(Add correct host key in |Offending \S{1,40} key in |remove with:|ssh-keygen -f |Please contact your system administrator)/i;

function isNoise(line: string): boolean {
  return (
    frames.test(line) ||
    adviceOfSsh.test(line) ||
    !/[\p{L}\p{N}]/u.test(line) ||
    /^(remote: )?(Resolving deltas|Processing changes)/.test(line)
  );
}

/**
 * The words that explain a failure, for a person: the host's lines first in their order, without frames, banners and
 * secrets. At most 20 lines and 2,000 characters; "" when nothing was said.
 */
export function explainingWords(text: string, secrets: readonly string[] = []): string {
  const words = outputLines(maskSecrets(text, secrets))
    .filter((line) => !isNoise(line))
    .map((line) => {
      const rejection = readRejection(line);
      return rejection ? rejection.reason : line.replace(/^remote: ?/, "").trim();
    })
    .filter((line) => line !== "")
    .map((line) => (line.length > 300 ? `${line.slice(0, 299)}…` : line));
  return [...new Set(words)].slice(0, 20).join("\n").slice(0, 2000);
}

const knownSecrets: readonly [RegExp, string][] = [
  [/\b(github_pat_|gh[pousr]_|glpat-|gldt-|glcbt-|glrt-|ATATT|ATCTT|ATBB)[A-Za-z0-9_=.-]{6,400}/g, "$1•••"],
  [/(:\/\/[^\s/:@'"]{0,200}):[^\s/@'"]{1,400}@/g, "$1:•••@"],
  [/([?&](?:access_token|private_token|token|key|secret|password)=)[^\s&'"]{1,400}/gi, "$1•••"],
  [/(authorization: *(?:basic|bearer|token) +)\S{1,1000}/gi, "$1•••"],
  // The address that lifts a secret-scanning block is for the person who decides on it, at the host.
  [/(\/unblock-secret\/)[^\s'"]{1,200}/g, "$1•••"],
];

/** Blanks tokens by their shape, and the given secrets wherever and however often they occur. */
export function maskSecrets(text: string, secrets: readonly string[] = []): string {
  const half = maxInput / 2;
  let masked = text.length <= maxInput ? text : `${text.slice(0, half)}\n${text.slice(-half)}`;
  for (const secret of secrets) {
    if (secret.length < 4) continue;
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")]) {
      masked = masked.replaceAll(form, "•••");
    }
  }
  for (const [pattern, replacement] of knownSecrets) masked = masked.replace(pattern, replacement);
  return masked;
}
