import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHeader } from "@/app/_ui/page-header";
import { DetailSkeleton } from "@/app/_ui/skeletons";
import type { WorkspaceParams } from "../_parts/place";
import { TerraformGuide } from "./_parts/terraform-guide";

export const metadata: Metadata = { title: "Manage with Terraform" };

export default async function TerraformPage({ params }: { params: WorkspaceParams }) {
  const { workspace } = await params;
  return (
    <>
      <PageHeader
        title="Manage with Terraform"
        description="Plan and apply this workspace with Terraform or Atlantis and Segment's own provider, from the files that Git Sync writes."
      />
      <Suspense fallback={<DetailSkeleton />}>
        <TerraformGuide workspace={workspace} />
      </Suspense>
    </>
  );
}
