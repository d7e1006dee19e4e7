import type { Metadata } from "next";
import { apiFor, orNotFound } from "@/app/_trpc/server";
import { Card } from "@/app/_ui/card";
import { Link } from "@/app/_ui/link";
import { PageHeader } from "@/app/_ui/page-header";
import { StateBadge } from "@/app/_ui/state-badge";
import { FailureBlock } from "../../_parts/failure-block";
import { mayManage } from "../../_parts/may-manage";
import { NotForYou } from "../../_parts/read-only";
import { healthLook } from "../../_parts/words";
import { ConnectionActions } from "../_parts/connection-actions";
import { CredentialFacts } from "../_parts/credential-facts";
import { ReplaceSecret } from "../_parts/replace-secret";
import { TestConnection } from "../_parts/test-connection";
import { dependentOf } from "../_parts/uses";

export const metadata: Metadata = { title: "Git connection" };

export default async function GitConnectionPage({ params }: { params: Promise<{ workspace: string; id: string }> }) {
  const { workspace, id } = await params;
  if (!(await mayManage(workspace))) return <NotForYou what="Git connections" />;
  const api = await apiFor();
  const connection = await orNotFound(api.gitConnections.get({ workspace, id }));
  const [services, sync, practice] = await Promise.all([
    api.gitConnections.services({ workspace }),
    api.gitSync.find({ workspace }),
    api.gitConnections.practice({ workspace }),
  ]);
  const service = services.find((each) => each.service === connection.service);
  const own = sync?.connection.id === id ? sync : null;
  const isPractice = practice?.service === connection.service;
  const isFailing = connection.health === "failing";
  return (
    <>
      <PageHeader
        title={connection.name}
        badge={<StateBadge {...healthLook(connection.health)} />}
        actions={<ConnectionActions workspace={workspace} id={id} name={connection.name} usedBy={connection.usedBy} />}
      />
      <div className="max-w-4xl space-y-4">
        {isFailing && connection.failure ? <FailureBlock failure={connection.failure} /> : null}
        <Card
          title="Credential"
          actions={service ? <ReplaceSecret workspace={workspace} connection={connection} service={service} /> : null}
        >
          <CredentialFacts connection={connection} service={service} />
        </Card>
        <Card title="Used by">
          {connection.usedBy.length === 0 ? (
            <p className="text-ink-muted">Nothing uses this connection yet.</p>
          ) : (
            <ul>
              {connection.usedBy.map((use) => (
                <li key={use.label} className="wrap-anywhere">
                  <Link href={dependentOf(workspace, use).href}>{use.label}</Link>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Card title="Test connection">
          <TestConnection
            workspace={workspace}
            connectionId={id}
            url={own?.url ?? (isPractice ? practice.url : "")}
            branch={own?.branch ?? "main"}
            lastTest={connection.lastTest}
            lastTestedAt={connection.lastTestedAt}
          />
        </Card>
      </div>
    </>
  );
}
