import { type FailureRule, rule } from "@/server/integrations/git/failure-rule";

/** What OpenSSH says about host keys, our key and the connection's beginning. */
export const sshRules: readonly FailureRule[] = [
  rule(
    "host-key-changed",
    /host identification has changed|revoked host key|host key for [^\n]{1,300} (has changed|was revoked)/i,
  ),
  rule("host-key-unknown", /host key is known for|host key verification failed/i),
  rule(
    "ssh-no-common-algorithm",
    /unable to negotiate with|RSA key with SHA-1|no matching (host key type|key exchange method|cipher)/i,
  ),
  rule("ssh-key-unverified", /EPOLICYKEYAGE|ssh key [^\n]{0,80}(unverified|must be verified)/i),
  rule("auth-too-many-keys", /too many authentication failures/i),
  rule("auth-key-passphrase", /incorrect passphrase|passphrase supplied to decrypt/i),
  rule("auth-key-permissions", /unprotected private key file|: bad permissions/i),
  rule("auth-key-unreadable", /^load key [^\n]{1,300}: (error in libcrypto|invalid format|unknown or unsupported)/im),
  rule("auth-bad-key", /identity file [^\n]{1,300} not accessible/i, {
    remedy: "The key's file was missing when it was needed. Store the key in the connection again.",
  }),
  // An encrypted key reads the same in batch mode: inspectPrivateKey tells it apart beforehand.
  rule("auth-bad-key", /permission denied \([a-z,-]{1,200}\)|public key authentication failed/i, {
    also: ["auth-key-passphrase"],
  }),
  rule(
    "timeout",
    /(kex_exchange_identification|banner exchange)[^\n]{0,200}timed out|timed out during banner exchange/i,
    {
      remedy:
        "The port opens but no SSH server answers: a filtering proxy, or the wrong port. Try the host's SSH on port 443, or HTTPS.",
    },
  ),
  rule("rate-limited", /^(kex|ssh)_exchange_identification: [^\n]{0,100}connection (reset|closed)/im, {
    remedy:
      "The host drops new SSH connections (too many at once, or a ban). We wait and try again; lower the number of parallel users of this host if it goes on.",
  }),
];
