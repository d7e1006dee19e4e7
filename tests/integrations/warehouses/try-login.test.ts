import { expect, it } from "vitest";
import { tryPostgresLogin } from "@/server/integrations/warehouses/postgres/try-login";
import { testDatabase } from "@/tests/support/database";
import { serve } from "./serve";

const { url } = await testDatabase();
const { hostname, port, username, password, pathname } = new URL(url);
const login = {
  host: hostname,
  port: Number(port),
  user: username,
  password: decodeURIComponent(password) || "any",
  database: pathname.slice(1),
};

it("signs in to a database that is there", async () => expect(await tryPostgresLogin(login)).toBe(true));

it("does not sign in where nothing listens", async () => {
  expect(await tryPostgresLogin({ ...login, port: 1 })).toBe(false);
  expect(await tryPostgresLogin({ ...login, host: "nothing.invalid" })).toBe(false);
});

it("gives up on a server that never answers, and on one that answers nonsense", async () => {
  const started = performance.now();
  expect(await tryPostgresLogin({ ...login, port: await serve(() => undefined) }, 300)).toBe(false);
  expect(await tryPostgresLogin({ ...login, port: await serve((socket) => socket.end("HTTP/1.1 400 no\r\n")) })).toBe(
    false,
  );
  const slow = await serve((socket) => socket.once("data", () => socket.write("N")));
  expect(await tryPostgresLogin({ ...login, port: slow }, 300)).toBe(false);
  expect(performance.now() - started).toBeLessThan(4500);
});

it("asks for encryption first, and sends no password before a server has refused it", async () => {
  const seen: Buffer[] = [];
  const watching = await serve((socket) =>
    socket.on("data", (data) => {
      seen.push(data);
      if (seen.length === 1) socket.write("N");
    }),
  );
  await tryPostgresLogin({ ...login, password: "never-in-clear", port: watching }, 500);
  expect(seen[0]?.toString("hex")).toBe("0000000804d2162f");
  expect(Buffer.concat(seen).toString()).not.toContain("never-in-clear");
});

it("never asks a cloud's metadata service", async () => {
  const started = performance.now();
  expect(await tryPostgresLogin({ ...login, host: "169.254.169.254" })).toBe(false);
  expect(performance.now() - started).toBeLessThan(1000);
});
