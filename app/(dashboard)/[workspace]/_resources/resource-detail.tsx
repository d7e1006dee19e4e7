import { Pencil } from "lucide-react";
import { Suspense } from "react";
import { apiFor } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button-link";
import { PageHeader } from "@/app/_ui/page-header";
import { StateBadge } from "@/app/_ui/state-badge";
import { Tabs } from "@/app/_ui/tabs";
import { hrefWith, type SearchParams, valuesOf } from "@/app/_ui/url-state";
import { resourceKinds } from "@/server/core/kinds/table";
import { writePermission } from "@/server/core/permissions";
import type { ResourceDetail as Resource } from "@/server/domain/resources/get-resource";
import { DeleteResource } from "./delete-resource";
import { HclTab } from "./hcl-tab";
import { HistoryTab } from "./history-tab";
import { listHref, resourceHref } from "./hrefs";
import { kindTitle, kindWord } from "./kind-words";
import { MissingSecretNotice } from "./missing-secret-notice";
import { OverviewTab } from "./overview-tab";
import { ReadOnlyHint } from "./read-only-hint";
import { SettingsTab } from "./settings-tab";
import { hasSettings } from "./split-attributes";
import { TabSkeleton } from "./tab-skeleton";
import { ToggleResource } from "./toggle-resource";
import type { Usages } from "./usages";

export interface ResourceDetailProps {
  slug: string;
  resource: Resource;
  params: SearchParams;
}

const tabNames = { overview: "Overview", settings: "Settings", history: "History", hcl: "HCL" };
type TabName = keyof typeof tabNames;

/** The page of a resource of any kind. */
export async function ResourceDetail({ slug, resource, params }: ResourceDetailProps) {
  const { kind, id } = resource;
  const api = await apiFor();
  const usages = await api.resources.usages({ workspace: slug, kind, id });
  const { mayWrite } = resource;
  const names = (Object.keys(tabNames) as TabName[]).filter(
    (name) => name !== "settings" || hasSettings(resourceKinds[kind]),
  );
  const asked = valuesOf(params, "tab")[0];
  const tab = names.find((name) => name === asked) ?? "overview";
  const path = resourceHref(slug, kind, id);
  return (
    <>
      <PageHeader
        title={resource.title}
        id={id}
        badge={resource.enabled === null ? null : <StateBadge state={resource.enabled ? "enabled" : "disabled"} />}
        actions={mayWrite ? <Actions slug={slug} resource={resource} usages={usages} /> : null}
        {...(mayWrite ? {} : { description: <ReadOnlyHint permission={writePermission[kind]} /> })}
      />
      <MissingSecretNotice resource={resource} editHref={`${path}/edit`} />
      <Tabs
        label={`Views of this ${kindWord(kind)}`}
        tabs={names.map((name) => ({
          label: tabNames[name],
          href: hrefWith(path, {}, { tab: name === "overview" ? null : name }),
          current: name === tab,
        }))}
      />
      <Suspense fallback={<TabSkeleton />}>
        <TabContent tab={tab} slug={slug} resource={resource} usages={usages} params={params} />
      </Suspense>
    </>
  );
}

function TabContent({ tab, usages, ...rest }: ResourceDetailProps & { tab: TabName; usages: Usages }) {
  switch (tab) {
    case "overview":
      return <OverviewTab {...rest} usages={usages} />;
    case "settings":
      return <SettingsTab {...rest} />;
    case "history":
      return <HistoryTab {...rest} />;
    case "hcl":
      return <HclTab {...rest} />;
  }
}

function Actions({ slug, resource, usages }: { slug: string; resource: Resource; usages: Usages }) {
  const { kind, id, title, enabled } = resource;
  const target = { slug, kind, id, title, word: kindTitle(kind) };
  const dependents = usages.usages.map((usage) => ({
    label: usage.title,
    kind: kindTitle(usage.kind),
    href: resourceHref(slug, usage.kind, usage.id),
  }));
  return (
    <>
      <DeleteResource {...target} dependents={dependents} total={usages.total} listHref={listHref(slug, kind)} />
      {enabled !== null ? <ToggleResource {...target} enabled={enabled} /> : null}
      <ButtonLink
        href={`${resourceHref(slug, kind, id)}/edit`}
        variant="primary"
        icon={<Pencil aria-hidden className="size-4" />}
      >
        Edit
      </ButtonLink>
    </>
  );
}
