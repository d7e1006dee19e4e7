import { database } from "@/server/db";
import { env } from "@/server/env";
import { publicUrl } from "@/server/public-url";
import { handlePublicApi, type PublicApi } from "./handle";
import { createRateLimit } from "./limit-rate";
import { createMatcher } from "./match";
import { createDescription } from "./openapi/serve";
import { publicApiRoutes } from "./table";

export const publicApiBase = "/api/public";

/** The API's address as clients are told it. */
export const publicApiUrl = () => publicUrl() + publicApiBase;

const match = createMatcher(publicApiRoutes);
const describe = createDescription(publicApiRoutes, publicApiUrl);
const holder = globalThis as typeof globalThis & { tributaryRateLimit?: PublicApi["limitRate"] };

/** The Public API on the product's own database, as its route serves it. */
export function publicApi(request: Request): Promise<Response> {
  holder.tributaryRateLimit ??= createRateLimit(env().TRIBUTARY_API_RATE);
  return handlePublicApi(
    { db: database().db, base: publicApiBase, match, describe, limitRate: holder.tributaryRateLimit },
    request,
  );
}
