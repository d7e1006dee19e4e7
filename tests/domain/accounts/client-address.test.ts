import { beforeAll, describe, expect, test } from "vitest";
import { addressHeader, clientAddress, stampAddress } from "@/server/domain/accounts/client-address";

const request = (remoteAddress: string | undefined, headers: { [name: string]: string } = {}) => ({
  socket: { remoteAddress },
  headers: { ...headers } as { [name: string]: string | undefined },
});

function addressOf(from: string | undefined, headers = {}, proxies: string[] = []) {
  const incoming = request(from, headers);
  stampAddress(incoming, proxies);
  return clientAddress(incoming.headers);
}

test("without a server that stamps, what a client writes into the header is not believed", () => {
  expect(clientAddress({ [addressHeader]: "192.0.2.1" })).toBeNull();
});

describe("with a server that stamps", () => {
  beforeAll(() => stampAddress(request("127.0.0.1")));

  test("the socket's address counts, whatever the client claims", () => {
    const claims = { [addressHeader]: "192.0.2.1", "x-forwarded-for": "192.0.2.2" };
    expect(addressOf("203.0.113.9", claims)).toBe("203.0.113.9");
    expect(addressOf(undefined, claims)).toBeNull();
  });

  test("a trusted proxy's word counts, up to the first hop that is not trusted", () => {
    const forwarded = { "x-forwarded-for": "192.0.2.66, 203.0.113.9, 10.0.0.2" };
    expect(addressOf("10.0.0.1", forwarded, ["10.0.0.0/8"])).toBe("203.0.113.9");
    expect(addressOf("10.0.0.1", forwarded, ["10.0.0.1"])).toBe("10.0.0.2");
    expect(addressOf("10.0.0.1", { "x-forwarded-for": "nonsense" }, ["10.0.0.0/8"])).toBe("10.0.0.1");
  });

  test("IPv4 inside IPv6 is the same address, and a whole IPv6 network counts as one", () => {
    expect(addressOf("::ffff:203.0.113.9")).toBe("203.0.113.9");
    expect(addressOf("2001:db8:1:2:3:4:5:6")).toBe(addressOf("2001:db8:1:2::1"));
    expect(addressOf("::1", { "x-forwarded-for": "203.0.113.9" }, ["::1"])).toBe("203.0.113.9");
  });
});
