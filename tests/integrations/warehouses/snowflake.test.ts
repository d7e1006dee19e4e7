import { describe, expect, it } from "vitest";
import { withHttps } from "@/server/integrations/warehouses/https/session";
import { readAccount } from "@/server/integrations/warehouses/snowflake/account";
import { SnowflakeClient } from "@/server/integrations/warehouses/snowflake/client";
import { describeSnowflakeWith } from "@/server/integrations/warehouses/snowflake/describe";
import { readSnowflakeLogin } from "@/server/integrations/warehouses/snowflake/login";
import { flood, type Override, type StoredColumn } from "./service";
import { type Snowflake, snowflakeKey, snowflakeSettings, snowflakeToken, startSnowflake } from "./snowflake-service";

const none = [null, null, null, null] as const;
const columns: { readonly [database: string]: readonly StoredColumn[] } = {
  ANALYTICS: [
    ["PROD", "ORDERS", "ORDER_ID", "NUMBER", null, "38", "0", null],
    ["PROD", "ORDERS", "EMAIL", "TEXT", "80", null, null, null],
    ["PROD", "ORDERS", "NOTE", "TEXT", "16777216", null, null, null],
    ["PROD", "ORDERS", "PAID_AT", "TIMESTAMP_NTZ", null, null, null, "9"],
    ["PROD", "ORDERS", "TAGS", "VARIANT", ...none],
    ["Prod", "orders", "lower", "FLOAT", ...none],
  ],
  'Odd "one"': [["RAW", "ORDERS", "ID", "BINARY", "8388608", null, null, null]],
};

async function ask(
  given: Partial<Snowflake>,
  names = ["prod.orders"],
  settings: object = {},
  limits = { timeoutMs: 10_000 },
) {
  const service = await startSnowflake({ columns, ...given });
  const answer = await describeSnowflakeWith(service.ports, limits)({ ...snowflakeSettings, ...settings }, names);
  return { ...service, answer };
}

const problemOf = async (...given: Parameters<typeof ask>) => {
  const { answer } = await ask(...given);
  return answer.ok ? "described" : answer.problem;
};
const always = (status: number, body: unknown = {}): { instead: Override } => ({ instead: () => ({ status, body }) });

describe("describing relations in Snowflake", () => {
  it("reads plain names as capitals and quoted ones as they are, one statement for each database", async () => {
    const names = [
      "analytics.prod.orders",
      "PROD.Orders",
      '"Prod"."orders"',
      '"Odd ""one""".raw.orders',
      "prod.nothing",
    ];
    const { answer, asked } = await ask({}, [...names, "elsewhere.prod.orders", "x"]);
    const orders = [
      { name: "ORDER_ID", dataType: "NUMBER(38,0)" },
      { name: "EMAIL", dataType: "TEXT(80)" },
      { name: "NOTE", dataType: "TEXT" },
      { name: "PAID_AT", dataType: "TIMESTAMP_NTZ(9)" },
      { name: "TAGS", dataType: "VARIANT" },
    ];
    expect(answer.ok && Object.fromEntries(answer.relations)).toEqual({
      "analytics.prod.orders": orders,
      "PROD.Orders": orders,
      '"Prod"."orders"': [{ name: "lower", dataType: "FLOAT" }],
      '"Odd ""one""".raw.orders': [{ name: "ID", dataType: "BINARY" }],
    });
    expect(asked).toHaveLength(3);
    expect(asked[0]?.host).toBe("acme-sales-eu.snowflakecomputing.com");
    expect(JSON.parse(asked[0]?.body ?? "")).toMatchObject({ warehouse: "SMALL", timeout: 10 });
  });

  it("binds every name, so that none becomes a part of the statement", async () => {
    const hostile = "'; DROP TABLE x; --";
    const { asked } = await ask({}, [`"${hostile}"."${hostile}"`, `"${hostile}"."s"."t"`]);
    for (const { body } of asked) expect(JSON.parse(body).statement).not.toContain("DROP");
  });

  it("says that the source's own database is not there, and leaves out what is in others", async () => {
    expect(await problemOf({}, ["a.b"], { database: "GONE" })).toBe("no-database");
    expect(await problemOf({}, ["GONE.a.b"])).toBe("described");
  });
});

describe("Snowflake's statements", () => {
  it("are waited for when they take long, and their result is read part by part", async () => {
    const { answer, waits, stopped } = await ask({ polls: 4, rowsPerPart: 2 });
    expect(answer.ok && answer.relations.get("prod.orders")).toHaveLength(5);
    expect(waits).toEqual([250, 500, 1000, 2000]);
    expect(stopped).toEqual([]);
  });

  it("are stopped when nobody waits for them any longer", async () => {
    const service = await startSnowflake({ columns, polls: Number.POSITIVE_INFINITY });
    const given = new AbortController();
    let waited = 0;
    const ports = {
      ...service.ports,
      wait: async () => {
        if (++waited === 3) given.abort(new Error("changed my mind"));
      },
    };
    const describing = describeSnowflakeWith(ports, { timeoutMs: 10_000, signal: given.signal });
    await expect(describing(snowflakeSettings, ["prod.orders"])).rejects.toThrow("changed my mind");
    expect(service.stopped).toEqual(["01b0-0"]);
  });

  it("give pages one by one, and the next is read only when it is asked for", async () => {
    const service = await startSnowflake({ columns, rowsPerPart: 1 });
    const statement = {
      text: "… FROM IDENTIFIER(?) WHERE s IN (?) AND t IN (?)",
      values: ['"ANALYTICS"."INFORMATION_SCHEMA"."COLUMNS"', "PROD", "ORDERS"],
    };
    const seen = await withHttps(service.ports, { timeoutMs: 10_000 }, async (session) => {
      const sizes: number[] = [];
      for await (const { rows } of new SnowflakeClient(session, readSnowflakeLogin(snowflakeSettings)).run(statement)) {
        sizes.push(rows.length);
        if (sizes.length === 2) break;
      }
      return sizes;
    });
    expect(seen).toEqual({ ok: true, value: [1, 1] });
    expect(service.asked).toHaveLength(2);
  });
});

