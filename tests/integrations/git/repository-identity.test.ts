import { describe, expect, it } from "vitest";
import { defaultHosts, OperatorHost, toGitHost } from "@/server/integrations/git/hosts";
import {
  addressOver,
  compareRepositories,
  displayRepository,
  repositoryKey,
} from "@/server/integrations/git/repository-identity";
import { parseRepositoryUrl } from "@/server/integrations/git/repository-url";

const own = toGitHost(
  OperatorHost.parse({ host: "git.acme.test", kind: "gitlab", ssh: { port: 2222 }, https: { port: 8443 } }),
);
const hosts = [...defaultHosts, own];

function read(text: string) {
  const result = parseRepositoryUrl(text, { hosts: text.includes("acme.test") ? hosts : "any" });
  if (!result.ok) throw new Error(`${text}: ${result.problem.code}`);
  return result.url;
}

describe("when two addresses are the same repository", () => {
  it.each([
    ["git@github.com:acme/shop.git", "https://github.com/Acme/Shop"],
    ["ssh://git@ssh.github.com:443/acme/shop.git", "https://www.github.com/acme/shop/"],
    ["ssh://git@altssh.bitbucket.org:443/acme/shop.git", "https://bob@bitbucket.org/acme/shop.git"],
    ["ssh://git@gitlab.com./a/b/c.git", "https://gitlab.com:443/a/b/c"],
    ["ssh://git@git.acme.test:2222/team/shop.git", "https://git.acme.test:8443/team/shop.git"],
    ["git@ssh.dev.azure.com:v3/acme/shop/api", "https://acme@dev.azure.com/acme/shop/_git/api"],
    ["git@bare.test:/srv/shop.git", "ssh://git@bare.test/srv/shop"],
    ["https://github.com/acme/sh%6fp", "https://github.com/acme/shop"],
  ])("%s = %s", (left, right) => {
    expect(compareRepositories(read(left), read(right), hosts)).toBe("same");
  });

  it("asks about unknown hosts that differ by case or port only", () => {
    expect(compareRepositories(read("git@bare.test:a/Shop"), read("git@bare.test:a/shop"))).toBe(
      "differs-only-by-case",
    );
    expect(compareRepositories(read("ssh://git@bare.test:2222/a/b"), read("https://bare.test:8443/a/b"))).toBe(
      "differs-only-by-port",
    );
  });

  it("keeps different names and hosts apart", () => {
    expect(compareRepositories(read("git@github.com:acme/shop"), read("git@gitlab.com:acme/shop"))).toBe("different");
    expect(compareRepositories(read("git@github.com:acme/shop"), read("git@github.com:acme/shop2"))).toBe("different");
  });

  it("keeps the case of a self-hosted path in the key and in what people see", () => {
    const url = read("ssh://git@git.acme.test:2222/Team/Shop.git");
    expect(repositoryKey(url, hosts)).toBe("git.acme.test/Team/Shop");
    expect(displayRepository(read("git@github.com:Acme/Shop.git"))).toBe("github.com/Acme/Shop");
  });

  it("gives the address over the other protocol where the host is known", () => {
    const url = read("ssh://git@git.acme.test:2222/team/shop.git");
    expect(addressOver("https", url, hosts)).toBe("https://git.acme.test:8443/team/shop.git");
    expect(addressOver("ssh", url, hosts)).toBe(url.remote);
    expect(addressOver("https", read("git@bare.test:srv/x"), hosts)).toBeNull();
  });
});
