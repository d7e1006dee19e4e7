import { describe, expect, it } from "vitest";
import {
  type ConnectionDraft,
  emptyDraft,
  findMissing,
  toFormErrors,
  toInput,
  withService,
} from "@/app/(dashboard)/[workspace]/settings/extensions/git-connections/_parts/draft";
import type { GitServiceInfo } from "@/server/domain/git-connections/ports";

const github: GitServiceInfo = {
  service: "github.com",
  kind: "github",
  label: "GitHub",
  operatorOwned: false,
  ssh: true,
  https: true,
  hostKeysKnown: true,
};
const forge: GitServiceInfo = {
  ...github,
  service: "git.example.com",
  kind: "gitea",
  label: "Forge",
  hostKeysKnown: false,
};
const hostKey = { type: "ssh-ed25519", fingerprint: "SHA256:x", knownHostsLine: "git.example.com ssh-ed25519 AAAA\n" };
const pair = { privateKey: "private", publicKey: "ssh-ed25519 AAAA", fingerprint: "SHA256:y" };
const named: ConnectionDraft = { ...emptyDraft, service: "git.example.com", name: "Forge" };

describe("a new connection's draft", () => {
  it("misses a service before anything else", () => {
    expect(findMissing(emptyDraft, undefined).map(({ name }) => name)).toEqual(["service"]);
  });

  it("misses a key, and the confirmation of host keys that nobody has pinned", () => {
    expect(findMissing(named, forge).map(({ name }) => name)).toEqual(["privateKey", "hostKeys"]);
    const whole = { ...named, generated: pair, hostKeys: [hostKey], hostKeysConfirmed: true };
    expect(findMissing(whole, forge)).toEqual([]);
    expect(toInput("w", whole)).toMatchObject({
      privateKey: "private",
      confirmedHostKeys: [hostKey.knownHostsLine.trim()],
    });
  });

  it("sends no host key that was shown but not confirmed", () => {
    expect(toInput("w", { ...named, generated: pair, hostKeys: [hostKey] })).toMatchObject({ confirmedHostKeys: [] });
  });

  it("changes to a protocol that the service speaks, and forgets another host's keys", () => {
    const draft = { ...named, hostKeys: [hostKey], hostKeysConfirmed: true };
    const next = withService(draft, { ...github, ssh: false });
    expect(next).toMatchObject({ method: "token", hostKeys: null, hostKeysConfirmed: false });
    expect(withService({ ...draft, method: "token" }, { ...github, https: false }).method).toBe("ssh-key");
    expect(withService({ ...draft, method: "token" }, github).method).toBe("token");
  });

  it("sends only the credential of the chosen protocol", () => {
    const input = toInput("w", { ...named, method: "token", token: "t", generated: pair });
    expect(input).toEqual({
      workspace: "w",
      method: "token",
      service: "git.example.com",
      name: "Forge",
      token: "t",
      username: null,
    });
  });
});

describe("a refused save", () => {
  it("stands at its fields, or above the form for a field that it does not have", () => {
    const fields = [
      { path: "name", message: "taken" },
      { path: "hidden", message: "odd" },
    ];
    expect(toFormErrors({ message: "m", next: null, fields }, ["name"])).toEqual([
      { name: "name", message: "taken" },
      { message: "odd" },
    ]);
    expect(toFormErrors({ message: "No.", next: "Ask.", fields: [] }, [])).toEqual([{ message: "No. Ask." }]);
  });
});
