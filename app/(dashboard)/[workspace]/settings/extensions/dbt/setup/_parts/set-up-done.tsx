"use client";

import { ButtonLink } from "@/app/_ui/button-link";
import { Card } from "@/app/_ui/card";
import { dbtPlace } from "../../_parts/dbt-place";
import { FirstSync } from "../../_parts/first-sync";
import { WebhookFacts } from "../../_parts/webhook-facts";

export interface SetUpDoneProps {
  workspace: string;
  created: { readonly id: string; readonly runId: string; readonly webhookSecret: string; readonly webhookUrl: string };
}

/** After Save: the initial model sync as it works, and what the webhook needs, which is not shown again. */
export function SetUpDone({ workspace, created }: SetUpDoneProps) {
  const at = dbtPlace(workspace);
  return (
    <div className="max-w-3xl space-y-4">
      <Card title="Initial model sync" level={3}>
        <FirstSync workspace={workspace} runId={created.runId} />
      </Card>
      <Card title="Webhook" level={3}>
        <p className="mb-3 text-ink-muted">
          New commits are noticed within minutes. To have them read at once, add this webhook to the repository at its
          host.
        </p>
        <WebhookFacts url={created.webhookUrl} secret={created.webhookSecret} />
      </Card>
      <div className="flex flex-wrap gap-2">
        <ButtonLink variant="primary" href={at.project(created.id)}>
          Open the project
        </ButtonLink>
        <ButtonLink href={at.run(created.id, created.runId)}>See the run</ButtonLink>
      </div>
    </div>
  );
}
