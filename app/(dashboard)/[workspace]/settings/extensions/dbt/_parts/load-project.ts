import { cache } from "react";
import { apiFor, orNotFound } from "@/app/_trpc/server";

/** A dbt project, asked for once per request; "not found" for one that is not there. */
export const loadProject = cache(async (workspace: string, id: string) =>
  orNotFound((await apiFor()).dbtModels.get({ workspace, id })),
);

export type LinkedProject = Awaited<ReturnType<typeof loadProject>>;
