import { apiFor } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { FilterBar } from "@/app/_ui/filter-bar";
import { SearchBox } from "@/app/_ui/search-box";
import { hrefWith, type SearchParams, valuesOf } from "@/app/_ui/url-state";
import type { CatalogItem, CatalogKind } from "@/server/domain/catalog/types";
import { entryNote } from "../model/entry-note";
import { ChoiceList } from "./choice-list";
import { UrlSelect } from "./url-select";

interface CatalogStepProps {
  readonly slug: string;
  readonly catalog: CatalogKind;
  readonly path: string;
  readonly params: SearchParams;
}

const words = { sources: "sources", destinations: "destinations", warehouses: "warehouses" };
const looksLikeId = /^[A-Za-z0-9_-]{6,64}$/;

/** The types that something new can be of: searched by name, narrowed by category; the workspace's functions among them. */
export async function CatalogStep({ slug, catalog, path, params }: CatalogStepProps) {
  const api = await apiFor();
  const [query = "", category, cursor] = [
    valuesOf(params, "q")[0]?.slice(0, 200),
    valuesOf(params, "category")[0],
    valuesOf(params, "after")[0],
  ];
  const [page, categories, exact] = await Promise.all([
    api.catalog.search({ workspace: slug, kind: catalog, query, category, cursor: cursor?.slice(0, 40), limit: 60 }),
    api.catalog.categories({ workspace: slug, kind: catalog }),
    exactEntry(slug, catalog, query.trim()),
  ]);
  const items = exact && !page.items.some((item) => item.id === exact.id) ? [exact, ...page.items] : page.items;
  const typeHref = (id: string) => hrefWith(path, {}, { type: id });
  const unknownId = items.length === 0 && looksLikeId.test(query.trim()) ? query.trim() : null;
  return (
    <section aria-labelledby="choose">
      <h2 id="choose" className="mb-3 text-lg font-semibold">
        What is it?
      </h2>
      <FilterBar clearHref={query || category ? path : undefined}>
        <SearchBox label={`Search ${words[catalog]} by name or id`} />
        {categories.length > 0 ? (
          <UrlSelect
            label="Category"
            param="category"
            value={category ?? ""}
            options={[
              { value: "", label: "All categories" },
              ...categories.map(({ name, count }) => ({ value: name, label: `${name} (${count})` })),
            ]}
          />
        ) : null}
      </FilterBar>
      {items.length > 0 ? (
        <ChoiceList
          label="Types"
          choices={items.map((item) => ({
            key: item.id,
            href: typeHref(item.id),
            title: item.name,
            note: item.note,
            logo: item.logos.default,
            badge: entryNote(item.status, true),
          }))}
        />
      ) : (
        <EmptyState
          title={`No ${words[catalog]} match`}
          action={
            unknownId ? (
              <ButtonLink href={typeHref(unknownId)}>Use “{unknownId}” as the catalog id</ButtonLink>
            ) : undefined
          }
        >
          Search by another word. A type that has been retired is found by its exact id.
        </EmptyState>
      )}
      <nav aria-label="Pages" className="mt-4 flex gap-2">
        {cursor ? <ButtonLink href={hrefWith(path, params, {})}>First page</ButtonLink> : null}
        {page.next ? <ButtonLink href={hrefWith(path, params, { after: page.next })}>Next page</ButtonLink> : null}
      </nav>
    </section>
  );
}

/** An entry with exactly this id, retired or not. */
async function exactEntry(slug: string, kind: CatalogKind, id: string): Promise<CatalogItem | null> {
  if (!looksLikeId.test(id)) return null;
  const { entry } = await (await apiFor()).catalog.entry({ workspace: slug, kind, id });
  if (entry.origin === "unknown") return null;
  const { name, slug: entrySlug, logos, description } = entry.metadata;
  const status = entry.kind === "warehouses" ? entry.status : entry.metadata.status;
  return { kind, id, name, slug: entrySlug, categories: [], status, offered: entry.offered, logos, note: description };
}
