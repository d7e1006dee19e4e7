import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openApiFetch } from "@/server/integrations/git/api-fetch";
import { readRsaKey } from "@/server/integrations/warehouses/https/jwt";
import { type HttpsPorts, httpsPorts, withHttps } from "@/server/integrations/warehouses/https/session";
import { makeAuthority } from "@/tests/support/tls";
import { makeRsaKey } from "./read-jwt";

const authority = makeAuthority();
const came: { url: string; method: string; body: string; authorization: string }[] = [];
const server = createServer(authority.issue({ names: ["localhost"] }), async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { url = "", method = "", headers } = request;
  came.push({ url, method, body: Buffer.concat(parts).toString(), authorization: headers.authorization ?? "" });
  if (url === "/away") response.writeHead(307, { location: "/elsewhere" }).end();
  else response.end('{"a":1}');
});
let origin: string;
const trusting: HttpsPorts = {
  ...httpsPorts,
  open: () => openApiFetch({ allowPrivate: true, caBundle: authority.ca }),
};

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `https://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const post = (to: string, path: string, ports = trusting) =>
  withHttps(ports, { timeoutMs: 5_000 }, (session) =>
    session.ask({ origin: to, method: "POST", path, headers: { authorization: "Bearer t" }, body: "{}" }),
  );

it("sends a body over TLS and follows no redirect", async () => {
  expect(await post(origin, "/x")).toEqual({ ok: true, value: { status: 200, json: { a: 1 } } });
  expect(await post(origin, "/away")).toEqual({ ok: true, value: { status: 307, json: undefined } });
  expect(came).toEqual([
    { url: "/x", method: "POST", body: "{}", authorization: "Bearer t" },
    { url: "/away", method: "POST", body: "{}", authorization: "Bearer t" },
  ]);
});

it("tells why it could not connect, and sends nothing where it must not", async () => {
  const before = came.length;
  expect(await post(origin, "/x", httpsPorts)).toEqual({ ok: false, problem: "unreachable" });
  expect(await post(origin.replace("https", "http"), "/x")).toEqual({ ok: false, problem: "unreachable" });
  expect(await post("https://localhost:1", "/x")).toEqual({ ok: false, problem: "unreachable" });
  expect(await post("https://nothing.invalid", "/x")).toEqual({ ok: false, problem: "not-found" });
  expect(await post("https://169.254.169.254", "/x")).toEqual({ ok: false, problem: "not-allowed" });
  const metadata = async () => [{ address: "169.254.169.254", family: 4 }];
  const misled = { ...httpsPorts, open: () => openApiFetch({ allowPrivate: true, resolve: metadata }) };
  expect(await post("https://abc.cloud.databricks.com", "/x", misled)).toEqual({ ok: false, problem: "not-allowed" });
  expect(came).toHaveLength(before);
});

it("lets a mistake of the product itself be seen as one", async () => {
  const working = withHttps(trusting, { timeoutMs: 5_000 }, async () => {
    throw new RangeError("a bug");
  });
  await expect(working).rejects.toThrow("a bug");
});

it("reads RSA keys alone", () => {
  expect(readRsaKey(makeRsaKey().pem)?.asymmetricKeyType).toBe("rsa");
  expect(readRsaKey(authority.issue({ names: ["x"] }).key)).toBeNull();
  expect(readRsaKey("-----BEGIN PRIVATE KEY-----\n-----END RSA PRIVATE KEY-----")).toBeNull();
  expect(readRsaKey("")).toBeNull();
});
