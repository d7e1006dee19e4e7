/** Who made or wrote a commit, and when. */
export type CommitIdentity = { name: string; email: string; date: Date };

/**
 * `Name <mail> seconds +0000`, safe for git whatever a person typed as their name: control characters, `<` and `>` go,
 * white space is folded, an empty name falls back to the mail's local part.
 */
export function identityText(identity: CommitIdentity): string {
  const seconds = Math.floor(identity.date.getTime() / 1000);
  if (!Number.isSafeInteger(seconds) || seconds < 0) throw new RangeError("a commit needs a date from 1970 on");
  const email = clean(identity.email).replaceAll(" ", "");
  const name = clean(identity.name) || (email.split("@")[0] ?? "") || "unknown";
  return `${name} <${email}> ${seconds} +0000`;
}

/** Message as git stores it: LF only, no NUL, no white space at the end but one line break. */
export function messageText(message: string): string {
  return `${message.replace(/\r\n?/g, "\n").replaceAll("\0", "").trimEnd()}\n`;
}

function clean(text: string): string {
  return text
    .replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]/g, " ")
    .replace(/[<>]/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^[.,:;"'\\\s]+|[,:;"'\\\s]+$/g, "")
    .slice(0, 200);
}
