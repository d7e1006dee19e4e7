"use server";

import type { CommandResult } from "@/app/_shell/command-result";
import { apiFor } from "@/app/_trpc/server";
import { resourceHref } from "../_resources/hrefs";
import { kindTitle } from "../_resources/kind-words";

const longestQuery = 200;

/** What the command palette finds in a workspace; a stranger's query finds nothing but an error. */
export async function findResources(slug: string, query: string): Promise<readonly CommandResult[]> {
  const api = await apiFor();
  const found = await api.resources.search({ workspace: slug, query: query.slice(0, longestQuery), limit: 20 });
  return found.map(({ kind, id, title }) => ({
    id: `${kind}:${id}`,
    label: title,
    href: resourceHref(slug, kind, id),
    kind: kindTitle(kind),
    hint: id,
  }));
}