describe("signing in to Snowflake", () => {
  it("takes a private key without its line breaks, and a token, in the place of the password", async () => {
    for (const end of ["", " ", "\r\n", "\\n"])
      expect(await problemOf({}, undefined, { password: snowflakeKey.pem.replaceAll("\n", end) }), end).toBe(
        "described",
      );
    expect(await problemOf({}, undefined, { password: "", "private-key": snowflakeKey.pem })).toBe("described");
    expect(await problemOf({}, undefined, { password: snowflakeToken })).toBe("described");
  });

  it("says that a password is not taken, which a wrong token is not told", async () => {
    expect(await problemOf({}, undefined, { password: "hunter2" })).toBe("password-not-taken");
    expect(await problemOf({}, undefined, { password: "correct horse" })).toBe("password-not-taken");
    expect(await problemOf({}, undefined, { password: snowflakeToken.replace("c2ln", "b3Ro") })).toBe("refused");
    expect(await problemOf({}, undefined, { username: "somebody-else" })).toBe("refused");
  });

  it("needs all settings, and asks nobody while one cannot be used", async () => {
    for (const name of ["account", "username", "password", "database"])
      expect(await problemOf({}, undefined, { [name]: "" }), name).toBe("settings-missing");
    const encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIE\n-----END ENCRYPTED PRIVATE KEY-----";
    const broken = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----";
    for (const settings of [{ password: encrypted }, { password: broken }, { account: "evil.com/x#" }]) {
      const { answer, asked } = await ask({}, undefined, settings);
      expect([answer, asked]).toEqual([{ ok: false, problem: "settings-unfit" }, []]);
    }
  });

  it.each([
    ["xy12345", "xy12345.snowflakecomputing.com", "XY12345"],
    ["ECB63470.prod3.us-west-2", "ecb63470.prod3.us-west-2.snowflakecomputing.com", "ECB63470"],
    ["acme-my_account", "acme-my-account.snowflakecomputing.com", "ACME-MY_ACCOUNT"],
    ["https://acme-x.snowflakecomputing.com/", "acme-x.snowflakecomputing.com", "ACME-X"],
    ["acme-123.global", "acme-123.global.snowflakecomputing.com", "ACME"],
    ["ab1.cn-northwest-1.aws", "ab1.cn-northwest-1.aws.snowflakecomputing.cn", "AB1"],
    ["evil.com", "evil.com.snowflakecomputing.com", "EVIL"],
  ])("reads the account %s", (given, host, name) => {
    expect(readAccount(given)).toEqual({ origin: `https://${host}`, name });
  });

  it.each([
    "evil.com/a",
    "evil.com#",
    "evil.com?",
    "a@evil.com",
    "evil.com:443",
    "[::1]",
    "a..b",
    "-a",
    "",
    "a b",
    "ä",
    `a\nb`,
  ])("takes %j for no account", (given) => expect(readAccount(given)).toBeNull());
});

describe("a Snowflake that answers something else", () => {
  it.each([
    [403, {}, "refused"],
    [404, {}, "not-found"],
    [408, { code: "000630", sqlState: "57014" }, "too-slow"],
    [422, { code: "000606", sqlState: "57P03" }, "no-compute"],
    [422, { code: "999999", sqlState: "42000" }, "other"],
    [500, "<html>", "other"],
    [302, {}, "other"],
    [200, "not json", "other"],
    [200, { data: "x" }, "other"],
    [202, {}, "other"],
  ])("of %i %j is told as %s", async (status, body, problem) => {
    expect(await problemOf(always(status, body))).toBe(problem);
  });

  it("is asked again while it is busy, as long as it says, and never for more than a few times", async () => {
    let left = 2;
    const busy: Override = () => (left-- > 0 ? { status: 429, headers: { "retry-after": "3" } } : undefined);
    const { answer, waits } = await ask({ instead: busy });
    expect([answer.ok, waits]).toEqual([true, [3000, 3000]]);
    const { answer: never, waits: longer } = await ask(always(503));
    expect([never, longer]).toEqual([{ ok: false, problem: "busy" }, [500, 1000, 2000]]);
  });

  it("keeps its credential when it sends it elsewhere", async () => {
    const { asked } = await ask({ instead: () => ({ status: 307, headers: { location: "https://evil.com/" } }) });
    expect(asked).toHaveLength(1);
  });

  it("is given up on when it never answers, and when it never stops", async () => {
    expect(await problemOf({ instead: () => null }, undefined, {}, { timeoutMs: 200 })).toBe("too-slow");
    const service = await startSnowflake({ columns, instead: (_, response) => flood(response) });
    const describing = describeSnowflakeWith(service.ports, { timeoutMs: 20_000, maxBytes: 1_000_000 });
    expect(await describing(snowflakeSettings, ["prod.orders"])).toEqual({ ok: false, problem: "too-much" });
  });

  it("says none of its words, which may repeat a secret", async () => {
    const { answer } = await ask(always(401, { code: "390144", message: `no ${snowflakeToken}` }), undefined, {
      password: snowflakeToken,
    });
    expect(answer).toEqual({ ok: false, problem: "refused" });
  });
});
