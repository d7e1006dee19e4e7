import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classifyGitFailure } from "@/server/integrations/git/failure";

const rejectedByHook = " ! [remote rejected] main -> main (pre-receive hook declined)";
const noFrame = "fatal: Could not read from remote repository.";
const access = "fatal: unable to access 'https://git.test/a/b.git/':";

describe("wordings beyond the recorded ones", () => {
  it.each([
    [`${access} Failed to connect to git.test port 443 after 130216 ms: Couldn't connect to server`, "timeout"],
    [`${access} OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to git.test:443`, "tls-protocol"],
    ["error: RPC failed; curl 56 GnuTLS recv error (-9): Error decoding the received TLS packet.", "remote-hung-up"],
    ["error: RPC failed; curl 92 HTTP/2 stream 5 was not closed cleanly: CANCEL (err 8)", "remote-hung-up"],
    [
      `${access} server certificate verification failed. CAfile: /etc/ssl/certs/ca-certificates.crt CRLfile: none`,
      "tls-untrusted",
    ],
    [`${access} SSL certificate problem: certificate is not yet valid`, "tls-expired"],
    [`${access} The requested URL returned error: 401`, "auth-bad-token"],
    [`${access} The requested URL returned error: 404`, "repository-not-found"],
    [`${access} The requested URL returned error: 308`, "redirect"],
    [`${access} The requested URL returned error: 521`, "http-5xx"],
    [`kex_exchange_identification: Connection closed by remote host\n${noFrame}`, "rate-limited"],
    [`Connection closed by 192.0.2.3 port 22\n${noFrame}`, "remote-hung-up"],
    [`git@git.test: Permission denied (publickey,keyboard-interactive).\n${noFrame}`, "auth-bad-key"],
    [`ERROR: You're using an RSA key with SHA-1, which is no longer allowed.\n${noFrame}`, "ssh-no-common-algorithm"],
    ["fatal: protocol error: bad line length character: Welc", "not-a-git-server"],
    ["remote: error: GH009: Secrets detected! This push failed.", "secret-scanning-block"],
    [
      `remote: GitLab: You cannot create a branch with a SHA-1 or SHA-256 branch name.\n${rejectedByHook}`,
      "ref-name-rejected",
    ],
    ["remote: Your account is pending approval from your GitLab administrator and hence blocked.", "account-suspended"],
    [
      "remote: You must use a personal access token with 'write_repository' scope for Git over HTTP.",
      "token-lacks-scope",
    ],
    [`conq: repository does not exist.\n${noFrame}`, "repository-not-found"],
    [`User: 1:bot with Key: 2:x is not authorized to write to a/b.\n${noFrame}`, "no-write-access"],
    [" ! [remote rejected] HEAD -> main (shallow update not allowed)", "hook-rejected"],
    [
      `remote: warning: File a is 55 MB; this is larger than GitHub's recommended maximum file size of 50 MB\nremote: error: GH006: Protected branch update failed for refs/heads/main.\n${rejectedByHook}`,
      "branch-protected",
    ],
    [`remote: Bypassed rule violations for refs/heads/main:\nremote: policy: no\n${rejectedByHook}`, "hook-rejected"],
    ["fatal: something nobody has ever said", "unknown"],
    ["", "unknown"],
  ])("%s → %s", (text, expected) => {
    expect(classifyGitFailure({ text }).class).toBe(expected);
  });

  it("are not decided by names that a stranger chose", () => {
    const repository = "fatal: repository 'https://git.test/a/repository is archived too many requests/' not found";
    expect(classifyGitFailure({ text: repository.replaceAll(" a/", " ") }).class).toBe("repository-not-found");
    const branch = " ! [rejected]        GH001-account-is-suspended -> GH001-account-is-suspended (fetch first)";
    expect(classifyGitFailure({ text: branch }).class).toBe("fetch-first");
  });

  it("can be told apart by what a certificate probe found", () => {
    const text = `${access} server certificate verification failed. CAfile: none CRLfile: none`;
    expect(classifyGitFailure({ text })).toMatchObject({ class: "tls-untrusted", also: ["tls-expired"] });
    expect(classifyGitFailure({ text, certificate: "tls-expired" }).class).toBe("tls-expired");
  });

  it("a bare 403 is about reading when reading was tried", () => {
    const text = `${access} The requested URL returned error: 403`;
    expect(classifyGitFailure({ text, operation: "fetch" }).class).toBe("no-read-access");
    expect(classifyGitFailure({ text, operation: "push" }).class).toBe("no-write-access");
  });

  it("a process that we ended is a timeout unless it said something better", () => {
    expect(classifyGitFailure({ text: "", timedOut: true }).class).toBe("timeout");
    expect(classifyGitFailure({ text: "remote: Repository not found.", timedOut: true }).class).toBe(
      "repository-not-found",
    );
  });
});

