import { apiFor } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { FilterBar } from "@/app/_ui/filter-bar";
import { SearchBox } from "@/app/_ui/search-box";
import { hrefWith, type SearchParams, valuesOf } from "@/app/_ui/url-state";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { ChoiceList } from "./choice-list";

interface ResourceStepProps {
  readonly slug: string;
  readonly path: string;
  readonly params: SearchParams;
  readonly kind: KindName;
  /** The key in the URL that the choice is put under. */
  readonly param: string;
  readonly question: string;
}

const insertFunction = /^ifn[ds]_/;
const most = 50;

/** Chooses a resource that the new one belongs to. */
export async function ResourceStep({ slug, path, params, kind, param, question }: ResourceStepProps) {
  const query = valuesOf(params, "q")[0]?.slice(0, 190) ?? "";
  // Ids are searched too, and those of insert functions all hold this.
  const words = kind === "function" ? `${query} ifn` : query;
  const all = await (await apiFor()).resources.search({ workspace: slug, query: words, kinds: [kind], limit: most });
  const found = kind === "function" ? all.filter(({ id }) => insertFunction.test(id)) : all;
  const { q: _, ...rest } = params;
  const { plural, route } = resourceKinds[kind];
  return (
    <section aria-labelledby="choose">
      <h2 id="choose" className="mb-3 text-lg font-semibold">
        {question}
      </h2>
      <FilterBar clearHref={query ? path : undefined}>
        <SearchBox label={`Search ${plural.toLowerCase()} by name or id`} />
      </FilterBar>
      {found.length > 0 ? (
        <ChoiceList
          label={plural}
          choices={found.map(({ id, title }) => ({
            key: id,
            href: hrefWith(path, rest, { [param]: id.replace(/^ifnd_/, "") }),
            title,
            note: id,
          }))}
        />
      ) : (
        <EmptyState
          title={query ? `No ${plural.toLowerCase()} match` : `No ${plural.toLowerCase()} yet`}
          action={
            query ? undefined : (
              <ButtonLink href={`/${encodeURIComponent(slug)}/${route}/new`}>Create one first</ButtonLink>
            )
          }
        >
          {query ? "Search by another word." : "There is nothing here to choose from."}
        </EmptyState>
      )}
      {all.length === most ? (
        <p className="mt-3 text-sm text-ink-muted">The first {most} are shown; search to find others.</p>
      ) : null}
    </section>
  );
}
