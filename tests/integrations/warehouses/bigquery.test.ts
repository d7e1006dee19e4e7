import { describe, expect, it } from "vitest";
import { BigQueryClient } from "@/server/integrations/warehouses/bigquery/client";
import { describeBigQueryWith } from "@/server/integrations/warehouses/bigquery/describe";
import { readBigQueryLogin } from "@/server/integrations/warehouses/bigquery/login";
import { withHttps } from "@/server/integrations/warehouses/https/session";
import { type BigQuery, bigQuerySettings, keyFile, startBigQuery } from "./bigquery-service";
import { makeRsaKey } from "./read-jwt";
import { flood, type Override } from "./service";

const columns: BigQuery["columns"] = {
  "acme-analytics.prod": [
    ["prod", "orders", "order_id", "INT64"],
    ["prod", "orders", "amount", "NUMERIC(10, 2)"],
    ["prod", "orders", "lines", "ARRAY<STRUCT<sku STRING, n INT64>>"],
    ["prod", "Orders", "Other", "STRING"],
  ],
  "acme-analytics.Staging": [["Staging", "orders", "raw", "JSON"]],
  "acme-raw.events": [["events", "clicks", "at", "TIMESTAMP"]],
};
const credentials = (changes: object) => ({ credentials: JSON.stringify({ ...keyFile, ...changes }) });
const orders = "`acme-analytics`.`prod`.`orders`";

async function ask(given: Partial<BigQuery>, names = [orders], settings: object = {}, limits = { timeoutMs: 10_000 }) {
  const service = await startBigQuery({ columns, ...given });
  const answer = await describeBigQueryWith(service.ports, limits)({ ...bigQuerySettings, ...settings }, names);
  return { ...service, answer };
}

const problemOf = async (...given: Parameters<typeof ask>) => {
  const { answer } = await ask(...given);
  return answer.ok ? "described" : answer.problem;
};

/** Answers so once it is signed in to. */
const always = (status: number, body: unknown = {}): { instead: Override } => ({
  instead: ({ path }) => (path === "/token" ? undefined : { status, body }),
});
const refusal = (reason: string) => ({ error: { code: 1, message: "words", errors: [{ reason }] } });

describe("describing relations in BigQuery", () => {
  it("tells names by their case, with one query for each dataset, in whichever project", async () => {
    const names = [
      "`acme-analytics`.`prod`.`Orders`",
      "Staging.orders",
      "staging.orders",
      "`acme-raw`.`events`.`clicks`",
    ];
    const { answer, asked } = await ask({}, [orders, ...names, "prod.gone", "gone.x"]);
    expect(answer.ok && Object.fromEntries(answer.relations)).toEqual({
      [orders]: [
        { name: "order_id", dataType: "INT64" },
        { name: "amount", dataType: "NUMERIC(10, 2)" },
        { name: "lines", dataType: "ARRAY<STRUCT<sku STRING, n INT64>>" },
      ],
      "`acme-analytics`.`prod`.`Orders`": [{ name: "Other", dataType: "STRING" }],
      "Staging.orders": [{ name: "raw", dataType: "JSON" }],
      "`acme-raw`.`events`.`clicks`": [{ name: "at", dataType: "TIMESTAMP" }],
    });
    expect(asked.filter(({ path }) => path === "/token")).toHaveLength(1);
    const places = asked.map(({ body }) => /FROM (\S+)\.INFORMATION/.exec(body)?.[1]);
    expect(places.filter((place) => place === "`acme-analytics`.`prod`")).toHaveLength(1);
  });

  it("finds a dataset that is not where the source says", async () => {
    const { answer, asked } = await ask({ location: "us-east4" });
    expect(answer.ok && [...answer.relations.keys()]).toEqual([orders]);
    expect(asked.filter(({ path }) => path.endsWith("/queries")).map(({ body }) => JSON.parse(body).location)).toEqual([
      "EU",
      undefined,
    ]);
  });

  it("asks nothing about names that cannot be a project's and a dataset's, and binds those of relations", async () => {
    const hostile = [
      "`p`.`x`.`t`",
      "`acme-raw`.`a``; DROP`.`t`",
      "`acme-raw`.`a\\`.`t`",
      '"acme raw"."a"."t"',
      "prod.`x' OR 1`",
    ];
    const { answer, asked } = await ask({}, hostile);
    expect(answer).toEqual({ ok: true, relations: new Map() });
    const queries = asked.flatMap(({ path, body }) => (path === "/token" ? [] : [JSON.parse(body).query]));
    expect(queries).toHaveLength(1);
    expect(queries[0]).not.toContain("OR 1");
  });
});

