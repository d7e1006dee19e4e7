import { describe, expect, it } from "vitest";
import { writtenExamples } from "@/server/public-api/examples/collection";
import { handlePublicApi } from "@/server/public-api/handle";
import { type OpenApiDocument, openApiDocument } from "@/server/public-api/openapi/document";
import { publicApiRoutes } from "@/server/public-api/table";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { testApi } from "../client";
import { openApiValidator } from "./validator";

const document = openApiDocument(publicApiRoutes, "https://example.com/api/public");

describe("the OpenAPI document", () => {
  it("is valid OpenAPI 3.1, each schema in it valid JSON Schema", () => {
    expect(openApiValidator.problemsOf(document)).toEqual([]);
    expect(openApiValidator.problemsOf({ ...document, info: {} })).not.toEqual([]);
  });

  it("lists every route once, with its own id", () => {
    const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
    expect(operations).toHaveLength(publicApiRoutes.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  });

  it("refers to nothing that it does not hold", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = ""]) => path);
    expect(references.length).toBeGreaterThan(100);
    const found = (path: string) =>
      path.split("/").reduce<unknown>((at, key) => (at as { [key: string]: unknown } | undefined)?.[key], document);
    expect(references.filter((path) => found(path) === undefined)).toEqual([]);
  });

  it("names shared shapes instead of repeating them", () => {
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(["Source", "Destination", "Warehouse", "Label", "Pagination", "Error"]),
    );
  });

  it("has an example of every call", () => {
    const operations = publicApiRoutes.map(({ operation }) => operation);
    expect(operations.filter((operation) => !writtenExamples.has(operation))).toEqual([]);
  });
});

describe("the door of the document", () => {
  const address = "http://127.0.0.1/api/public/openapi.json";

  it("is open to everybody, says how long an answer holds, and nothing twice", async () => {
    const { db } = await productDatabase();
    const api = testApi(db);
    const answer = await handlePublicApi(api, new Request(address));
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/json; charset=utf-8"]);
    const served = (await answer.json()) as OpenApiDocument;
    expect([served.openapi, served.servers]).toEqual(["3.1.0", [{ url: "/api/public" }]]);
    const again = { headers: { "if-none-match": answer.headers.get("etag") ?? "" } };
    expect((await handlePublicApi(api, new Request(address, again))).status).toBe(304);
    const head = await handlePublicApi(api, new Request(address, { method: "HEAD" }));
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  it("serves nothing but reading", async () => {
    const { db } = await productDatabase();
    const posted = await handlePublicApi(testApi(db), new Request(address, { method: "POST" }));
    expect(posted.status).toBe(401);
  });
});
