import { describe, expect, it } from "vitest";
import { createApiToken } from "@/server/domain/api-tokens/create-api-token";
import { listApiTokens } from "@/server/domain/api-tokens/list-api-tokens";
import { revokeApiToken } from "@/server/domain/api-tokens/revoke-api-token";
import { CreateApiToken } from "@/server/domain/api-tokens/schema";
import { handlePublicApi } from "@/server/public-api/handle";
import { RawJson, stringify } from "@/server/public-api/json";
import { readPage } from "@/server/public-api/pagination";
import { parseQuery, textsIn } from "@/server/public-api/query";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { freshWorkspace } from "@/tests/support/database";
import { apiClient, readAnswer, testApi } from "./client";

const { db } = await productDatabase();

async function send(token: string | null, path = "/") {
  const api = testApi(db);
  const headers: Record<string, string> = token === null ? {} : { authorization: token };
  const response = await handlePublicApi(api, new Request(`http://127.0.0.1/api/public${path}`, { headers }));
  return readAnswer(response, "GET", path, api);
}

describe("tokens", () => {
  it("give their own workspace, with or without the slash at the end", async () => {
    const { ctx, send: call } = await apiClient(db);
    const { id, slug, name } = ctx.workspace;
    expect((await call("GET", "/")).data).toEqual({ workspace: { id, slug, name } });
    expect((await call("GET", "")).data).toEqual({ workspace: { id, slug, name } });
  });

  it("are refused when missing, unknown, garbled, expired or revoked", async () => {
    const { ctx } = await freshWorkspace(db);
    const input = CreateApiToken.parse({ name: "old", expiresInDays: 1 });
    const longAgo = await createApiToken(ctx, input, new Date(Date.now() - 2 * 86_400_000));
    const revoked = await createApiToken(ctx, input);
    await revokeApiToken(ctx, { tokenId: revoked.token.id });
    const tokens = [
      null,
      "",
      "Bearer ",
      "Bearer x",
      `Bearer trb_${"A".repeat(43)}`,
      `Basic ${longAgo.text}`,
      `Bearer ${longAgo.text}`,
      `Bearer ${revoked.text}`,
    ];
    const answers = await Promise.all(tokens.map((token) => send(token, "/sources")));
    expect(answers.map(({ status }) => status)).toEqual(tokens.map(() => 401));
    expect(answers.at(-2)?.errors[0]?.message).toContain("expired");
    expect(answers.at(-1)?.errors[0]?.message).toContain("revoked");
  });

  it("show when they were last used, and never their text", async () => {
    const client = await apiClient(db);
    await client.send("GET", "/");
    const [listed] = await listApiTokens(client.ctx);
    expect(listed?.lastUsedAt).toBeInstanceOf(Date);
    expect(JSON.stringify(await db.apiToken.findMany())).not.toContain(client.token);
    expect(client.token.startsWith(listed?.hint ?? "-")).toBe(true);
  });

  it("are an owner's to make; making and revoking stand in the audit trail", async () => {
    const { ctx } = await freshWorkspace(db);
    const member = { ...ctx, access: { grants: [{ role: "Workspace Member", scope: "workspace" as const }] } };
    const input = CreateApiToken.parse({ name: "ci" });
    await expect(createApiToken(member, input)).rejects.toMatchObject({ code: "forbidden" });
    const { token } = await createApiToken(ctx, input);
    await expect(revokeApiToken(member, { tokenId: token.id })).rejects.toMatchObject({ code: "forbidden" });
    await revokeApiToken(ctx, { tokenId: token.id });
    await revokeApiToken(ctx, { tokenId: token.id });
    const events = await db.auditEvent.findMany({ where: { resourceId: token.id }, orderBy: { id: "asc" } });
    expect(events.map(({ type }) => type).sort()).toEqual(["API Token Created", "API Token Revoked"]);
  });

  it("of a member cannot manage labels, and say 401 as Segment does", async () => {
    const { send: call } = await apiClient(db, { role: "Workspace Member" });
    const refused = await call("POST", "/labels", { label: { key: "a", value: "b" } });
    expect(refused.status).toBe(401);
  });
});

