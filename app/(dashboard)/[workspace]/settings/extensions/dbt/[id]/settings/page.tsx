import type { Metadata } from "next";
import { apiFor } from "@/app/_trpc/server";
import { Card } from "@/app/_ui/card";
import { mayManage } from "../../../_parts/may-manage";
import { NotForYou } from "../../../_parts/read-only";
import { loadProject } from "../../_parts/load-project";
import { draftOf } from "../../_parts/project-draft";
import { ProjectFrame } from "../../_parts/project-frame";
import { adapterName, databaseWord } from "../../_parts/words";
import { EnabledSwitch } from "./enabled-switch";
import { ManifestCard } from "./manifest-card";
import { RemoveProject } from "./remove-project";
import { SettingsForm } from "./settings-form";
import { WebhookCard } from "./webhook-card";

export const metadata: Metadata = { title: "dbt project settings" };

export default async function SettingsPage({ params }: { params: Promise<{ workspace: string; id: string }> }) {
  const { workspace, id } = await params;
  const [manage, project] = await Promise.all([mayManage(workspace), loadProject(workspace, id)]);
  if (!manage) {
    return (
      <ProjectFrame workspace={workspace} project={project} tab="settings" manage={false}>
        <NotForYou what="the settings of dbt projects" />
      </ProjectFrame>
    );
  }
  const api = await apiFor();
  const [sources, connections] = await Promise.all([
    api.dbtModels.warehouseSources({ workspace }),
    api.gitConnections.list({ workspace }),
  ]);
  const { adapter } = project.source;
  return (
    <ProjectFrame workspace={workspace} project={project} tab="settings" manage>
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,48rem)_minmax(0,26rem)]">
        <SettingsForm
          // What was saved is what the form begins with anew.
          key={JSON.stringify([draftOf(project), project.url, project.branch, project.envNames])}
          workspace={workspace}
          id={id}
          start={{
            ...draftOf(project),
            url: project.url,
            branch: project.branch,
            connectionId: project.connection.id,
            sourceId: project.source.id,
          }}
          envNames={project.envNames}
          sources={sources.map((each) => ({ value: each.id, label: each.name, hint: adapterName(each.adapter) }))}
          connections={connections.map((each) => ({ value: each.id, label: each.name }))}
          warehouse={{ adapter: adapterName(adapter), databaseLabel: databaseWord(adapter) }}
        />
        <div className="min-w-0 space-y-4">
          <Card title="New commits">
            <EnabledSwitch workspace={workspace} id={id} enabled={project.enabled} />
          </Card>
          <WebhookCard workspace={workspace} id={id} url={project.webhookUrl} />
          <ManifestCard workspace={workspace} id={id} manifest={project.manifest} />
          <RemoveProject workspace={workspace} id={id} name={project.name} />
        </div>
      </div>
    </ProjectFrame>
  );
}
