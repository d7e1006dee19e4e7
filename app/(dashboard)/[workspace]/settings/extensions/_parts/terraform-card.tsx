import { Blocks } from "lucide-react";
import { apiFor } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button-link";
import { ExtensionCard } from "@/app/_ui/extension-card";
import { RelativeTime } from "@/app/_ui/relative-time";
import { place } from "./place";
import { tokensLook } from "./words";

/** Terraform and the Public API on the page of extensions; how their tokens stand only for who may see them. */
export async function TerraformCard({ workspace, mayManageAccess }: { workspace: string; mayManageAccess: boolean }) {
  const tokens = mayManageAccess ? await (await apiFor()).apiTokens.list({ workspace }) : null;
  const at = place(workspace);
  const { state, stateWord, lastUsedAt } = tokensLook(tokens);
  return (
    <ExtensionCard
      name="Manage with Terraform"
      icon={<Blocks aria-hidden />}
      description="Plans and applies this workspace with Segment's own Terraform provider, or with scripts, over the Public API."
      state={state}
      stateWord={stateWord}
      facts={
        lastUsedAt ? (
          <p className="text-sm text-ink-muted">
            A token was last used <RelativeTime at={lastUsedAt} />
          </p>
        ) : null
      }
      actions={
        <>
          <ButtonLink href={at.terraform}>Open the steps</ButtonLink>
          <ButtonLink href={at.apiReference}>API reference</ButtonLink>
        </>
      }
    />
  );
}
