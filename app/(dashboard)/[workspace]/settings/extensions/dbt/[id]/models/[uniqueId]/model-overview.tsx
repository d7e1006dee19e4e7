import { Card } from "@/app/_ui/card";
import { Link } from "@/app/_ui/link";
import { StateBadge } from "@/app/_ui/state-badge";
import { resourceHref } from "../../../../../../_resources/hrefs";
import { mayManage } from "../../../../_parts/may-manage";
import { dbtPlace } from "../../../_parts/dbt-place";
import type { LinkedProject } from "../../../_parts/load-project";
import { placeOf } from "../../../_parts/problem-table";
import { nodeLooks } from "../../../_parts/words";
import { CheckColumns } from "./check-columns";
import { ModelColumns } from "./model-columns";
import { ModelFacts } from "./model-facts";
import type { ViewedModel } from "./model-frame";
import { ModelTests } from "./model-tests";

export interface ModelOverviewProps {
  workspace: string;
  project: LinkedProject;
  model: ViewedModel;
}

/** What a model is, its columns and tests, and what stands before and after it. */
export async function ModelOverview({ workspace, project, model }: ModelOverviewProps) {
  const mayCheck = (await mayManage(workspace)) && model.canCheck && model.relation.name !== null;
  const { uniqueId } = model;
  const check =
    mayCheck && model.state !== "disabled" ? (
      <CheckColumns workspace={workspace} projectId={project.id} uniqueId={uniqueId} />
    ) : null;
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="min-w-0 space-y-4">
        {model.problems.length > 0 ? <Problems model={model} /> : null}
        <Card title="Description">
          {model.description.trim() === "" ? (
            <p className="text-ink-muted">It is not described in the project.</p>
          ) : (
            <p dir="auto" className="max-w-prose whitespace-pre-line wrap-anywhere">
              {model.description.trim()}
            </p>
          )}
        </Card>
        <ModelColumns model={model} check={check} />
        <ModelTests tests={model.tests} />
      </div>
      <div className="min-w-0 space-y-4">
        <Card title="Facts">
          <ModelFacts model={model} />
        </Card>
        <UsedBy workspace={workspace} model={model} />
        <Neighbours
          workspace={workspace}
          projectId={project.id}
          title="Reads"
          nodes={model.parents}
          missing={model.missing}
        />
        <Neighbours workspace={workspace} projectId={project.id} title="Read by" nodes={model.children} missing={[]} />
      </div>
    </div>
  );
}

function Problems({ model }: { model: ViewedModel }) {
  return (
    <Card title="Problems">
      <ul className="space-y-2">
        {model.problems.map((problem) => (
          <li key={`${problem.message} ${problem.file} ${problem.line}`} className="wrap-anywhere">
            <StateBadge
              state={problem.severity === "error" ? "error" : "warning"}
              word={problem.severity === "error" ? "Error" : "Warning"}
            />{" "}
            {problem.message}{" "}
            <code dir="ltr" className="font-mono text-sm text-ink-muted">
              {placeOf(problem)}
            </code>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function UsedBy({ workspace, model }: { workspace: string; model: ViewedModel }) {
  return (
    <Card title="Used by Reverse ETL">
      {model.usedBy.length === 0 ? (
        <p className="text-ink-muted">No Reverse ETL model reads its relation.</p>
      ) : (
        <ul className="space-y-1">
          {model.usedBy.map(({ id, name, enabled }) => (
            <li key={id} className="wrap-anywhere">
              <Link href={resourceHref(workspace, "reverse_etl_model", id)}>{name}</Link>
              {enabled ? null : <span className="text-sm text-ink-muted"> (disabled)</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

interface NeighboursProps {
  workspace: string;
  projectId: string;
  title: string;
  nodes: ViewedModel["parents"];
  /** References that name nothing in the project. */
  missing: readonly string[];
}

function Neighbours({ workspace, projectId, title, nodes, missing }: NeighboursProps) {
  if (nodes.length + missing.length === 0) return null;
  return (
    <Card title={title}>
      <ul className="max-h-80 space-y-1 overflow-y-auto">
        {nodes.map(({ uniqueId, name, materialized, state }) => (
          <li key={uniqueId} className="wrap-anywhere">
            <Link href={dbtPlace(workspace).model(projectId, uniqueId)}>{name}</Link>{" "}
            <span className="text-sm text-ink-muted">
              {materialized}
              {state === "ready" || state === materialized ? null : `, ${nodeLooks[state].word.toLowerCase()}`}
            </span>
          </li>
        ))}
        {missing.map((name) => (
          <li key={name} className="wrap-anywhere">
            <code className="font-mono text-sm">{name}</code>{" "}
            <span className="text-sm text-warning">not in the project</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
