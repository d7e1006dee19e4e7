import { Card } from "@/app/_ui/card";
import { Link } from "@/app/_ui/link";
import { RelativeTime } from "@/app/_ui/relative-time";
import type { RecentChange } from "@/server/domain/resources/list-recent-changes";
import { resourceHref } from "../_resources/hrefs";
import { kindWord } from "../_resources/kind-words";

/** The newest changes of the workspace; what was deleted has no page any more. */
export function LastChanges({ slug, changes }: { slug: string; changes: readonly RecentChange[] }) {
  return (
    <Card title="Last changes" flush>
      {changes.length === 0 ? (
        <p className="p-4 text-ink-muted">Nothing has been changed yet. Every change shows here as it is saved.</p>
      ) : (
        <ul className="divide-y divide-line">
          {changes.map((change) => (
            <li key={change.seq} className="flex flex-wrap items-baseline justify-between gap-x-3 px-4 py-2">
              <p className="min-w-0 wrap-anywhere">
                {change.exists ? (
                  <Link href={`${resourceHref(slug, change.kind, change.id)}?tab=history`}>
                    <bdi>{change.title}</bdi>
                  </Link>
                ) : (
                  <bdi>{change.title}</bdi>
                )}{" "}
                <span className="text-ink-muted">
                  {kindWord(change.kind)} {change.verb}
                </span>
              </p>
              <p className="text-sm text-ink-muted">
                <bdi>{change.actorLabel}</bdi>, <RelativeTime at={change.createdAt} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
