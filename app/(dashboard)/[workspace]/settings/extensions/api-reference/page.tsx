import type { Metadata } from "next";
import { meIn } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button-link";
import { Card } from "@/app/_ui/card";
import { Link } from "@/app/_ui/link";
import { PageHeader } from "@/app/_ui/page-header";
import { isAllowed } from "@/server/core/permissions";
import { documentPath } from "@/server/public-api/openapi/serve";
import { publicApiBase, publicApiUrl } from "@/server/public-api/public-api";
import { apiDocument, curlFor, type ReferenceGroup, referenceGroups } from "@/server/public-api/reference";
import { place, type WorkspaceParams } from "../_parts/place";
import { AboutApi } from "./_parts/about-api";

export const metadata: Metadata = { title: "API reference" };

export default async function ApiReferencePage({ params }: { params: WorkspaceParams }) {
  const { workspace } = await params;
  const { access } = await meIn(workspace);
  const at = place(workspace);
  const document = apiDocument();
  return (
    <>
      <PageHeader
        title="API reference"
        description="The Public API of this workspace: what Terraform's Segment provider and Segment's SDKs call."
        actions={
          <>
            <ButtonLink download href={`${at.apiReference}/examples.sh`}>
              All examples (.sh)
            </ButtonLink>
            <ButtonLink download href={publicApiBase + documentPath}>
              OpenAPI document
            </ButtonLink>
          </>
        }
      />
      <div className="space-y-4">
        <AboutApi
          url={publicApiUrl()}
          curl={curlFor("getWorkspace", {})}
          tokensHref={isAllowed(access, "access:manage") ? at.apiTokens : null}
        />
        <Card title="Calls" flush>
          <ul className="divide-y divide-line">
            {referenceGroups(document).map((group) => (
              <Group key={group.slug} group={group} href={at.apiGroup(group.slug)} />
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}

function Group({ group, href }: { group: ReferenceGroup; href: string }) {
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-3 md:grid-cols-[12rem_1fr]">
      <h3 className="font-medium">
        <Link href={href}>{group.name}</Link>
      </h3>
      <ul className="min-w-0 space-y-0.5">
        {group.operations.map(({ method, path, operation }) => (
          <li key={operation.operationId} className="flex min-w-0 flex-wrap gap-x-3">
            <Link quiet href={`${href}#${operation.operationId}`} className="min-w-0">
              <code className="font-mono text-sm wrap-anywhere" dir="ltr">
                {method} {path}
              </code>
            </Link>
            <span className="text-sm text-ink-muted">{operation.summary}</span>
          </li>
        ))}
      </ul>
    </li>
  );
}
