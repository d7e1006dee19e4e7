import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import ssh2 from "ssh2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openApiFetch } from "@/server/integrations/git/api-fetch";
import { getJson } from "@/server/integrations/git/host-api";
import { scanHostKeys } from "@/server/integrations/git/host-key-scan";
import { parseKnownHosts } from "@/server/integrations/git/host-keys";
import { generateEd25519 } from "@/server/integrations/git/ssh-key";
import { probeTls } from "@/server/integrations/git/tls-probe";
import { startHttpsGitHost } from "@/tests/support/https-git-host";
import { makeAuthority, type ServerNames } from "@/tests/support/tls";

const closers: (() => void | Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers) await close();
});

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const authority = makeAuthority();

function tlsPort(names: ServerNames, from = authority): Promise<number> {
  return listening(createTlsServer(from.issue(names), (socket) => socket.on("error", () => {})));
}

function probe(port: number, host = "git.acme.test") {
  return probeTls({ host, port, address: "127.0.0.1", caBundle: authority.ca, timeoutMs: 2_000 });
}

const year = 365 * 86_400_000;

describe("probing a certificate", () => {
  it("finds nothing wrong with a good one of a given authority", async () => {
    const found = await probe(await tlsPort({ names: ["git.acme.test"] }));
    expect(found).toMatchObject({ kind: "answered", fault: null, certificate: { subject: "CN=git.acme.test" } });
  });

  it("tells apart what git's GnuTLS says in one text", async () => {
    const names = ["git.acme.test"];
    const past = { names, validFrom: new Date(Date.now() - year), validTo: new Date(Date.now() - year / 2) };
    const future = { names, validFrom: new Date(Date.now() + year / 2), validTo: new Date(Date.now() + year) };
    expect(await probe(await tlsPort(past))).toMatchObject({ fault: "tls-expired" });
    expect(await probe(await tlsPort(future))).toMatchObject({ fault: "tls-expired" });
    expect(await probe(await tlsPort({ names: ["other.test"] }))).toMatchObject({ fault: "tls-wrong-host" });
    expect(await probe(await tlsPort({ names }, makeAuthority("Stranger")))).toMatchObject({ fault: "tls-untrusted" });
  });

  it("knows ports that speak something else, nothing, or are closed", async () => {
    const talking = await listening(createServer((socket) => void socket.on("error", () => {}).end("SSH-2.0-x\r\n")));
    expect(await probe(talking)).toMatchObject({ kind: "answered", fault: "tls-protocol" });
    const silent = await listening(createServer((socket) => void socket.on("error", () => {})));
    const waited = await probeTls({ host: "git.acme.test", port: silent, address: "127.0.0.1", timeoutMs: 50 });
    expect(waited).toMatchObject({ fault: "tls-protocol" });
    const closed = createServer();
    const port = await listening(closed);
    closed.close();
    await once(closed, "close");
    expect(await probe(port)).toMatchObject({ kind: "unreachable", fault: "connection-refused" });
  });
});

describe("asking a server for its host keys", () => {
  it("gets every kind that it has, as lines that ssh understands", async () => {
    const pair = generateEd25519({ comment: "" });
    const rsa = ssh2.utils.generateKeyPairSync("rsa", { bits: 2048 });
    const ecdsa = ssh2.utils.generateKeyPairSync("ecdsa", { bits: 256 });
    const server = new ssh2.Server({ hostKeys: [pair.privateKey, rsa.private, ecdsa.private] }, (client) => {
      client.on("error", () => {});
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    closers.push(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const scan = await scanHostKeys({ host: "git.acme.test", port, address: "127.0.0.1" });
    expect(scan.keys.map((key) => key.type)).toEqual(["ssh-ed25519", "ecdsa-sha2-nistp256", "ssh-rsa"]);
    expect(scan.keys[0]?.fingerprint).toBe(pair.fingerprint);
    const lines = parseKnownHosts(scan.keys.map((key) => key.knownHostsLine).join(""));
    expect(lines.problems).toEqual([]);
    expect(lines.hosts.every((entry) => entry.names[0] === `[git.acme.test]:${port}`)).toBe(true);
  });

  it("ends in time on a server that never speaks", async () => {
    const port = await listening(createServer((socket) => void socket.on("error", () => {})));
    const scan = await scanHostKeys({ host: "x.test", port, address: "127.0.0.1", timeoutMs: 40 });
    expect(scan).toMatchObject({ keys: [], reached: true });
    expect(scan.error).not.toBe("");
  });
});

describe("asking a host's API", () => {
  let host: Awaited<ReturnType<typeof startHttpsGitHost>>;
  beforeAll(async () => {
    host = await startHttpsGitHost({ authority });
    return () => host.close();
  });

  it("works over the operator's authority, and only there", async () => {
    host.faults.answer = { status: 200, text: '{"a":1}', type: "application/json" };
    const open = openApiFetch({ allowPrivate: true, caBundle: authority.ca });
    const strange = openApiFetch({ allowPrivate: true });
    closers.push(open.close, strange.close);
    const client = { baseUrl: host.origin, headers: {} };
    expect((await getJson({ ...client, fetch: open.fetch }, "/x")).json).toEqual({ a: 1 });
    expect((await getJson({ ...client, fetch: strange.fetch }, "/x")).status).toBe(0);
  });

  it("never connects to an address inside the network, by name or by number", async () => {
    const open = openApiFetch({ allowPrivate: false, caBundle: authority.ca });
    closers.push(open.close);
    const before = host.requests.length;
    for (const name of ["localhost", "127.0.0.1", "[::1]"]) {
      const client = { baseUrl: `https://${name}:${host.port}`, headers: {}, fetch: open.fetch };
      expect((await getJson(client, "/x")).status, name).toBe(0);
    }
    expect(host.requests.length).toBe(before);
  });
});
