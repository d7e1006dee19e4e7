import { GitCommitHorizontal } from "lucide-react";
import { DiffView } from "@/app/_ui/diff-view";
import { Link } from "@/app/_ui/link";
import type { HistoryEntry } from "@/server/domain/resources/list-history";
import { ShortChange } from "./short-change";

/** What a change did, attribute by attribute, and its commit. */
export function ChangeDetails({ slug, entry }: { slug: string; entry: HistoryEntry }) {
  const short = entry.changes.filter((change) => change.diff === null);
  const long = entry.changes.flatMap(({ diff, path }) => (diff ? [{ ...diff, path }] : []));
  const onlySecrets = entry.changes.length === 0 && entry.verb !== "created" && entry.verb !== "added";
  return (
    <div className="space-y-2">
      {onlySecrets ? <p className="text-sm text-ink-muted">A secret setting was changed.</p> : null}
      {short.length > 0 ? (
        <ul className="space-y-0.5 text-sm">
          {short.map((change) => (
            <ShortChange key={change.path} change={change} />
          ))}
        </ul>
      ) : null}
      {long.map(({ path, text, language }) => (
        <DiffView key={path} path={path} diff={text} language={language} />
      ))}
      {entry.commit ? (
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-muted">
          <GitCommitHorizontal aria-hidden className="size-4" />
          Commit
          {entry.commit.link ? (
            <Link href={entry.commit.link} external>
              <code className="font-mono">{entry.commit.sha.slice(0, 8)}</code>
            </Link>
          ) : (
            <code className="font-mono">{entry.commit.sha.slice(0, 8)}</code>
          )}
          {entry.commit.runId ? (
            <Link href={`/${slug}/settings/extensions/git-sync/runs/${encodeURIComponent(entry.commit.runId)}`}>
              Git Sync run
            </Link>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