describe("the door", () => {
  it("answers unknown paths and methods in the error shape", async () => {
    const { send: call } = await apiClient(db);
    expect((await call("GET", "/nothing")).status).toBe(404);
    const wrong = await call("PUT", "/sources");
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET, POST"]);
  });

  it("takes raw and encoded characters in paths alike", async () => {
    const { send: call } = await apiClient(db);
    expect((await call("DELETE", "/labels/env/a:b@c")).data).toEqual({ status: "SUCCESS" });
    expect((await call("DELETE", "/labels/a%2Fb%20%C3%A9/x%25")).data).toEqual({ status: "SUCCESS" });
    expect((await call("GET", "/sources/%00")).status).toBe(404);
  });

  it("reads a body of any declared type, and tells the rate it leaves", async () => {
    const { send: call } = await apiClient(db);
    const type = { "content-type": "application/vnd.segment.v1alpha+json" };
    const made = await call("POST", "/labels", { label: { key: "a", value: "b" } }, type);
    expect(made.status).toBe(201);
    expect(Number(made.headers.get("x-ratelimit-remaining"))).toBe(99_999);
  });

  it("answers 429 with whole seconds before it writes anything", async () => {
    const api = testApi(db, 2);
    const { send: call, ctx } = await apiClient(db, { api });
    await call("GET", "/");
    await call("GET", "/");
    const over = await call("POST", "/labels", { label: { key: "a", value: "b" } });
    expect(over.status).toBe(429);
    expect(over.headers.get("retry-after")).toMatch(/^\d+$/);
    expect(over.errors[0]).toMatchObject({ type: "RequestError", data: { remainingPoints: 0, consumedPoints: 3 } });
    expect(await db.resource.count({ where: { workspaceId: ctx.workspace.id, kind: "label" } })).toBe(0);
  });

  it("echoes on demand, also errors", async () => {
    const { send: call } = await apiClient(db);
    expect((await call("GET", "/echo?message=hi")).data).toMatchObject({ method: "get", message: "hi" });
    expect((await call("GET", "/echo?message=no&triggerError=true&statusCode=418")).status).toBe(418);
    expect((await call("GET", "/echo?message=no&triggerMultipleErrors=true")).errors).toHaveLength(2);
  });

  it("refuses cursors and counts that are not its own", async () => {
    const { send: call } = await apiClient(db);
    for (const bad of ["pagination[cursor]=x", "pagination[count]=0", "pagination[count]=1001", "pagination=1"]) {
      expect((await call("GET", `/sources?${bad}`)).status).toBe(422);
    }
  });
});

describe("queries", () => {
  it("mean the same in every client's spelling", () => {
    const emails = ["userIds.0=a&userIds.1=b", "userIds[0]=a&userIds[1]=b", "userIds%5B0%5D=a&userIds%5B1%5D=b"];
    for (const text of emails) expect(textsIn(parseQuery(new URLSearchParams(text)), "userIds")).toEqual(["a", "b"]);
    const pages = ["pagination[count]=3&pagination[cursor]=Mw%3D%3D", "pagination.count=3&pagination.cursor=Mw%3D%3D"];
    for (const text of pages) {
      expect(readPage(parseQuery(new URLSearchParams(text)))).toEqual({ count: 3, offset: 3 });
    }
    const rule = { type: "TRACK", key: "A b", version: "1" };
    for (const text of [
      "rules.0[type]=TRACK&rules.0[key]=A%20b&rules.0[version]=1",
      "rules[0][type]=TRACK&rules[0][key]=A+b&rules[0][version]=1",
    ]) {
      expect(parseQuery(new URLSearchParams(text))).toEqual({ rules: { 0: rule } });
    }
  });

  it("cannot reach what every object has", () => {
    const query = parseQuery(new URLSearchParams("__proto__[x]=1&constructor.y=2"));
    expect(({} as { x?: string }).x).toBeUndefined();
    expect(Object.keys(query)).toEqual(["__proto__", "constructor"]);
  });
});

describe("encoded parts", () => {
  it("stand in an answer as they are, whatever the texts beside them hold", () => {
    const odd = { a: "0", b: '"$&$1', c: new RawJson('{"d":"$&"}') };
    expect(JSON.parse(stringify(odd))).toEqual({ ...odd, c: { d: "$&" } });
  });
});
