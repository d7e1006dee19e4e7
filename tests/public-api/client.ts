import type { Ctx, Db } from "@/server/core/ctx";
import { createApiToken } from "@/server/domain/api-tokens/create-api-token";
import { CreateApiToken } from "@/server/domain/api-tokens/schema";
import { handlePublicApi, type PublicApi } from "@/server/public-api/handle";
import { createRateLimit } from "@/server/public-api/limit-rate";
import { createMatcher } from "@/server/public-api/match";
import { createDescription } from "@/server/public-api/openapi/serve";
import { publicApiRoutes } from "@/server/public-api/table";
import { freshWorkspace } from "@/tests/support/database";
import { openApiValidator } from "./openapi/validator";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Keys of `data`; empty for errors. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly data: any;
  readonly errors: readonly { type: string; message: string; field?: string; status: number }[];
}

export interface ApiClient {
  readonly ctx: Ctx;
  readonly token: string;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export const testApi = (db: Db, perMinute = 100_000): PublicApi => ({
  db,
  base: "/api/public",
  match: createMatcher(publicApiRoutes),
  limitRate: createRateLimit(perMinute),
  describe: createDescription(publicApiRoutes, () => "/api/public"),
});

/** A token of a new workspace, and calls with it whose answers must have the shape that the route table promises. */
export async function apiClient(
  db: Db,
  options: { role?: "Workspace Owner" | "Workspace Member"; ctx?: Ctx; api?: PublicApi } = {},
): Promise<ApiClient> {
  const ctx = options.ctx ?? (await freshWorkspace(db)).ctx;
  const api = options.api ?? testApi(db);
  const { text } = await createApiToken(
    ctx,
    CreateApiToken.parse({ name: "ci", role: options.role ?? "Workspace Owner" }),
  );
  const send: ApiClient["send"] = async (method, path, body, headers = {}) => {
    const request = new Request(`http://127.0.0.1/api/public${path}`, {
      method,
      headers: { authorization: `Bearer ${text}`, ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return readAnswer(await handlePublicApi(api, request), method, path, api);
  };
  return { ctx, token: text, send };
}

/** Reads an answer and holds it against the envelope, the route's own promise and the OpenAPI document. */
export async function readAnswer(response: Response, method: string, path: string, api: PublicApi): Promise<Answer> {
  const type = response.headers.get("content-type") ?? "";
  if (!type.startsWith("application/json")) throw new Error(`${method} ${path} answered ${type}`);
  const body = (await response.json()) as { data?: object; errors?: Answer["errors"] };
  const found = api.match(method, new URL(`http://x${path}`).pathname);
  if (found.kind === "found") {
    const problems = openApiValidator.answerProblems(found.route, response.status, body);
    if (problems.length > 0) throw new Error(`${method} ${path} is not as described: ${problems.join("; ")}`);
  }
  if (response.ok) {
    if (!body.data || body.errors) throw new Error(`${method} ${path} answered ${response.status} without data`);
    if (found.kind === "found") found.route.answer.parse(body.data);
  } else if (!body.errors?.length || body.data) {
    throw new Error(`${method} ${path} answered ${response.status} without errors`);
  }
  return { status: response.status, headers: response.headers, data: body.data ?? {}, errors: body.errors ?? [] };
}
