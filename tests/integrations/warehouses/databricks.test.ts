import { describe, expect, it } from "vitest";
import { DatabricksClient } from "@/server/integrations/warehouses/databricks/client";
import { describeDatabricksWith } from "@/server/integrations/warehouses/databricks/describe";
import { readDatabricksLogin } from "@/server/integrations/warehouses/databricks/login";
import { withHttps } from "@/server/integrations/warehouses/https/session";
import { type Databricks, databricksSettings, personalToken, startDatabricks } from "./databricks-service";
import { flood, type Override } from "./service";

const columns: Databricks["columns"] = {
  main: [
    ["prod", "orders", "order_id", "bigint"],
    ["prod", "orders", "Amount", "decimal(12,2)"],
    ["prod", "orders", "lines", "array<struct<sku:string,n:int>>"],
    ["staging", "orders", "raw", "variant"],
  ],
  raw: [["events", "clicks", "at", "timestamp"]],
  hive_metastore: null,
};
const orders = "`main`.`prod`.`orders`";

async function ask(
  given: Partial<Databricks>,
  names = [orders],
  settings: object = {},
  limits = { timeoutMs: 10_000 },
) {
  const service = await startDatabricks({ columns, ...given });
  const answer = await describeDatabricksWith(service.ports, limits)({ ...databricksSettings, ...settings }, names);
  return { ...service, answer };
}

const problemOf = async (...given: Parameters<typeof ask>) => {
  const { answer } = await ask(...given);
  return answer.ok ? "described" : answer.problem;
};

/** Answers so once it is signed in to. */
const always = (status: number, body: unknown = {}): { instead: Override } => ({
  instead: ({ path }) => (path === "/oidc/v1/token" ? undefined : { status, body }),
});
const failed = (message: string) => ({ statement_id: "x", status: { state: "FAILED", error: { message } } });

describe("describing relations in Databricks", () => {
  it("takes all names in small letters, with one statement for each catalog", async () => {
    const names = [
      "`Main`.`PROD`.`Orders`",
      "staging.orders",
      "RAW.events.clicks",
      "gone.a.b",
      "hive_metastore.a.b",
      "prod.x",
    ];
    const { answer, asked } = await ask({}, [orders, ...names]);
    const described = [
      { name: "order_id", dataType: "bigint" },
      { name: "Amount", dataType: "decimal(12,2)" },
      { name: "lines", dataType: "array<struct<sku:string,n:int>>" },
    ];
    expect(answer.ok && Object.fromEntries(answer.relations)).toEqual({
      [orders]: described,
      "`Main`.`PROD`.`Orders`": described,
      "staging.orders": [{ name: "raw", dataType: "variant" }],
      "RAW.events.clicks": [{ name: "at", dataType: "timestamp" }],
    });
    const sent = asked.filter(({ path }) => path.endsWith("/statements")).map(({ body }) => JSON.parse(body));
    expect(sent.map(({ catalog }) => catalog)).toEqual(["main", "raw", "gone", "hive_metastore"]);
    expect(sent[0]).toMatchObject({ warehouse_id: "abc123", disposition: "INLINE", format: "JSON_ARRAY" });
  });

  it("binds every name, so that none becomes a part of the statement", async () => {
    const { answer, asked } = await ask({}, ["`x'; DROP``--`.`a' DROP`", orders]);
    expect(answer.ok && [...answer.relations.keys()]).toEqual([orders]);
    for (const { body } of asked.slice(1)) expect(JSON.parse(body).statement).not.toMatch(/drop/i);
  });

  it("says that the source's own catalog is not there, or keeps no columns", async () => {
    expect(await problemOf({}, ["a.b"], { catalog: "gone" })).toBe("no-database");
    expect(await problemOf({}, ["a.b"], { catalog: "hive_metastore" })).toBe("not-described");
    expect(await problemOf({}, ["prod.orders"], { catalog: "" })).toBe("described");
  });
});

describe("Databricks' statements", () => {
  it("are waited for when they take long, and read chunk by chunk", async () => {
    const { answer, waits, stopped } = await ask({ polls: 3, rowsPerChunk: 1 });
    expect(answer.ok && answer.relations.get(orders)).toHaveLength(3);
    expect([waits, stopped]).toEqual([[250, 500, 1000], []]);
  });

  it("are stopped when they take longer than they may", async () => {
    const { answer, stopped } = await ask({ polls: Number.POSITIVE_INFINITY }, undefined, {}, { timeoutMs: 300 });
    expect([answer, stopped]).toEqual([{ ok: false, problem: "too-slow" }, ["01ef-0"]]);
  });

  it("give chunks one by one, and the next is read only when it is asked for", async () => {
    const service = await startDatabricks({ columns, rowsPerChunk: 1 });
    const text = "SELECT … WHERE table_schema IN (:schema0) AND table_name IN :names";
    const values = { schema0: "prod", names: '["orders"]' };
    const seen = await withHttps(service.ports, { timeoutMs: 10_000 }, async (session) => {
      const client = await DatabricksClient.open(session, readDatabricksLogin(databricksSettings));
      for await (const page of client.run({ text, values, catalog: "main" })) return page.rows;
    });
    expect(seen).toEqual({ ok: true, value: [["prod", "orders", "order_id", "bigint"]] });
    expect(service.asked).toHaveLength(2);
  });
});

