import type { Metadata } from "next";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { type SearchParams, valuesOf } from "@/app/_ui/url-state";
import { resourceKinds } from "@/server/core/kinds/table";
import { mayManage } from "../_parts/may-manage";
import { place } from "../_parts/place";
import { NotForYou } from "../_parts/read-only";
import { loadConnectionChoice } from "../git-connections/_parts/load-choice";
import { ImportDesk } from "./_parts/import-desk";

export const metadata: Metadata = { title: "Import a repository" };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function ImportPage({ params, searchParams }: Props) {
  const { workspace } = await params;
  if (!(await mayManage(workspace))) return <NotForYou what="imports" />;
  const [{ known }, query] = await Promise.all([loadConnectionChoice(workspace), searchParams]);
  const one = (key: string) => valuesOf(query, key)[0] ?? "";
  return (
    <>
      <PageHeader
        title="Import a repository"
        description="Brings a Git Sync export, ours or Segment's, into this workspace: first as a plan, then all of it or nothing."
      />
      {known.length === 0 ? (
        <EmptyState
          title="No Git connection yet"
          action={
            <ButtonLink variant="primary" href={place(workspace).newConnection}>
              New Git connection
            </ButtonLink>
          }
        >
          A repository is read through a connection to its host. A read-only key or token is enough.
        </EmptyState>
      ) : (
        <ImportDesk
          workspace={workspace}
          connections={known.map(({ id, name, hint }) => ({ value: id, label: name, hint }))}
          kinds={Object.fromEntries(
            Object.values(resourceKinds).map(({ kind, singular, route }) => [kind, { name: singular, route }]),
          )}
          start={{
            connectionId: one("connection") || (known[0]?.id ?? ""),
            url: one("url"),
            branch: one("branch") || "main",
            path: one("folder"),
            deleteMissing: false,
          }}
        />
      )}
    </>
  );
}
