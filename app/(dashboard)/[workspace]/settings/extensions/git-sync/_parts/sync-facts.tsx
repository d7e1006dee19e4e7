import { DescriptionList, type Fact } from "@/app/_ui/description-list";
import { formatCount } from "@/app/_ui/format";
import { Identifier } from "@/app/_ui/identifier";
import { Link } from "@/app/_ui/link";
import { RelativeTime } from "@/app/_ui/relative-time";
import { StateBadge } from "@/app/_ui/state-badge";
import type { ShownGitSync } from "@/server/domain/git-sync/get-git-sync";
import { place } from "../../_parts/place";
import { healthLook, methodName, serviceName, shortSha } from "../../_parts/words";

export interface SyncFactsProps {
  workspace: string;
  sync: ShownGitSync & { readonly tipLink: string | null };
  manage: boolean;
}

/** Where Git Sync writes, with what, and how far it is. */
export function SyncFacts({ workspace, sync, manage }: SyncFactsProps) {
  const { connection } = sync;
  const facts: Fact[] = [
    { term: "Repository", value: <Identifier value={sync.url} kind="repository URL" /> },
    { term: "Branch", value: <code className="font-mono text-sm">{sync.branch}</code> },
    {
      term: "Folder",
      value: sync.path === "" ? "Top of the repository" : <code className="font-mono text-sm">{sync.path}/</code>,
    },
    {
      term: "Git connection",
      value: (
        <span className="inline-flex flex-wrap items-center gap-2">
          <bdi>
            {manage ? (
              <Link href={place(workspace).connection(connection.id)}>{connection.name}</Link>
            ) : (
              connection.name
            )}
          </bdi>
          <StateBadge {...healthLook(connection.health)} />
          <span className="text-sm text-ink-muted">
            {serviceName(connection.service)}, {methodName(connection.method)}
          </span>
        </span>
      ),
    },
    { term: "Newest commit", value: <Tip sync={sync} /> },
    { term: "Last push", value: sync.lastPushAt ? <RelativeTime at={sync.lastPushAt} /> : "Never" },
    { term: "Waiting", value: sync.pending === 0 ? "No changes" : formatCount(sync.pending, "change") },
    {
      term: "Set up",
      value: (
        <>
          <RelativeTime at={sync.createdAt} /> by <span dir="auto">{sync.createdBy}</span>
        </>
      ),
    },
  ];
  return <DescriptionList facts={facts} />;
}

function Tip({ sync }: { sync: SyncFactsProps["sync"] }) {
  if (sync.tip === null) return <>None yet</>;
  if (sync.tipLink === null) return <Identifier value={sync.tip} kind="commit id" />;
  return (
    <Link href={sync.tipLink} external className="font-mono text-sm">
      {shortSha(sync.tip)}
    </Link>
  );
}
