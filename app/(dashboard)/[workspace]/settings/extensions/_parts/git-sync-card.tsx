import { GitBranch } from "lucide-react";
import { ButtonLink } from "@/app/_ui/button-link";
import { ExtensionCard } from "@/app/_ui/extension-card";
import { formatCount } from "@/app/_ui/format";
import { RelativeTime } from "@/app/_ui/relative-time";
import type { ShownGitSync } from "@/server/domain/git-sync/get-git-sync";
import { place } from "./place";
import { syncLook } from "./words";

const description =
  "Keeps this workspace in a Git repository as Terraform HCL: every change is a commit by whoever made it.";

export interface GitSyncCardProps {
  workspace: string;
  sync: ShownGitSync | null;
  manage: boolean;
}

/** Git Sync on the page of extensions. */
export function GitSyncCard({ workspace, sync, manage }: GitSyncCardProps) {
  const at = place(workspace);
  const icon = <GitBranch aria-hidden />;
  if (sync === null) {
    const setUp = (
      <ButtonLink variant="primary" href={at.setup}>
        Set up Git sync
      </ButtonLink>
    );
    const readOnly = <p className="text-sm text-ink-muted">A Workspace Owner can set it up.</p>;
    return (
      <ExtensionCard
        name="Git Sync"
        icon={icon}
        description={description}
        state="not-set-up"
        actions={manage ? setUp : readOnly}
      />
    );
  }
  const { state, word } = syncLook(sync);
  return (
    <ExtensionCard
      name="Git Sync"
      icon={icon}
      description={description}
      state={state}
      stateWord={word}
      facts={<Facts sync={sync} />}
      actions={<ButtonLink href={at.gitSync}>Open Git Sync</ButtonLink>}
    />
  );
}

function Facts({ sync }: { sync: ShownGitSync }) {
  return (
    <div className="space-y-1">
      <p className="min-w-0 font-mono text-sm wrap-anywhere">
        {sync.url}, {sync.branch}
        {sync.path === "" ? null : `, ${sync.path}/`}
      </p>
      {sync.failure ? <p className="text-danger">{sync.failure.title}</p> : null}
      <p className="text-sm text-ink-muted">
        {sync.lastPushAt ? (
          <>
            Last push <RelativeTime at={sync.lastPushAt} />
          </>
        ) : (
          "Nothing pushed yet"
        )}
        {sync.pending > 0 ? `, ${formatCount(sync.pending, "change")} waiting` : null}
      </p>
    </div>
  );
}
