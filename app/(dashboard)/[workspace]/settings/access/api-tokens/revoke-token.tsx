"use client";

import { useRouter } from "next/navigation";
import { useTRPCClient } from "@/app/_trpc/client";
import { failureText } from "@/app/_trpc/failure";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { showToast } from "@/app/_ui/toast";

/** Makes a token stop working after asking. */
export function RevokeToken({ slug, id, name }: { slug: string; id: string; name: string }) {
  const client = useTRPCClient();
  const router = useRouter();
  const revoke = async () => {
    try {
      await client.apiTokens.revoke.mutate({ workspace: slug, tokenId: id });
    } catch (error) {
      return failureText(error);
    }
    showToast("success", "Token revoked", name);
    router.refresh();
  };
  return (
    <ConfirmDialog
      trigger={{ label: "Revoke", size: "sm" }}
      title={
        <>
          Revoke the token <bdi>{name}</bdi>?
        </>
      }
      confirmLabel="Revoke token"
      onConfirm={revoke}
    >
      <p>Whatever uses it is refused from its next request on. A revoked token cannot be brought back.</p>
    </ConfirmDialog>
  );
}
