import { createHash } from "node:crypto";
import type { Ctx, Db } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { contextForToken } from "@/server/domain/api-tokens/context-for-token";
import { readBody } from "@/server/request-body";
import { failure, success } from "./answer";
import { failureOf } from "./failures";
import type { Rate } from "./limit-rate";
import type { Match } from "./match";
import { documentPath } from "./openapi/serve";
import { readPage } from "./pagination";
import { parseQuery } from "./query";
import type { Params, Route } from "./route";

export interface PublicApi {
  readonly db: Db;
  /** Path that comes before the routes', such as `/api/public`. */
  readonly base: string;
  readonly match: (method: string, path: string) => Match;
  readonly limitRate: (tokenId: string) => Rate;
  /** Answers with the OpenAPI document. */
  readonly describe: (request: Request) => Response;
}

/** Larger than 2,000 rules of a tracking plan. */
const mostBodyBytes = 8 * 1024 * 1024;

/** Serves one request of the Public API. Every answer is JSON in Segment's envelope, whatever goes wrong. */
export async function handlePublicApi(api: PublicApi, request: Request): Promise<Response> {
  try {
    const url = new URL(request.url);
    const path = url.pathname.slice(api.base.length);
    if (path === documentPath && isRead(request)) return api.describe(request);
    const found = api.match(request.method, path);
    const ctx = await contextForToken(api.db, bearerOf(request));
    const rate = api.limitRate(ctx.actor.id);
    if (!rate.allowed) return tooMany(rate);
    const answer = await answerOf(found, request, url, ctx);
    for (const [name, value] of Object.entries(rate.headers)) answer.headers.set(name, value);
    return answer;
  } catch (error) {
    return failureOf(error);
  }
}

const isRead = ({ method }: Request) => method === "GET" || method === "HEAD";

async function answerOf(found: Match, request: Request, url: URL, ctx: Ctx): Promise<Response> {
  switch (found.kind) {
    case "none":
      return failure(404, [{ type: "not-found", message: `There is nothing at ${url.pathname.slice(0, 300)}.` }]);
    case "method": {
      const allow = found.allowed.join(", ");
      return failure(405, [{ type: "method-not-allowed", message: `Use ${allow} here.` }], { allow });
    }
    case "found":
      return run(found.route, found.params, request, url, ctx).catch((error) => failureOf(error, found.route.fieldOf));
  }
}

async function run(route: Route, params: Params, request: Request, url: URL, ctx: Ctx): Promise<Response> {
  const query = parseQuery(url.searchParams);
  const bytes = await readBody(request, mostBodyBytes);
  if (bytes === null) return failure(413, [{ type: "payload-too-large", message: "The body is larger than 8 MB." }]);
  const page = readPage(route.paged ? query : {});
  const body = route.body ? route.body.parse(parseBody(bytes)) : undefined;
  const repeatKey = repeatKeyOf(request, url, bytes, ctx);
  const data = await route.run({ ctx, params, query, page, body: body as never, repeatKey, headers: request.headers });
  return success(route.status, data);
}

/** JSON whatever the content type says: Segment's clients declare versioned types, and some none at all. */
function parseBody(bytes: Uint8Array): unknown {
  if (bytes.byteLength === 0) return {};
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new DomainError("invalid", "The body is not valid JSON.", { next: "Send one JSON object in UTF-8.", cause });
  }
}

/** An `Idempotency-Key` tells two wanted copies apart; without one the request itself is the key. */
function repeatKeyOf(request: Request, url: URL, bytes: Uint8Array, ctx: Ctx): string {
  const hash = createHash("sha256").update(`${ctx.actor.id}\n${request.method} ${url.pathname}\n`);
  const own = request.headers.get("idempotency-key");
  return own === null ? hash.update(bytes).digest("hex") : hash.update(`key:${own}`).digest("hex");
}

function bearerOf(request: Request): string {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
}

function tooMany({ headers, remaining, msBeforeNext, consumed }: Rate): Response {
  const data = { remainingPoints: remaining, msBeforeNext, consumedPoints: consumed };
  const message = `Too many requests. Try again in ${Math.ceil(msBeforeNext / 1000)} seconds.`;
  return failure(429, [{ type: "RequestError", message, data }], headers);
}