describe("what a failure tells", () => {
  it("keeps the host's own words, in order, without git's frame", () => {
    const failure = classifyGitFailure({
      stderr: `remote: error: GH006: Protected branch update failed for refs/heads/main.\nremote:\nremote: - Changes must be made through a pull request.\nTo github.com:a/b\n ! [remote rejected] main -> main (protected branch hook declined)\nerror: failed to push some refs to 'x'`,
      host: "github",
      operation: "push",
    });
    expect(failure).toMatchObject({
      class: "branch-protected",
      retriable: false,
      accessLost: false,
      hostWords:
        "error: GH006: Protected branch update failed for refs/heads/main.\n- Changes must be made through a pull request.\nprotected branch hook declined",
    });
    expect(failure.remedy).toContain("bypass list");
  });

  it("keeps the words of a text that it does not know", () => {
    const changedKey = [
      "@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @",
      "The fingerprint for the ED25519 key sent by the remote host is\nSHA256:abc.",
      "Please contact your system administrator.",
      "Add correct host key in /tmp/x/known_hosts to get rid of this message.",
      "Offending ED25519 key in /tmp/x/known_hosts:1\n  remove with:",
      '  ssh-keygen -f "/tmp/x/known_hosts" -R "git.example.com"',
      "Host key verification failed.",
    ].join("\r\n");
    const { hostWords } = classifyGitFailure({ text: changedKey });
    expect(hostWords).toContain("SHA256:abc.");
    expect(hostWords).not.toMatch(/known_hosts|ssh-keygen|administrator/);
    expect(classifyGitFailure({ text: "remote: Nein.\nfatal: Could not read from remote repository." }).hostWords).toBe(
      "Nein.",
    );
  });

  it("shows no token, password, block-lifting address or given secret, in any coding", () => {
    const secret = "s3cret-välue+1";
    const text = [
      "remote: bad token ghp_abcdefghijklmnop1234 or glpat-abcdefghij or ATATT3xFfGF0abcdef",
      "fatal: unable to access 'https://bob:hunter2@git.test/a.git?private_token=zzz9'",
      "remote: https://github.com/a/b/security/secret-scanning/unblock-secret/2abcDEF",
      "Authorization: Basic aHVudGVyMg==",
      `remote: ${secret} ${encodeURIComponent(secret)} ${Buffer.from(secret).toString("base64")}`,
    ].join("\n");
    const { hostWords } = classifyGitFailure({ text, secrets: [secret] });
    expect(hostWords).not.toMatch(/abcdef|hunter2|zzz9|2abcDEF|aHVudGVy|s3cret|c3NjcmV0/);
    expect(hostWords).not.toContain(Buffer.from(secret).toString("base64"));
  });

  it("has no control characters, colours or endless lines, whatever a server sends", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constant("\n"), fc.constant("\u001b[31m"))),
        (parts) => {
          const { hostWords } = classifyGitFailure({ text: `remote: ${parts.join("")}` });
          expect(hostWords.length).toBeLessThanOrEqual(2000);
          expect(hostWords).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
        },
      ),
    );
  });

  it("tells what to repeat and what would only get us banned", () => {
    const timeout = classifyGitFailure({
      text: "ssh: connect to host github.com port 22: Connection timed out",
      transport: "ssh",
      host: "github",
    });
    expect(timeout).toMatchObject({ retriable: true, accessLost: false });
    expect(timeout.remedy).toContain("ssh.github.com:443");
    expect(classifyGitFailure({ text: "fatal: Authentication failed for 'https://x/'" })).toMatchObject({
      retriable: false,
      accessLost: true,
    });
  });

  it("calls words beside a success a notice", () => {
    const text = "remote: Bypassed rule violations for refs/heads/main:\n   1..2  main -> main";
    expect(classifyGitFailure({ text, exitCode: 0 })).toMatchObject({ class: "bypassed-rules", severity: "notice" });
  });
});

describe("time", () => {
  it("stays short for a megabyte made to be slow", () => {
    const hostile = [
      "remote: ",
      "a".repeat(50),
      "' exists",
      " status check ",
      "File ",
      "cannot lock ref '",
      "(",
      " ! [remote rejected] ",
    ];
    for (const piece of hostile) {
      for (const text of [piece.repeat(1_000_000 / piece.length), `${piece}\n`.repeat(1_000_000 / piece.length)]) {
        const start = performance.now();
        classifyGitFailure({ text });
        expect(performance.now() - start, piece).toBeLessThan(1500);
      }
    }
  });
});
