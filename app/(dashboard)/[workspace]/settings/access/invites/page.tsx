import type { Metadata } from "next";
import { meIn } from "@/app/_trpc/server";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { isAllowed, rolesWith } from "@/server/core/permissions";
import { FamilyTabs } from "../../../_resources/family-tabs";
import { InviteList } from "./invite-list";

export const metadata: Metadata = { title: "Invites" };

export default async function InvitesPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace: slug } = await params;
  const me = await meIn(slug);
  return (
    <>
      <FamilyTabs slug={slug} kind="invites" access={me.access} />
      {isAllowed(me.access, "access:manage") ? (
        <InviteList slug={slug} />
      ) : (
        <>
          <PageHeader title="Invites" />
          <EmptyState title="Your roles do not show invites">
            Ask a Workspace Owner for one of these roles: {rolesWith("access:manage").join(", ")}.
          </EmptyState>
        </>
      )}
    </>
  );
}
