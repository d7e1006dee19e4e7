import { cache } from "react";
import { apiFor, orNotFound } from "@/app/_trpc/server";
import type { KindName } from "@/server/core/kinds/types";

/** A resource for its page and for the page's title, asked for once. The "not found" page without one. */
export const getResource = cache(async (slug: string, kind: KindName, id: string) =>
  orNotFound((await apiFor()).resources.get({ workspace: slug, kind, id })),
);
