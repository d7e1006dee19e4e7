import type { inferRouterOutputs } from "@trpc/server";
import type { ReactNode } from "react";
import { meIn } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button-link";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { StateBadge } from "@/app/_ui/state-badge";
import { Tabs } from "@/app/_ui/tabs";
import { hrefWith } from "@/app/_ui/url-state";
import type { AppRouter } from "@/server/api/root";
import { mayBegin } from "@/server/core/permissions";
import { dbtPlace } from "../../../_parts/dbt-place";
import type { LinkedProject } from "../../../_parts/load-project";
import { reverseEtlHref } from "../../../_parts/reverse-etl-href";
import { nodeLooks, nodeStateHelp } from "../../../_parts/words";

export type ViewedModel = inferRouterOutputs<AppRouter>["dbtModels"]["model"];

export const modelTabs = ["overview", "sql", "lineage"] as const;
type ModelTab = (typeof modelTabs)[number];

const labels: { readonly [T in ModelTab]: string } = { overview: "Overview", sql: "SQL", lineage: "Lineage" };

export interface ModelFrameProps {
  workspace: string;
  project: LinkedProject;
  model: ViewedModel;
  tab: ModelTab;
  children: ReactNode;
}

/** What every view of a model has: its name, state and reason, and what one can do with it. */
export async function ModelFrame({ workspace, project, model, tab, children }: ModelFrameProps) {
  const path = dbtPlace(workspace).model(project.id, model.uniqueId);
  const { access } = await meIn(workspace);
  const use = mayBegin(access, "reverse_etl_model") ? reverseEtlHref(workspace, project, model) : null;
  return (
    <>
      <PageHeader
        title={model.name}
        id={model.uniqueId}
        badge={<StateBadge {...nodeLooks[model.state]} />}
        actions={
          use ? (
            <ButtonLink variant="primary" href={use}>
              Use as Reverse ETL model
            </ButtonLink>
          ) : null
        }
      />
      {model.state === "ready" ? null : (
        <div className="mb-4">
          <Notice
            kind={model.state === "ephemeral" || model.state === "disabled" ? "info" : "warning"}
            title={nodeLooks[model.state].word}
          >
            {model.stateReason ?? nodeStateHelp[model.state]}
          </Notice>
        </div>
      )}
      <Tabs
        label={`Views of ${model.name}`}
        tabs={modelTabs.map((each) => ({
          label: labels[each],
          href: hrefWith(path, {}, { tab: each === "overview" ? null : each }),
          current: each === tab,
        }))}
      />
      {children}
    </>
  );
}
