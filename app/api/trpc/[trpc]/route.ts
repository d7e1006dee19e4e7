import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { guardRequest } from "@/app/_trpc/guard-request";
import { appRouter } from "@/server/api/root";
import { getSignedIn } from "@/server/auth";
import { database } from "@/server/db";
import { env } from "@/server/env";

/** The API for the browser: POST only, also for queries, and only from our own pages. */
export async function POST(request: Request): Promise<Response> {
  const guarded = await guardRequest(request, env().TRIBUTARY_URL);
  if (guarded instanceof Response) return guarded;
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: guarded,
    router: appRouter,
    allowMethodOverride: true,
    createContext: async () => ({ db: database().db, signedIn: await getSignedIn() }),
  });
}
