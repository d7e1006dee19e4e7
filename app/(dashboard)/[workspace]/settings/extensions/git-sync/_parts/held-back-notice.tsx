import { formatCount } from "@/app/_ui/format";
import { Link } from "@/app/_ui/link";
import { Notice } from "@/app/_ui/notice";
import { isKindName, resourceKinds } from "@/server/core/kinds/table";
import type { ShownGitSync } from "@/server/domain/git-sync/get-git-sync";

export interface HeldBackNoticeProps {
  workspace: string;
  sync: Pick<ShownGitSync, "heldBack" | "heldBackTotal">;
}

const mostShown = 10;

/** Resources whose files were left out of a push, and why; nothing when there are none. */
export function HeldBackNotice({ workspace, sync: { heldBack, heldBackTotal } }: HeldBackNoticeProps) {
  if (heldBackTotal === 0) return null;
  const shown = heldBack.slice(0, mostShown);
  const more = heldBackTotal - shown.length;
  return (
    <Notice kind="warning" title={`${formatCount(heldBackTotal, "resource")} left out`}>
      <p>
        Read back, their files would not say what they are. What the repository has of them stays until they change.
      </p>
      <ul className="mt-2 list-disc space-y-1 pl-5">
        {shown.map(({ kind, resourceId, title, attribute, reason }) => (
          <li key={`${kind}/${resourceId}`} className="wrap-anywhere">
            <HeldBackName workspace={workspace} kind={kind} id={resourceId} title={title} />
            {attribute === "" ? (
              ": "
            ) : (
              <>
                {" "}
                at <code className="font-mono text-sm">{attribute}</code>:{" "}
              </>
            )}
            {reason}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="mt-2">And {formatCount(more, "more resource")}.</p> : null}
    </Notice>
  );
}

function HeldBackName({ workspace, kind, id, title }: { workspace: string; kind: string; id: string; title: string }) {
  if (!isKindName(kind)) return <bdi>{title}</bdi>;
  const { singular, route } = resourceKinds[kind];
  return (
    <>
      {singular}{" "}
      <Link href={`/${workspace}/${route}/${encodeURIComponent(id)}`}>
        <bdi>{title}</bdi>
      </Link>
    </>
  );
}
