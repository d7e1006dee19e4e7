import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { judgeHostKey, knownHostsName, parseKnownHosts, pinnedKnownHosts } from "@/server/integrations/git/host-keys";

// As the hosts publish them: GitHub "SSH key fingerprints", GitLab "GitLab.com settings", Atlassian "Configure SSH".
const published = {
  "github.com": {
    "ssh-ed25519": "+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU",
    "ecdsa-sha2-nistp256": "p2QAMXNIC1TJYWeIOttrVc98/R1BUFWu3/LiyKgUfQM",
    "ssh-rsa": "uNiVztksCsDhcc0u9e8BujQXVUpKZIDTMczCvj3tD2s",
  },
  "gitlab.com": {
    "ssh-ed25519": "eUXGGm1YGsMAS7vkcx6JOJdOGHPem5gQp4taiCfCLB8",
    "ecdsa-sha2-nistp256": "HbW3g8zUjNSksFbqTiUWPWg2Bq1x8xdGUrliXFzSnUw",
    "ssh-rsa": "ROQFvPThGrW4RuWLoL9tq9I9zJ42fK4XywyRtbOz/EQ",
  },
  "bitbucket.org": {
    "ssh-ed25519": "ybgmFkzwOSotHTHLJgHO0QN8L0xErw6vd0VhFA9m3SM",
    "ecdsa-sha2-nistp256": "FC73VB6C4OQLSCrjEayhMp9UMxS97caD/Yyi2bhW/J0",
    "ssh-rsa": "46OSHA1Rmj8E8ERTC6xkNcmGOw9oFxYr0WF6zWW8l1E",
  },
};

describe("the pinned host keys", () => {
  it.each(Object.entries(published))(
    "of %s have the fingerprints that it publishes, and no other",
    (host, expected) => {
      const { hosts, problems } = parseKnownHosts(pinnedKnownHosts(host));
      expect(problems).toEqual([]);
      const recomputed = hosts.map(({ type, key }) => {
        const digest = createHash("sha256").update(Buffer.from(key, "base64")).digest("base64");
        return [type, digest.replace(/=+$/, "")];
      });
      expect(Object.fromEntries(recomputed)).toEqual(expected);
      expect(hosts.map((entry) => entry.fingerprint)).toEqual(
        Object.values(expected).map((value) => `SHA256:${value}`),
      );
    },
  );

  it("cover port 443 under the alternative names", () => {
    for (const name of ["ssh.github.com", "altssh.gitlab.com", "altssh.bitbucket.org"]) {
      const names = parseKnownHosts(pinnedKnownHosts(name)).hosts.flatMap((entry) => entry.names);
      expect(names).toContain(`[${name}]:443`);
      expect(names).toContain(knownHostsName(name, 22));
    }
  });

  it("are none for other hosts", () => {
    expect(pinnedKnownHosts("github.com.evil.test")).toBe("");
    expect(pinnedKnownHosts("constructor")).toBe("");
  });
});

describe("judging the key that a server shows", () => {
  it("knows current, retired and foreign keys of the three hosts, and says nothing about others", () => {
    expect(judgeHostKey("github.com", `SHA256:${published["github.com"]["ssh-rsa"]}`).verdict).toBe("pinned");
    expect(judgeHostKey("ssh.github.com", "SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8")).toMatchObject({
      verdict: "retired",
      message: "This is the old host key of github.com, replaced on 24 March 2023.",
    });
    expect(judgeHostKey("bitbucket.org", "SHA256:zzXQOXSRBEiUtuE8AikJYKwbHaxvSc0ojez9YXaGp1A").verdict).toBe("retired");
    expect(judgeHostKey("gitlab.com", `SHA256:${published["github.com"]["ssh-rsa"]}`).verdict).toBe("wrong");
    expect(judgeHostKey("git.acme.test", "SHA256:x").verdict).toBe("not-published");
  });
});

describe("reading known_hosts text", () => {
  const line = pinnedKnownHosts("gitlab.com").split("\n")[0] ?? "";

  it("reads names, markers and comments", () => {
    const { hosts } = parseKnownHosts(
      `# ours\n\n@revoked ${line}\r\n|1|c2FsdA==|aGFzaA== ${line.split(" ").slice(1).join(" ")} note\n`,
    );
    expect(hosts.map((entry) => entry.revoked)).toEqual([true, false]);
  });

  it("names the lines that are cut, mislabelled or hostile", () => {
    const text = [
      line,
      line.slice(0, -8),
      line.replace("ssh-ed25519", "ssh-rsa"),
      "host ssh-rsa",
      `${line}\u202e`,
    ].join("\n");
    expect(parseKnownHosts(text).problems.map((problem) => problem.line)).toEqual([2, 3, 4, 5]);
  });
});
