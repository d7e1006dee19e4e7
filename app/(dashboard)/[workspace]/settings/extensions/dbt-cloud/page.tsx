import { Cloud } from "lucide-react";
import type { Metadata } from "next";
import { NotAvailable } from "../_parts/not-available";
import type { WorkspaceParams } from "../_parts/place";

export const metadata: Metadata = { title: "dbt Cloud" };

export default async function DbtCloudPage({ params }: { params: WorkspaceParams }) {
  const { workspace } = await params;
  return (
    <NotAvailable workspace={workspace} name="dbt Cloud" icon={<Cloud aria-hidden />}>
      It will start Reverse ETL when a dbt Cloud job has finished.
    </NotAvailable>
  );
}
