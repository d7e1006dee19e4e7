import type { Metadata } from "next";
import { Suspense } from "react";
import { meIn } from "@/app/_trpc/server";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import type { SearchParams } from "@/app/_ui/url-state";
import { isAllowed, rolesWith } from "@/server/core/permissions";
import { TableSkeleton } from "../../_resources/table-skeleton";
import { AuditEvents } from "./audit-events";

export const metadata: Metadata = { title: "Audit trail" };

interface AuditTrailProps {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function AuditTrailPage({ params, searchParams }: AuditTrailProps) {
  const { workspace: slug } = await params;
  const me = await meIn(slug);
  return (
    <>
      <PageHeader title="Audit trail" description="Who did what, and when. Nothing here can be changed or deleted." />
      {isAllowed(me.access, "audit:read") ? (
        <Suspense fallback={<TableSkeleton />}>
          <AuditEvents slug={slug} params={await searchParams} />
        </Suspense>
      ) : (
        <EmptyState title="Your roles do not show the audit trail">
          Ask a Workspace Owner for one of these roles: {rolesWith("audit:read").join(", ")}.
        </EmptyState>
      )}
    </>
  );
}
