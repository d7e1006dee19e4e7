import type { ReactNode } from "react";
import { type Column, DataTable } from "@/app/_ui/data-table";
import { RelativeTime } from "@/app/_ui/relative-time";
import { StateBadge } from "@/app/_ui/state-badge";
import type { ShownGitConnection } from "@/server/domain/git-connections/get-git-connection";
import { place } from "../../_parts/place";
import { healthLook, methodName, type NamedService, serviceName } from "../../_parts/words";
import { usersText } from "./uses";

export interface ConnectionsTableProps {
  workspace: string;
  connections: readonly ShownGitConnection[];
  services: readonly NamedService[];
  empty: ReactNode;
}

/** A workspace's Git connections with their health and what uses them. */
export function ConnectionsTable({ workspace, connections, services, empty }: ConnectionsTableProps) {
  const columns: readonly Column<ShownGitConnection>[] = [
    { key: "name", header: "Name", cell: (row) => row.name },
    {
      key: "service",
      header: "Service",
      cell: (row) => serviceName(row.service, services),
      className: "whitespace-nowrap",
    },
    { key: "method", header: "Method", cell: (row) => methodName(row.method), className: "whitespace-nowrap" },
    { key: "health", header: "Health", cell: (row) => <StateBadge {...healthLook(row.health)} /> },
    {
      key: "used",
      header: "Used by",
      cell: (row) =>
        row.usedBy.length === 0 ? <span className="text-ink-muted">Nothing</span> : usersText(row.usedBy),
      className: "whitespace-nowrap",
    },
    { key: "set", header: "Secret set", cell: (row) => <RelativeTime at={row.secretSetAt} /> },
  ];
  return (
    <DataTable
      caption="Git connections"
      columns={columns}
      rows={connections}
      rowKey={(row) => row.id}
      rowHref={(row) => place(workspace).connection(row.id)}
      empty={empty}
    />
  );
}
