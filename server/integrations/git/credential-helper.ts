/** The files of one token credential: a script that holds no secret, and the secret beside it. */
export type CredentialFiles = { script: string; secret: string };

/**
 * A credential helper for one origin. git hands it protocol and host in fields of their own, and it answers only when
 * both are the expected ones: a redirect or a submodule on another host gets nothing. The token is read from a 0600 file,
 * so it is in no argument, no environment and no URL.
 */
export function credentialFiles(options: {
  origin: string;
  username: string;
  token: string;
  secretPath: string;
}): CredentialFiles {
  const host = options.origin.replace(/^https:\/\//, "");
  if (/[\0\r\n]/.test(options.username + options.token)) throw new TypeError("a token cannot hold a line break");
  const script = [
    '[ "$1" = get ] || exit 0',
    "protocol= host=",
    "while IFS='=' read -r key value; do",
    '  case "$key" in protocol) protocol=$value ;; host) host=$value ;; "") break ;; esac',
    "done",
    `[ "$protocol" = https ] && [ "$host" = ${shellQuoted(host)} ] || exit 0`,
    `cat ${shellQuoted(options.secretPath)}`,
    "",
  ].join("\n");
  return { script, secret: `username=${options.username}\npassword=${options.token}\n` };
}

/** One word for `sh`, whatever it holds. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
