import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { collection, writtenExamples } from "@/server/public-api/examples/collection";
import { curlOf } from "@/server/public-api/examples/curl";
import { exampleScript } from "@/server/public-api/examples/script";
import { publicApiRoutes } from "@/server/public-api/table";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { hasCurl } from "@/tests/support/curl";
import { makeTempDir } from "@/tests/support/temp-dir";
import { apiClient, testApi } from "../client";
import { listen } from "../http-server";

const { db } = await productDatabase();
const run = promisify(execFile);
const curl = hasCurl();

const routeOf = (operation: string) => {
  const route = publicApiRoutes.find((each) => each.operation === operation);
  if (!route) throw new Error(`There is no ${operation}.`);
  return route;
};

const sh = (script: string, token: string) =>
  run("/bin/sh", ["-c", script], {
    maxBuffer: 64 * 1024 * 1024,
    env: { PATH: process.env.PATH, TOKEN: token } as unknown as NodeJS.ProcessEnv,
  });

describe("the curl examples", () => {
  it.skipIf(!curl)("run from the first to the last, and leave nothing behind", { timeout: 120_000 }, async () => {
    const api = testApi(db);
    const url = await listen(api);
    const { ctx, token } = await apiClient(db, { api });
    const workspaceId = ctx.workspace.id;
    const before = await db.resource.count({ where: { workspaceId } });
    const file = join(await makeTempDir(), "examples.sh");
    writeFileSync(file, exampleScript(publicApiRoutes, url));
    const { stdout } = await sh(`sh '${file}' 2>&1`, token).catch((error) => error as { stdout: string });
    expect(stdout.trim().split("\n").at(-1)).toBe(`All ${collection.length} calls were answered.`);
    expect(await db.resource.count({ where: { workspaceId } })).toBe(before);
  });

  it("say what is missing instead of running without a token", async () => {
    const failed = await sh(exampleScript(publicApiRoutes, "http://127.0.0.1:9"), "").catch((error) => error);
    expect(failed.stderr).toContain("Set TOKEN");
  });

  it.skipIf(!curl)("run alone when they are pasted where TOKEN is set", { timeout: 60_000 }, async () => {
    const api = testApi(db);
    const url = await listen(api);
    const { token, send } = await apiClient(db, { api });
    const made = JSON.parse((await sh(curlOf(routeOf("createSource"), url), token)).stdout);
    const values = { SOURCE_ID: made.data.source.id as string };
    const alone = publicApiRoutes.filter(({ method, path }) => method === "GET" && !path.includes("{"));
    expect(alone.length).toBeGreaterThan(12);
    for (const route of [...alone, routeOf("getSource"), routeOf("updateSource")]) {
      const { stdout } = await sh(curlOf(route, url, values), token);
      expect([route.operation, Object.keys(JSON.parse(stdout))]).toEqual([route.operation, ["data"]]);
    }
    expect((await send("GET", `/sources/${values.SOURCE_ID}`)).data.source.name).toBe("API example");
  });

  it("name variables for what is changed, and keep every character of what they send", () => {
    const update = curlOf(routeOf("updateDestination"), "http://h/api/public");
    expect(update).toContain('curl -sS -X PATCH "http://h/api/public/destinations/$DESTINATION_ID"');
    const mapping = curlOf(routeOf("createDestinationSubscription"), "http://h", { DESTINATION_ID: "a/b c'$X\"" });
    expect(mapping).toContain('"http://h/destinations/a%2Fb%20c\'%24X%22/subscriptions"');
    expect(mapping).toContain('"@path": "$.properties"');
    const odd = curlOf(routeOf("getSource"), 'http://h/"`$(id)', {});
    expect(odd).toContain('"http://h/\\"\\`\\$(id)/sources/$SOURCE_ID"');
  });

  it("send bodies that their routes take", () => {
    for (const { operation, body } of writtenExamples.values()) {
      const route = publicApiRoutes.find((each) => each.operation === operation);
      const parsed = route?.body ? route.body.safeParse(body) : { success: body === undefined };
      expect([operation, parsed.success]).toEqual([operation, true]);
    }
  });
});
