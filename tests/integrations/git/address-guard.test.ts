import { describe, expect, it } from "vitest";
import { guardAddress, isPublicAddress, type ResolveName } from "@/server/integrations/git/address-guard";

function answering(...addresses: string[]): ResolveName {
  return async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
}

describe("the address guard", () => {
  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "255.255.255.255",
    "224.0.0.1",
    "192.0.2.1",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "not an address",
  ])("takes %s for no public address", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it("lets public addresses pass, IPv4 first, for the caller to pin", async () => {
    const resolve = answering("2606:50c0:8000::153", "140.82.121.4");
    expect(await guardAddress("github.com", { allowPrivate: false, resolve })).toEqual({
      ok: true,
      addresses: ["140.82.121.4", "2606:50c0:8000::153"],
    });
  });

  it("refuses a name with one private address among public ones", async () => {
    const resolve = answering("140.82.121.4", "10.0.0.1");
    const result = await guardAddress("rebind.test", { allowPrivate: false, resolve });
    expect(result).toMatchObject({ ok: false, problem: { code: "not-public" } });
  });

  it("refuses addresses written as numbers that lead home", async () => {
    for (const host of ["127.0.0.1", "::1", "2130706433", "0x7f.1"]) {
      expect((await guardAddress(host, { allowPrivate: false })).ok, host).toBe(false);
    }
  });

  it("lets a declared private host pass, but never link-local or metadata addresses", async () => {
    const ask = (address: string) => guardAddress("git.acme.test", { allowPrivate: true, resolve: answering(address) });
    expect(await ask("10.0.0.7")).toEqual({ ok: true, addresses: ["10.0.0.7"] });
    expect(await ask("127.0.0.1")).toEqual({ ok: true, addresses: ["127.0.0.1"] });
    for (const address of ["169.254.169.254", "::ffff:169.254.169.254", "fe80::1", "0.0.0.0", "100.100.100.200"]) {
      expect((await ask(address)).ok, address).toBe(false);
    }
  });

  it("tells a name without address from a resolver that is too slow", async () => {
    const none = await guardAddress("nope.test", { allowPrivate: false, resolve: answering() });
    expect(none).toMatchObject({ ok: false, problem: { code: "not-found" } });
    const failing: ResolveName = () => Promise.reject(new Error("ENOTFOUND"));
    expect(await guardAddress("nope.test", { allowPrivate: false, resolve: failing })).toEqual(none);
    const silent: ResolveName = () => new Promise(() => {});
    const slow = await guardAddress("slow.test", { allowPrivate: false, resolve: silent, timeoutMs: 5 });
    expect(slow).toMatchObject({ ok: false, problem: { code: "too-slow" } });
  });
});
