import { Database } from "lucide-react";
import type { Metadata } from "next";
import { NotAvailable } from "../_parts/not-available";
import type { WorkspaceParams } from "../_parts/place";

export const metadata: Metadata = { title: "dbt models" };

export default async function DbtModelsPage({ params }: { params: WorkspaceParams }) {
  const { workspace } = await params;
  return (
    <NotAvailable workspace={workspace} name="dbt models" icon={<Database aria-hidden />}>
      It will read Reverse ETL models from a dbt project in Git, over the same Git connections that Git Sync uses.
    </NotAvailable>
  );
}
