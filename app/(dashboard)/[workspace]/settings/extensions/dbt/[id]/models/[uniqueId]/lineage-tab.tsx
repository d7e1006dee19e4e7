import { apiFor, orNotFound } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button-link";
import { formatCount } from "@/app/_ui/format";
import { hrefWith, type SearchParams, valuesOf } from "@/app/_ui/url-state";
import { dbtPlace } from "../../../_parts/dbt-place";
import { LineageGraph } from "./lineage-graph";
import { LineageList } from "./lineage-list";

export interface LineageTabProps {
  workspace: string;
  projectId: string;
  uniqueId: string;
  query: SearchParams;
}

const usualDepth = 3;
const mostDepth = 50;

/** What a model is made from and what is made from it: as a graph, or as a list. */
export async function LineageTab({ workspace, projectId, uniqueId, query }: LineageTabProps) {
  const asked = Number.parseInt(valuesOf(query, "depth")[0] ?? "", 10) || usualDepth;
  const depth = Math.min(Math.max(asked, 1), mostDepth);
  const asList = valuesOf(query, "as")[0] === "list";
  const api = await apiFor();
  const lineage = await orNotFound(api.dbtModels.lineage({ workspace, projectId, uniqueId, depth }));
  const at = dbtPlace(workspace);
  const view = (patch: Record<string, string | null>) => hrefWith(at.model(projectId, uniqueId), query, patch);
  const href = (id: string) => hrefWith(at.model(projectId, id), {}, { tab: "lineage" });
  const others = lineage.nodes.length - 1;
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-ink-muted">
          {others === 0
            ? "Nothing stands before or after it."
            : `${formatCount(others, "node")} around it, up to ${formatCount(depth, "step")} away.`}
          {lineage.truncated ? " There is more beyond." : null}
        </p>
        <div className="flex flex-wrap gap-2">
          {depth > 1 ? (
            <ButtonLink size="sm" href={view({ depth: String(depth - 1) })}>
              Fewer steps
            </ButtonLink>
          ) : null}
          {lineage.truncated && depth < mostDepth ? (
            <ButtonLink size="sm" href={view({ depth: String(depth + 1) })}>
              More steps
            </ButtonLink>
          ) : null}
          <ButtonLink size="sm" href={view({ as: asList ? null : "list" })}>
            {asList ? "Show as graph" : "Show as list"}
          </ButtonLink>
        </div>
      </div>
      {asList ? (
        <LineageList lineage={lineage} href={href} />
      ) : (
        <LineageGraph lineage={lineage} current={uniqueId} href={href} />
      )}
    </div>
  );
}
