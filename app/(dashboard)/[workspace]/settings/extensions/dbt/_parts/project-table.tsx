import { type Column, DataTable } from "@/app/_ui/data-table";
import { formatNumber } from "@/app/_ui/format";
import { RelativeTime } from "@/app/_ui/relative-time";
import { StateBadge } from "@/app/_ui/state-badge";
import type { ShownDbtProject } from "@/server/domain/dbt-models/get-dbt-project";
import { shortSha } from "../../_parts/words";
import { dbtPlace } from "./dbt-place";
import { adapterName, projectLook } from "./words";

const code = (text: string) => <code className="font-mono text-sm wrap-anywhere">{text}</code>;

const columns: readonly Column<ShownDbtProject>[] = [
  { key: "name", header: "Project", cell: (project) => project.name },
  { key: "state", header: "State", cell: (project) => <StateBadge {...projectLook(project)} /> },
  {
    key: "models",
    header: "Models",
    align: "end",
    cell: ({ loaded }) => (loaded ? formatNumber(loaded.counts.models) : "—"),
  },
  {
    key: "source",
    header: "Warehouse source",
    cell: ({ source }) => (
      <>
        <span dir="auto" className="wrap-anywhere">
          {source.name ?? "Deleted source"}
        </span>
        <span className="block text-ink-muted">{adapterName(source.adapter)}</span>
      </>
    ),
    className: "min-w-40",
  },
  {
    key: "repository",
    header: "Repository",
    cell: ({ url, path }) => (
      <>
        {code(url)}
        {path === "" ? null : <span className="block text-ink-muted">{code(`${path}/`)}</span>}
      </>
    ),
    className: "min-w-56",
  },
  { key: "branch", header: "Branch", cell: ({ branch }) => code(branch) },
  { key: "commit", header: "Commit", cell: ({ loaded }) => (loaded ? code(shortSha(loaded.commit)) : "—") },
  {
    key: "loaded",
    header: "Last sync",
    cell: ({ loaded }) => (loaded ? <RelativeTime at={loaded.loadedAt} /> : "Never"),
    className: "whitespace-nowrap",
  },
];

/** The dbt projects of a workspace. */
export function ProjectTable({ workspace, projects }: { workspace: string; projects: readonly ShownDbtProject[] }) {
  return (
    <DataTable
      caption="dbt projects"
      columns={columns}
      rows={projects}
      rowKey={(project) => project.id}
      rowHref={(project) => dbtPlace(workspace).project(project.id)}
      empty={null}
    />
  );
}
