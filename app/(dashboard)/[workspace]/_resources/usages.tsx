import { Card } from "@/app/_ui/card";
import { formatNumber } from "@/app/_ui/format";
import { Link } from "@/app/_ui/link";
import { hrefWith } from "@/app/_ui/url-state";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import type { Usage } from "@/server/domain/resources/list-usages";
import { listHref, resourceHref } from "./hrefs";

export interface Usages {
  readonly total: number;
  readonly usages: readonly Usage[];
}

interface LinkedResource {
  readonly kind: KindName;
  readonly id: string;
  readonly title: string;
}

/** What a resource names and what names it, as links, kind by kind. */
export function UsageCards({
  slug,
  uses,
  usedBy,
  self,
}: {
  slug: string;
  uses: readonly LinkedResource[];
  usedBy: Usages;
  self: LinkedResource;
}) {
  const named = unique(uses);
  return (
    <div className="grid gap-4 md:grid-cols-2">
      {named.length > 0 ? (
        <Card title="Uses">
          <ResourceLinks slug={slug} resources={named} />
        </Card>
      ) : null}
      <Card
        title={
          <>Used by {usedBy.total > 0 ? <span className="text-ink-muted">{formatNumber(usedBy.total)}</span> : null}</>
        }
      >
        {usedBy.total === 0 ? (
          <p className="text-ink-muted">Nothing names it, so it can be deleted.</p>
        ) : (
          <ResourceLinks
            slug={slug}
            resources={unique(usedBy.usages)}
            {...(usedBy.total > usedBy.usages.length ? { all: self } : {})}
          />
        )}
      </Card>
    </div>
  );
}

function unique(resources: readonly LinkedResource[]): LinkedResource[] {
  return [...new Map(resources.map((one) => [`${one.kind}\n${one.id}`, one])).values()];
}

interface ResourceLinksProps {
  slug: string;
  resources: readonly LinkedResource[];
  /** Given when there are more: each kind then links to its list of all that name this one. */
  all?: LinkedResource;
}

function ResourceLinks({ slug, resources, all }: ResourceLinksProps) {
  const kinds = [...new Set(resources.map((one) => one.kind))];
  return (
    <div className="space-y-3">
      {kinds.map((kind) => (
        <div key={kind}>
          <h3 className="text-sm text-ink-muted">{resourceKinds[kind].plural}</h3>
          <ul className="space-y-0.5">
            {resources
              .filter((one) => one.kind === kind)
              .map((one) => (
                <li key={one.id} className="wrap-anywhere">
                  <Link href={resourceHref(slug, one.kind, one.id)}>
                    <bdi>{one.title}</bdi>
                  </Link>
                </li>
              ))}
          </ul>
          {all ? (
            <Link href={hrefWith(listHref(slug, kind), {}, { uses: `${all.kind}/${all.id}` })} className="text-sm">
              All {resourceKinds[kind].plural.toLowerCase()} of it
            </Link>
          ) : null}
        </div>
      ))}
    </div>
  );
}
