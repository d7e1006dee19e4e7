import { apiFor } from "@/app/_trpc/server";
import { EmptyState } from "@/app/_ui/empty-state";
import { formatCount } from "@/app/_ui/format";
import { Pager } from "@/app/_ui/pager";
import { Timeline } from "@/app/_ui/timeline";
import { hrefWith, type SearchParams, valuesOf } from "@/app/_ui/url-state";
import type { ResourceDetail } from "@/server/domain/resources/get-resource";
import type { HistoryEntry } from "@/server/domain/resources/list-history";
import { ChangeDetails } from "./change-details";
import { resourceHref } from "./hrefs";
import { kindTitle } from "./kind-words";

export interface HistoryTabProps {
  slug: string;
  resource: ResourceDetail;
  params: SearchParams;
}

/** Every change of a resource: who, when, what it did, and the commit that carries it. */
export async function HistoryTab({ slug, resource, params }: HistoryTabProps) {
  const { kind, id } = resource;
  const before = Number.parseInt(valuesOf(params, "before")[0] ?? "", 10);
  const api = await apiFor();
  const page = Number.isSafeInteger(before) && before > 0 ? { beforeSeq: before } : {};
  const { items, next } = await api.resources.history({ workspace: slug, kind, id, ...page });
  if (items.length === 0) {
    return (
      <EmptyState title="No changes recorded">
        It came with the workspace and has not been changed since. Every change from now on shows here, with its commit.
      </EmptyState>
    );
  }
  const path = resourceHref(slug, kind, id);
  const word = kindTitle(kind);
  return (
    <>
      <Timeline
        entries={items.map((entry) => ({
          id: String(entry.seq),
          at: entry.createdAt.toISOString(),
          title: `${word} ${entry.verb}`,
          by: <Actor entry={entry} />,
          children: <ChangeDetails slug={slug} entry={entry} />,
        }))}
      />
      {next || "beforeSeq" in page ? (
        <Pager
          shown={formatCount(items.length, "change")}
          previousHref={"beforeSeq" in page ? hrefWith(path, { tab: "history" }, {}) : undefined}
          nextHref={next ? hrefWith(path, { tab: "history" }, { before: String(next) }) : undefined}
        />
      ) : null}
    </>
  );
}

const origins: { readonly [origin: string]: string } = {
  api: "through the Public API",
  import: "by import",
  sample: "with the sample",
  system: "by the product",
};

function Actor({ entry }: { entry: HistoryEntry }) {
  const how = origins[entry.origin];
  return (
    <>
      <bdi>{entry.actorLabel}</bdi>
      {how ? ` ${how}` : null}
    </>
  );
}
