import { ButtonLink } from "@/app/_ui/button-link";
import { formatCount } from "@/app/_ui/format";
import { Link } from "@/app/_ui/link";
import { Notice } from "@/app/_ui/notice";
import type { ShownGitSync } from "@/server/domain/git-sync/get-git-sync";
import { FailureBlock } from "../../_parts/failure-block";
import { place } from "../../_parts/place";
import { NextTry } from "./next-try";
import { RetryButton } from "./sync-actions";

export interface SyncNoticesProps {
  workspace: string;
  sync: ShownGitSync;
  manage: boolean;
}

/** What a person should know or do about Git Sync now; nothing when all is well. */
export function SyncNotices({ workspace, sync, manage }: SyncNoticesProps) {
  const at = place(workspace);
  const waiting = formatCount(sync.pending, "change");
  if (sync.failure) {
    return (
      <FailureBlock
        failure={sync.failure}
        again={<Again sync={sync} />}
        action={
          <>
            {manage ? <RetryButton workspace={workspace} /> : null}
            {sync.failedRunId ? (
              <ButtonLink variant="ghost" href={at.run(sync.failedRunId)}>
                See the run
              </ButtonLink>
            ) : null}
            {manage && isMendedInConnection(sync.failure) ? (
              <ButtonLink variant="ghost" href={at.connection(sync.connection.id)}>
                Open the Git connection
              </ButtonLink>
            ) : null}
          </>
        }
      />
    );
  }
  if (sync.activeRunId) {
    return (
      <Notice title={sync.tip === null ? "The first sync is under way" : "A sync is under way"} live>
        <Link href={at.run(sync.activeRunId)}>Watch it</Link>
      </Notice>
    );
  }
  if (!sync.enabled) {
    return (
      <Notice kind="warning" title="Git Sync is off">
        {sync.pending > 0
          ? `${waiting} waiting. They are pushed, in order, when it is switched on.`
          : "Changes are recorded and pushed when it is switched on."}
      </Notice>
    );
  }
  if (sync.pending > 0) return <Notice live>{waiting} waiting to be pushed.</Notice>;
  return null;
}

/** Refused credentials and host keys that nobody has accepted are put right on the connection's page. */
const isMendedInConnection = ({ accessLost, class: kind }: { accessLost: boolean; class: string }) =>
  accessLost || kind.startsWith("host-key");

function Again({ sync }: { sync: ShownGitSync }) {
  const tried = sync.attempts > 1 ? `Tried ${sync.attempts} times. ` : "";
  const kept = sync.pending > 0 ? `No change is lost: ${formatCount(sync.pending, "change")} waiting. ` : "";
  if (!sync.enabled) return <>{kept}Git Sync is off, so nothing is tried.</>;
  if (sync.retryAt === null)
    return <>{`${tried}${kept}It is not tried again by itself: trying could get this address locked out. `}</>;
  return (
    <>
      {tried}
      {kept}
      <NextTry at={sync.retryAt} />
    </>
  );
}
