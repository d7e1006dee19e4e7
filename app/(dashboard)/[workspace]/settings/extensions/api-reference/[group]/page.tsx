import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { ButtonLink } from "@/app/_ui/button-link";
import { PageHeader } from "@/app/_ui/page-header";
import { DetailSkeleton } from "@/app/_ui/skeletons";
import { apiDocument, curlFor, type ReferenceGroup, referenceGroups } from "@/server/public-api/reference";
import { place } from "../../_parts/place";
import { exampleValues, variablesIn } from "../_parts/example-values";
import { OperationCard } from "../_parts/operation-card";

interface Props {
  params: Promise<{ workspace: string; group: string }>;
}

const groupAt = (slug: string) => referenceGroups(apiDocument()).find((group) => group.slug === slug) ?? notFound();

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `API: ${groupAt((await params).group).name}` };
}

export default async function ApiGroupPage({ params }: Props) {
  const { workspace, group: slug } = await params;
  const group = groupAt(slug);
  return (
    <>
      <PageHeader
        title={group.name}
        count={group.operations.length}
        actions={<ButtonLink href={place(workspace).apiReference}>All calls</ButtonLink>}
        description="Examples that read use ids of this workspace. They run where TOKEN is set to a token of it."
      />
      <Suspense fallback={<DetailSkeleton />}>
        <Operations workspace={workspace} group={group} />
      </Suspense>
    </>
  );
}

async function Operations({ workspace, group }: { workspace: string; group: ReferenceGroup }) {
  const reading = group.operations.filter(({ method }) => method === "GET");
  const wanted = reading.flatMap(({ operation }) => variablesIn(curlFor(operation.operationId, {})));
  const values = await exampleValues(workspace, new Set(wanted));
  return (
    <div className="max-w-4xl space-y-4">
      {group.operations.map((entry) => (
        <OperationCard
          key={entry.operation.operationId}
          entry={entry}
          document={apiDocument()}
          curl={curlFor(entry.operation.operationId, entry.method === "GET" ? values : {})}
        />
      ))}
    </div>
  );
}
