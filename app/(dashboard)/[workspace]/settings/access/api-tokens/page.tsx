import type { Metadata } from "next";
import { Suspense } from "react";
import { meIn } from "@/app/_trpc/server";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { ListSkeleton } from "@/app/_ui/skeletons";
import { isAllowed, rolesWith } from "@/server/core/permissions";
import { FamilyTabs } from "../../../_resources/family-tabs";
import { TokenList } from "./token-list";

export const metadata: Metadata = { title: "API tokens" };

export default async function ApiTokensPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace: slug } = await params;
  const { access } = await meIn(slug);
  return (
    <>
      <FamilyTabs slug={slug} kind="api-tokens" access={access} />
      {isAllowed(access, "access:manage") ? (
        <Suspense fallback={<ListSkeleton rows={4} />}>
          <TokenList slug={slug} />
        </Suspense>
      ) : (
        <>
          <PageHeader title="API tokens" />
          <EmptyState title="Your roles do not show API tokens">
            Ask a Workspace Owner for one of these roles: {rolesWith("access:manage").join(", ")}.
          </EmptyState>
        </>
      )}
    </>
  );
}
