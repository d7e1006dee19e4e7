import type { Metadata } from "next";
import { meIn } from "@/app/_trpc/server";
import { Card } from "@/app/_ui/card";
import { DescriptionList } from "@/app/_ui/description-list";
import { Identifier } from "@/app/_ui/identifier";
import { PageHeader } from "@/app/_ui/page-header";
import { isAllowed } from "@/server/core/permissions";
import { ReadOnlyHint } from "../../_resources/read-only-hint";
import { RenameWorkspace } from "./rename-workspace";

export const metadata: Metadata = { title: "Workspace" };

export default async function WorkspacePage({ params }: { params: Promise<{ workspace: string }> }) {
  const me = await meIn((await params).workspace);
  const { id, slug, name } = me.workspace;
  const mayManage = isAllowed(me.access, "workspace:manage");
  return (
    <div className="max-w-2xl space-y-4">
      <PageHeader
        title="Workspace"
        {...(mayManage ? {} : { description: <ReadOnlyHint permission="workspace:manage" /> })}
      />
      <Card title="Name and address">
        <div className="space-y-4">
          {mayManage ? <RenameWorkspace slug={slug} name={name} /> : null}
          <DescriptionList
            facts={[
              ...(mayManage ? [] : [{ term: "Name", value: <bdi>{name}</bdi> }]),
              { term: "Slug", value: <Identifier value={slug} kind="slug" /> },
              { term: "Id", value: <Identifier value={id} /> },
            ]}
          />
          <p className="text-ink-muted">The slug stands in every address of this workspace and does not change.</p>
        </div>
      </Card>
    </div>
  );
}
