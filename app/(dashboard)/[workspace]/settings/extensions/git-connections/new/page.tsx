import type { Metadata } from "next";
import { Suspense } from "react";
import { apiFor } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { FormSkeleton } from "@/app/_ui/skeletons";
import { mayManage } from "../../_parts/may-manage";
import type { WorkspaceParams } from "../../_parts/place";
import { NotForYou } from "../../_parts/read-only";
import { NewConnectionForm } from "../_parts/new-connection-form";
import { ownServices } from "../_parts/own-services";

export const metadata: Metadata = { title: "New Git connection" };

export default async function NewConnectionPage({ params }: { params: WorkspaceParams }) {
  const { workspace } = await params;
  if (!(await mayManage(workspace))) return <NotForYou what="Git connections" />;
  return (
    <>
      <PageHeader
        title="New Git connection"
        description="How this workspace signs in to a Git host. Git Sync and dbt can share one."
      />
      <Suspense fallback={<FormSkeleton fields={3} />}>
        <Form workspace={workspace} />
      </Suspense>
    </>
  );
}

async function Form({ workspace }: { workspace: string }) {
  const api = await apiFor();
  const [services, practice] = await Promise.all([
    api.gitConnections.services({ workspace }),
    api.gitConnections.practice({ workspace }),
  ]);
  return (
    <NewConnectionForm workspace={workspace} services={ownServices(services, practice)} practice={practice !== null} />
  );
}