describe("signing in to Databricks", () => {
  it("works for a service principal, and with a personal token in the place of its secret", async () => {
    const { asked } = await ask({});
    expect(asked.map(({ host }) => host)).toEqual([databricksSettings.hostname, databricksSettings.hostname]);
    const personal = { oauthClientId: "", oauthClientSecret: personalToken };
    const { answer, asked: fewer } = await ask({}, undefined, personal);
    expect([answer.ok, fewer.length]).toEqual([true, 1]);
  });

  it("is refused with another's secret", async () => {
    expect(await problemOf({}, undefined, { oauthClientSecret: "wrong" })).toBe("refused");
    expect(await problemOf({}, undefined, { oauthClientId: "", oauthClientSecret: "dapi-wrong" })).toBe("refused");
    expect(await problemOf({ instead: () => ({ status: 400 }) })).toBe("refused");
    expect(await problemOf({ instead: () => ({ status: 404 }) })).toBe("not-found");
  });

  it.each([
    [{ hostname: "" }, "settings-missing"],
    [{ httpPath: "" }, "settings-missing"],
    [{ oauthClientSecret: "" }, "settings-missing"],
    [{ port: "8443" }, "settings-unfit"],
    [{ httpPath: "sql/protocolv1/o/123/0101-cluster" }, "settings-unfit"],
    [{ httpPath: "/sql/1.0/warehouses/../../x" }, "settings-unfit"],
    [{ hostname: "evil.com" }, "settings-unfit"],
    [{ hostname: "evil.com/x.cloud.databricks.com" }, "settings-unfit"],
    [{ hostname: "evil.com#.cloud.databricks.com" }, "settings-unfit"],
    [{ hostname: "evil.com?a.cloud.databricks.com" }, "settings-unfit"],
    [{ hostname: "a@b.cloud.databricks.com" }, "settings-unfit"],
    [{ hostname: "a.cloud.databricks.com:1" }, "settings-unfit"],
    [{ hostname: "cloud.databricks.com.evil.com" }, "settings-unfit"],
    [{ hostname: "evildatabricks.com" }, "settings-unfit"],
    [{ hostname: "127.0.0.1" }, "settings-unfit"],
    [{ hostname: "[::1]" }, "settings-unfit"],
    [{ hostname: "localhost" }, "settings-unfit"],
    [{ oauthClientId: "", oauthClientSecret: "a b" }, "settings-unfit"],
  ])("asks nobody with %j", async (settings, problem) => {
    const { answer, asked } = await ask({}, undefined, settings);
    expect([answer, asked]).toEqual([{ ok: false, problem }, []]);
  });

  it.each([
    ["https://adb-123.4.azuredatabricks.net/", "adb-123.4.azuredatabricks.net"],
    ["DBC-1.cloud.databricks.com", "dbc-1.cloud.databricks.com"],
    ["123.gcp.databricks.com", "123.gcp.databricks.com"],
    ["acme.databricks.com", "acme.databricks.com"],
  ])("knows %s as a workspace", (hostname, host) => {
    expect(readDatabricksLogin({ ...databricksSettings, hostname }).origin).toBe(`https://${host}`);
  });
});

describe("a Databricks that answers something else", () => {
  it.each([
    [401, {}, "refused"],
    [403, {}, "refused"],
    [404, {}, "no-compute"],
    [429, {}, "busy"],
    [500, {}, "other"],
    [303, {}, "other"],
    [200, "<html>", "other"],
    [200, { statement_id: "x", status: { state: "SUCCEEDED" }, result: { data_array: [[1]] } }, "other"],
    [200, { statement_id: "x", status: { state: "SUCCEEDED" }, result: { data_array: [["a"]] } }, "other"],
    [200, { statement_id: "x", status: { state: "SUCCEEDED" }, result: { next_chunk_index: 0 } }, "other"],
    [200, { statement_id: "x", status: { state: "CANCELED" } }, "too-slow"],
    [200, failed("[INSUFFICIENT_PERMISSIONS] …"), "refused"],
    [200, failed("PERMISSION_DENIED: …"), "refused"],
    [200, failed("[__proto__] …"), "other"],
    [200, failed("anything"), "other"],
  ])("of %i %j is told as %s", async (status, body, problem) => {
    expect(await problemOf(always(status, body))).toBe(problem);
  });

  it("is told when its result was cut", async () => {
    const manifest = { schema: { columns: [] }, truncated: true };
    expect(await problemOf(always(200, { statement_id: "x", status: { state: "SUCCEEDED" }, manifest }))).toBe(
      "too-much",
    );
  });

  it("is given up on when it never answers, and when it never stops", async () => {
    expect(await problemOf({ instead: () => null }, undefined, {}, { timeoutMs: 200 })).toBe("too-slow");
    const service = await startDatabricks({ columns, instead: (_, response) => flood(response) });
    const describing = describeDatabricksWith(service.ports, { timeoutMs: 20_000, maxBytes: 1_000_000 });
    expect(await describing(databricksSettings, [orders])).toEqual({ ok: false, problem: "too-much" });
  });
});
