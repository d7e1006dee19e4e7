"use client";

import { useRouter } from "next/navigation";
import { useTRPCClient } from "@/app/_trpc/client";
import { failureText } from "@/app/_trpc/failure";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { showToast } from "@/app/_ui/toast";

/** Takes an open invite back after asking. */
export function RevokeInvite({ slug, id, email }: { slug: string; id: string; email: string }) {
  const client = useTRPCClient();
  const router = useRouter();
  const revoke = async () => {
    try {
      await client.access.revokeInvite.mutate({ workspace: slug, inviteId: id });
    } catch (error) {
      return failureText(error);
    }
    showToast("success", "Invite taken back", email);
    router.refresh();
  };
  return (
    <ConfirmDialog
      trigger={{ label: "Take back", size: "sm" }}
      title={`Take back the invite of ${email}?`}
      confirmLabel="Take back"
      onConfirm={revoke}
    >
      <p>Its link stops working at once. You can invite the same person again.</p>
    </ConfirmDialog>
  );
}
