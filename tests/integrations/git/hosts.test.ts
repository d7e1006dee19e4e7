import { describe, expect, it } from "vitest";
import { defaultHosts, findGitHost, readGitHosts, webRoot } from "@/server/integrations/git/hosts";

describe("the Git hosts of an installation", () => {
  it("are the three public ones by default, with the pace that they advise", () => {
    expect(readGitHosts(undefined)).toBe(defaultHosts);
    expect(defaultHosts.map((host) => host.host)).toEqual(["github.com", "gitlab.com", "bitbucket.org"]);
    expect(defaultHosts.every((host) => host.pace.minSecondsBetweenPushes >= 10 && host.pace.inFlight === 1)).toBe(
      true,
    );
  });

  it("may be more by the operator's setting, with defaults that suit their kind and no pace", () => {
    const hosts = readGitHosts(
      JSON.stringify([
        { host: "Git.Acme.Test.", kind: "gitlab", https: { port: 8443, basePath: "/git" }, allowPrivate: true },
        { host: "dc.acme.test", kind: "bitbucket-dc", https: false, caBundlePath: "/etc/acme/ca.pem" },
      ]),
    );
    const own = findGitHost(hosts, "git.acme.test");
    expect(own).toMatchObject({
      ssh: { port: 22 },
      allowPrivate: true,
      apiUrl: "https://git.acme.test:8443/git/api/v4",
    });
    expect(own && webRoot(own)).toBe("https://git.acme.test:8443/git");
    expect(own?.pace.minSecondsBetweenPushes).toBe(0);
    expect(findGitHost(hosts, "dc.acme.test")).toMatchObject({ ssh: { port: 7999 }, https: null, apiUrl: null });
  });

  it("are found by their other names and, on one name, by port", () => {
    expect(findGitHost(defaultHosts, "ssh.github.com")?.host).toBe("github.com");
    expect(findGitHost(defaultHosts, "github.com.evil.test")).toBeNull();
    const two = [
      { host: "a.test", ssh: { port: 2201 } },
      { host: "a.test", ssh: { port: 2202 }, label: "second" },
    ];
    expect(findGitHost(readGitHosts(JSON.stringify(two)), "a.test", 2202)?.label).toBe("second");
  });

  it.each([
    ["{", "not readable JSON"],
    ["@/no/such/file.json", "not readable JSON"],
    ['[{"host":"-x"}]', "0.host"],
    ['[{"host":"a.test","kind":"svn"}]', "0.kind"],
    ['[{"host":"a.test","ssh":{"port":0}}]', "0.ssh"],
    ['[{"host":"a.test","caBundlePath":"ca.pem"}]', "0.caBundlePath"],
    ['[{"host":"a.test","prot":1}]', "0"],
    ['[{"host":"ssh.github.com"}]', "built in"],
  ])("refuse the setting %s and say where it is wrong", (setting, words) => {
    expect(() => readGitHosts(setting)).toThrow(words);
  });
});