describe("BigQuery's queries", () => {
  it("are waited for when they take long, and read page by page", async () => {
    const { answer, asked, stopped } = await ask({ polls: 3, rowsPerPage: 2 });
    expect(answer.ok && answer.relations.get(orders)).toHaveLength(3);
    expect(asked.map(({ query }) => query.get("pageToken"))).toEqual([null, null, null, null, null, "2"]);
    expect(stopped).toEqual([]);
  });

  it("are stopped when they take longer than they may", async () => {
    const { answer, stopped } = await ask({ polls: Number.POSITIVE_INFINITY }, undefined, {}, { timeoutMs: 300 });
    expect([answer, stopped]).toEqual([{ ok: false, problem: "too-slow" }, ["job_0"]]);
  });

  it("give pages one by one, and the next is read only when it is asked for", async () => {
    const service = await startBigQuery({ columns, rowsPerPage: 1 });
    const text = "SELECT … FROM `acme-analytics`.`prod`.INFORMATION_SCHEMA.COLUMNS WHERE table_name IN UNNEST(?)";
    const seen = await withHttps(service.ports, { timeoutMs: 10_000 }, async (session) => {
      const client = await BigQueryClient.open(session, readBigQueryLogin(bigQuerySettings));
      for await (const page of client.run({ text, values: [["orders"]], location: null })) return page;
    });
    expect(seen).toMatchObject({ ok: true, value: { rows: [["orders", "order_id", "INT64"]] } });
    expect(service.asked).toHaveLength(2);
    expect(service.stopped).toEqual([]);
  });
});

describe("signing in to BigQuery", () => {
  it("goes to Google, whatever the key file says", async () => {
    const { answer, asked } = await ask({});
    expect(answer.ok).toBe(true);
    expect([...new Set(asked.map(({ host }) => host))]).toEqual(["oauth2.googleapis.com", "bigquery.googleapis.com"]);
  });

  it("is refused to another's key, and to an account that is gone", async () => {
    expect(await problemOf({}, undefined, credentials({ private_key: makeRsaKey().pem }))).toBe("refused");
    expect(await problemOf({}, undefined, credentials({ client_email: "gone@acme.test" }))).toBe("refused");
    expect(await problemOf({ instead: () => ({ status: 401 }) })).toBe("refused");
  });

  it("needs a service account's key file, and asks nobody without", async () => {
    expect(await problemOf({}, undefined, { credentials: "" })).toBe("settings-missing");
    for (const settings of [
      { credentials: "{" },
      { credentials: '{"type":"authorized_user"}' },
      credentials({ private_key: "none" }),
      credentials({ project_id: "../../evil" }),
      { location: "eu/../x" },
      { "gc-project": "a b" },
    ]) {
      const { answer, asked } = await ask({}, undefined, settings);
      expect([answer, asked], JSON.stringify(settings)).toEqual([{ ok: false, problem: "settings-unfit" }, []]);
    }
  });
});

describe("a BigQuery that answers something else", () => {
  it.each([
    [401, {}, "refused"],
    [403, refusal("accessDenied"), "refused"],
    [403, refusal("rateLimitExceeded"), "busy"],
    [403, refusal("quotaExceeded"), "busy"],
    [403, refusal("accessNotConfigured"), "no-compute"],
    [400, refusal("invalidQuery"), "other"],
    [429, {}, "busy"],
    [500, refusal("backendError"), "other"],
    [302, {}, "other"],
    [200, "<html>", "other"],
    [200, { jobComplete: true, rows: [{ f: 1 }] }, "other"],
    [200, { jobComplete: true, rows: [{ f: [{ v: 1 }] }] }, "other"],
    [200, { jobComplete: false }, "other"],
  ])("of %i %j is told as %s", async (status, body, problem) => {
    expect(await problemOf(always(status, body))).toBe(problem);
  });

  it.each([
    [200, { access_token: "a\nb" }, "other"],
    [200, {}, "other"],
    [500, {}, "other"],
  ])("of %i %j at the sign-in is told as %s", async (status, body, problem) => {
    expect(await problemOf({ instead: () => ({ status, body }) })).toBe(problem);
  });

  it("is given up on when it never answers, and when it never stops", async () => {
    expect(await problemOf({ instead: () => null }, undefined, {}, { timeoutMs: 200 })).toBe("too-slow");
    const service = await startBigQuery({ columns, instead: (_, response) => flood(response) });
    const describing = describeBigQueryWith(service.ports, { timeoutMs: 20_000, maxBytes: 1_000_000 });
    expect(await describing(bigQuerySettings, [orders])).toEqual({ ok: false, problem: "too-much" });
  });
});
