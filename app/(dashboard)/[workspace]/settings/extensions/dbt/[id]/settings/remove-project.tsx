"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/_trpc/client";
import { failureText } from "@/app/_trpc/failure";
import { Card } from "@/app/_ui/card";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { showToast } from "@/app/_ui/toast";
import { dbtPlace } from "../../_parts/dbt-place";

/** Ends a dbt project after asking. */
export function RemoveProject({ workspace, id, name }: { workspace: string; id: string; name: string }) {
  const router = useRouter();
  const trpc = useTRPC();
  const remove = useMutation(trpc.dbtModels.remove.mutationOptions());
  const confirm = async () => {
    try {
      await remove.mutateAsync({ workspace, id });
    } catch (error) {
      return failureText(error);
    }
    showToast("success", "dbt project deleted");
    router.push(dbtPlace(workspace).list);
    router.refresh();
  };
  return (
    <Card title="Delete">
      <p className="mb-3 text-ink-muted">Its models and runs go. The repository is not touched.</p>
      <ConfirmDialog
        trigger={{ label: "Delete dbt project", variant: "danger" }}
        title={
          <>
            Delete the dbt project <bdi>{name}</bdi>?
          </>
        }
        confirmLabel="Delete dbt project"
        onConfirm={confirm}
      >
        <ul className="list-disc space-y-1 pl-5">
          <li>Its models, its runs, its environment values and the webhook's secret are deleted.</li>
          <li>Reverse ETL models that read its relations stay as they are.</li>
          <li>The repository and the Git connection stay. The project can be set up again.</li>
        </ul>
      </ConfirmDialog>
    </Card>
  );
}
