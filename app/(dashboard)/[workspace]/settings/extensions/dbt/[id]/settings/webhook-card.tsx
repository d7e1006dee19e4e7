"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { failureText } from "@/app/_trpc/failure";
import { Card } from "@/app/_ui/card";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { WebhookFacts } from "../../_parts/webhook-facts";

/** The webhook's address, and a new secret for it on demand, shown once. */
export function WebhookCard({ workspace, id, url }: { workspace: string; id: string; url: string }) {
  const trpc = useTRPC();
  const rotate = useMutation(trpc.dbtModels.rotateWebhookSecret.mutationOptions());
  const [secret, setSecret] = useState<string | null>(null);
  const confirm = async () => {
    try {
      setSecret((await rotate.mutateAsync({ workspace, id })).webhookSecret);
    } catch (error) {
      return failureText(error);
    }
  };
  return (
    <Card title="Webhook">
      <p className="mb-3 text-ink-muted">
        New commits are noticed within minutes. With this webhook at the repository's host they are read at once.
      </p>
      <WebhookFacts url={url} secret={secret} />
      <div className="mt-3">
        <ConfirmDialog
          trigger={{ label: "Make a new secret", size: "sm" }}
          title="Make a new webhook secret?"
          confirmLabel="Make a new secret"
          variant="primary"
          onConfirm={confirm}
        >
          <p>The secret of now stops working at once. Give the new one to the webhook at the repository's host.</p>
        </ConfirmDialog>
      </div>
    </Card>
  );
}
