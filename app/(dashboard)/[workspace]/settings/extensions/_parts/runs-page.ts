import { hrefWith, type SearchParams, valuesOf } from "@/app/_ui/url-state";

/** What is older than one run, or newer than it; the newest runs without either. */
export interface RunsPageQuery {
  readonly before?: string;
  readonly after?: string;
}

/** The page of runs that an address asks for. */
export function readRunsPage(query: SearchParams): RunsPageQuery {
  const one = (key: string) => valuesOf(query, key)[0]?.slice(0, 64);
  const [before, after] = [one("before"), one("after")];
  if (before) return { before };
  return after ? { after } : {};
}

export interface RunsPageLinks {
  readonly previousHref: string | undefined;
  readonly nextHref: string | undefined;
}

/** Where the pages beside it are. */
export const runsPageLinks = (
  path: string,
  { previous, next }: { readonly previous: string | null; readonly next: string | null },
): RunsPageLinks => ({
  previousHref: previous === null ? undefined : hrefWith(path, {}, { after: previous }),
  nextHref: next === null ? undefined : hrefWith(path, {}, { before: next }),
});
