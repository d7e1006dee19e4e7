import type { ReactNode } from "react";
import { ButtonLink } from "@/app/_ui/button-link";
import { Card } from "@/app/_ui/card";
import { PageHeader } from "@/app/_ui/page-header";
import { StateBadge } from "@/app/_ui/state-badge";
import type { ShownGitSync } from "@/server/domain/git-sync/get-git-sync";
import { place } from "../../_parts/place";
import { ReadOnlyNotice } from "../../_parts/read-only";
import { syncLook } from "../../_parts/words";
import { EnabledSwitch } from "./enabled-switch";
import { HeldBackNotice } from "./held-back-notice";
import { SecretsStyleSwitch } from "./secrets-style-switch";
import { FullSyncButton, RemoveSync } from "./sync-actions";
import { SyncFacts } from "./sync-facts";
import { SyncNotices } from "./sync-notices";

export interface SyncPageProps {
  workspace: string;
  sync: ShownGitSync & { readonly tipLink: string | null };
  manage: boolean;
  /** The history of runs. */
  children: ReactNode;
}

/** Git Sync once it is set up. */
export function SyncPage({ workspace, sync, manage, children }: SyncPageProps) {
  return (
    <>
      <PageHeader
        title="Git Sync"
        badge={<StateBadge {...syncLook(sync)} />}
        actions={
          manage ? (
            <>
              <RemoveSync workspace={workspace} repository={sync.url} pending={sync.pending} />
              <FullSyncButton workspace={workspace} />
            </>
          ) : null
        }
      />
      {manage ? null : <ReadOnlyNotice />}
      <div className="space-y-4">
        <SyncNotices workspace={workspace} sync={sync} manage={manage} />
        <HeldBackNotice workspace={workspace} sync={sync} />
        <div className="grid items-start gap-4 xl:grid-cols-[1fr_22rem]">
          <Card
            title="Repository"
            actions={
              manage ? (
                <ButtonLink size="sm" href={place(workspace).wizard("change")}>
                  Change
                </ButtonLink>
              ) : null
            }
          >
            <SyncFacts workspace={workspace} sync={sync} manage={manage} />
          </Card>
          <div className="space-y-4">
            <Card title="Pushing">
              <EnabledSwitch workspace={workspace} enabled={sync.enabled} readOnly={!manage} />
            </Card>
            <Card title="Secrets">
              <SecretsStyleSwitch workspace={workspace} style={sync.secretsStyle} readOnly={!manage} />
            </Card>
            <ProvidersFile workspace={workspace} />
          </div>
        </div>
      </div>
      {children}
    </>
  );
}

function ProvidersFile({ workspace }: { workspace: string }) {
  const at = place(workspace);
  return (
    <Card title="Use the files with Terraform">
      <p className="text-ink-muted">
        Put a providers.tf beside the folders. Address and token are read from PUBLIC_API_URL and PUBLIC_API_TOKEN.
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <ButtonLink size="sm" download href={at.providersFile("1.6.0")}>
          providers.tf for 1.6.0
        </ButtonLink>
        <ButtonLink size="sm" download href={at.providersFile("1.0.4")}>
          For 1.0.4
        </ButtonLink>
      </div>
    </Card>
  );
}
