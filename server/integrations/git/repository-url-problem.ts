/** Why an address was refused. `suggestion` is a corrected address that a form may offer; it never holds a secret. */
export type RepositoryUrlProblem = {
  code: RepositoryUrlProblemCode;
  message: string;
  remedy: string;
  suggestion: string | null;
};

const texts = {
  empty: ["No repository address was given.", "Copy the clone address from the host's page of the repository."],
  "too-long": ["The repository address is longer than 2,048 characters.", "Copy the clone address again."],
  "control-characters": [
    "The address holds line breaks or other control characters.",
    "Copy the clone address again, as one line.",
  ],
  "hidden-characters": [
    "The address holds characters that cannot be seen or that change the reading direction.",
    "Type the address by hand, or copy it from the host's own page.",
  ],
  whitespace: ["The address holds spaces.", "Copy the clone address again, without anything around it."],
  option: [
    "The address, or a part of it, begins with a dash and would be read as an option.",
    "Use the clone address.",
  ],
  "transport-helper": [
    "Addresses of the form name::address start a helper program and are not accepted.",
    "Use an ssh:// or https:// address.",
  ],
  "local-path": [
    "Folders and file:// addresses are not accepted.",
    "Use the ssh:// or https:// address of a Git host.",
  ],
  "insecure-protocol": ["git:// and http:// send everything unprotected.", "Use an ssh:// or https:// address."],
  "unknown-protocol": ["This kind of address is not known.", "Use an ssh:// or https:// address."],
  credentials: [
    "The address holds a password or a token.",
    "Remove it from the address and enter it in the credential's own field; then replace it at the host, since it was shown here.",
  ],
  unreadable: ["This is not a repository address.", "Use git@host:owner/name.git or https://host/owner/name.git."],
  "host-invalid": ["The host name is not valid.", "Use the plain name of the Git host."],
  "host-not-allowed": [
    "This Git host is not on the list of allowed hosts.",
    "Use GitHub, GitLab or Bitbucket, or ask the operator to allow the host.",
  ],
  "port-invalid": ["The port is not a number from 1 to 65535.", "Correct the port, or leave it out."],
  "port-not-allowed": [
    "This host is not reached on that port.",
    "Leave the port out, or ask the operator to allow it.",
  ],
  "port-as-path": [
    "In git@host:… the part after the colon is a path, so the number is not a port.",
    "Write ssh://git@host:port/owner/name.git to name a port.",
  ],
  "path-invalid": [
    "The path of the repository holds characters that do not belong there.",
    "Copy the clone address again.",
  ],
  "path-traversal": ["The path holds “.” or “..” or empty parts.", "Copy the clone address again."],
  "path-depth": ["The path does not have the parts that this host needs.", "Copy the clone address again."],
  "browser-url": ["This is the address of a page, not of the repository.", "Use the clone address."],
  query: ["The address carries a query or a fragment (? or #).", "Use the clone address alone."],
  "wrong-protocol": ["The address does not fit the chosen kind of credential.", "Use an address of the chosen kind."],
} as const satisfies Record<string, readonly [string, string]>;

export type RepositoryUrlProblemCode = keyof typeof texts;

export function urlProblem(
  code: RepositoryUrlProblemCode,
  more: { suggestion?: string | null; remedy?: string } = {},
): { ok: false; problem: RepositoryUrlProblem } {
  const [message, remedy] = texts[code];
  return { ok: false, problem: { code, message, remedy: more.remedy ?? remedy, suggestion: more.suggestion ?? null } };
}
