import { apiFor, orNotFound } from "@/app/_trpc/server";
import { DiffView } from "@/app/_ui/diff-view";
import { formatCount, formatNumber } from "@/app/_ui/format";
import { Link } from "@/app/_ui/link";
import { Notice } from "@/app/_ui/notice";
import { Pager } from "@/app/_ui/pager";
import { hrefWith } from "@/app/_ui/url-state";
import type { DiffFile } from "@/server/domain/git-sync/show-commit";
import { place } from "../../../_parts/place";
import { shortSha } from "../../../_parts/words";

const filesAtOnce = 10;

export interface CommitDiffProps {
  workspace: string;
  runId: string;
  sha: string;
  /** Index of the first file to show. */
  from: number;
}

/** What a commit changed, file by file, a page of files at a time. */
export async function CommitDiff({ workspace, runId, sha, from }: CommitDiffProps) {
  const api = await apiFor();
  const commit = await orNotFound(api.gitSync.commit({ workspace, id: runId, sha }));
  const { diff, link } = commit;
  const files = diff?.files.slice(from, from + filesAtOnce) ?? [];
  const at = (index: number) =>
    `${hrefWith(place(workspace).run(runId), {}, { commit: sha, from: String(index) })}#diff`;
  const last = from + files.length;
  return (
    <section id="diff" aria-labelledby="diff-title" className="space-y-3">
      <div>
        <h2 id="diff-title" className="text-lg font-semibold wrap-anywhere">
          {commit.subject}
        </h2>
        <p className="text-sm text-ink-muted">
          {link ? (
            <Link href={link} external className="font-mono">
              {shortSha(sha)}
            </Link>
          ) : (
            <code className="font-mono">{shortSha(sha)}</code>
          )}
          {diff
            ? `, ${formatCount(diff.fileCount, "file")}, ${formatCount(diff.added, "line")} added, ${formatNumber(diff.deleted)} removed`
            : null}
        </p>
      </div>
      {diff === null ? (
        <Notice title="The diff is not here any more">
          The local copy of the repository does not hold this commit. It is still in the repository.
        </Notice>
      ) : (
        files.map((file) => <File key={file.path} file={file} />)
      )}
      {diff && diff.files.length > filesAtOnce ? (
        <Pager
          shown={`Files ${formatNumber(from + 1)}–${formatNumber(last)} of ${formatNumber(diff.fileCount)}${diff.fileCount > diff.files.length ? `; diffs of the first ${formatNumber(diff.files.length)} are shown` : ""}`}
          previousHref={from > 0 ? at(Math.max(0, from - filesAtOnce)) : undefined}
          nextHref={last < diff.files.length ? at(last) : undefined}
        />
      ) : null}
    </section>
  );
}

function File({ file }: { file: DiffFile }) {
  if (file.patch === null) {
    const why = file.added === null ? "It is not text." : "It is too long to be shown here.";
    return <Notice title={file.path}>{why}</Notice>;
  }
  return (
    <div>
      <DiffView diff={file.patch} path={file.path} language={file.path.endsWith(".tf") ? "hcl" : "text"} />
      {file.cut ? <p className="mt-1 px-1 text-sm text-ink-muted">The rest of this file's diff is left out.</p> : null}
    </div>
  );
}
