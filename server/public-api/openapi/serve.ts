import { createHash } from "node:crypto";
import type { Route } from "../route";
import { openApiDocument } from "./document";

/** Where the document is, below the API's own address. */
export const documentPath = "/openapi.json";

/**
 * Serves the OpenAPI document to anybody: it says nothing about a workspace. It is made once, on first use; clients keep
 * it and ask whether it is still so. `url` is what it calls the API's address, never taken from a request.
 */
export function createDescription(routes: readonly Route[], url: () => string): (request: Request) => Response {
  let made: { readonly text: string; readonly tag: string } | undefined;
  return (request) => {
    made ??= prepare(routes, url());
    const headers = { etag: made.tag, "cache-control": "public, max-age=0, must-revalidate" };
    if (request.headers.get("if-none-match")?.includes(made.tag)) return new Response(null, { status: 304, headers });
    return new Response(request.method === "HEAD" ? null : made.text, {
      headers: { ...headers, "content-type": "application/json; charset=utf-8" },
    });
  };
}

function prepare(routes: readonly Route[], url: string) {
  const text = JSON.stringify(openApiDocument(routes, url));
  return { text, tag: `"${createHash("sha256").update(text).digest("hex").slice(0, 32)}"` };
}
