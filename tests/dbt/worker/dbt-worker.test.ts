import { afterEach, describe, expect, it } from "vitest";
import { LoadSettings } from "@/server/dbt/settings";
import { DbtWorker } from "@/server/dbt/worker/dbt-worker";
import type { LoadRequest } from "@/server/dbt/worker/protocol";

const workers: DbtWorker[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.close();
});

function worker(options: ConstructorParameters<typeof DbtWorker>[0] = {}): DbtWorker {
  const made = new DbtWorker(options);
  workers.push(made);
  return made;
}

function request(files: Record<string, string>, cache: LoadRequest["cache"] = []): LoadRequest {
  const all = Object.entries({ "dbt_project.yml": "name: shop", ...files });
  return {
    files: all.map(([path, text]) => ({ path, text, size: text.length, blobId: `${path}${text}` })),
    settings: LoadSettings.parse({ schema: "base" }),
    cache,
    nowMs: 0,
    withColumns: true,
  };
}

const endless = "{% for i in range(999999) %}{% for j in range(999999) %}{{ i * j }}{% endfor %}{% endfor %}";

describe("loading in a thread", () => {
  it("gives models with columns and SQL, and a cache that makes the next load free", async () => {
    const thread = worker();
    const first = await thread.load(request({ "models/a.sql": "select 1.0 as x, {{ var('f', 1.0) }} as y" }));
    expect(first).toMatchObject({
      ok: true,
      models: [{ compiledSql: "select 1.0 as x, 1.0 as y", columns: { complete: true } }],
    });
    const cache = first.ok ? first.newCache : [];
    const second = await thread.load(request({ "models/a.sql": "select 1.0 as x, {{ var('f', 1.0) }} as y" }, cache));
    expect(second).toMatchObject({ ok: true, newCache: [] });
  });

  it("survives an endless loop and loads the rest", async () => {
    const reply = await worker().load(request({ "models/bad.sql": endless, "models/good.sql": "select 1 as x" }));
    if (!reply.ok) throw new Error("not loaded");
    expect(reply.models.map(({ node }) => node.name).sort()).toEqual(["bad", "good"]);
    expect(reply.problems.map(({ code }) => code)).toContain("limit-exceeded");
  });

  it("ends a load that takes too long, and the next one works", async () => {
    const thread = worker({ timeoutMs: 1 });
    await expect(thread.load(request({ "models/bad.sql": endless }))).rejects.toThrow(/took more than/);
    const next = worker();
    expect(await next.load(request({ "models/a.sql": "select 1" }))).toMatchObject({ ok: true });
  });

  it("tells why a project cannot be loaded", async () => {
    const reply = await worker().load({ ...request({}), files: [] });
    expect(reply).toMatchObject({ ok: false, problems: [{ code: "project-missing" }] });
  });
});
