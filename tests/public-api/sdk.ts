import { configureApis, ProfilesSyncApi, ReverseETLApi } from "@segment/public-api-sdk-typescript";
import type { Db } from "@/server/core/ctx";
import { apiClient, testApi } from "./client";
import { listen } from "./http-server";

/** Serves an API over HTTP; each call of what it gives has the npm SDK's classes for a workspace and a token of its own. */
export async function servedSdk(db: Db) {
  const api = testApi(db);
  const base = await listen(api);
  return async () => {
    const { ctx, token } = await apiClient(db, { api });
    // The SDK's own set has no place for these two.
    const apis = {
      ...configureApis(token),
      profilesSync: new ProfilesSyncApi(base),
      reverseEtl: new ReverseETLApi(base),
    };
    for (const each of Object.values(apis)) (each as { basePath: string }).basePath = base;
    apis.profilesSync.accessToken = token;
    apis.reverseEtl.accessToken = token;
    return { ...apis, ctx };
  };
}

/** The paging that every listing call of the SDK wants. */
export const page = { count: 10 };
