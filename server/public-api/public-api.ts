import { database } from "@/server/db";
import { env } from "@/server/env";
import { handlePublicApi, type PublicApi } from "./handle";
import { createRateLimit } from "./limit-rate";
import { createMatcher } from "./match";
import { publicApiRoutes } from "./table";

export const publicApiBase = "/api/public";

const match = createMatcher(publicApiRoutes);
const holder = globalThis as typeof globalThis & { tributaryRateLimit?: PublicApi["limitRate"] };

/** The Public API on the product's own database, as its route serves it. */
export function publicApi(request: Request): Promise<Response> {
  holder.tributaryRateLimit ??= createRateLimit(env().TRIBUTARY_API_RATE);
  return handlePublicApi(
    { db: database().db, base: publicApiBase, match, limitRate: holder.tributaryRateLimit },
    request,
  );
}
