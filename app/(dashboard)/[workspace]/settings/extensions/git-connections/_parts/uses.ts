import type { ShownGitConnection } from "@/server/domain/git-connections/get-git-connection";
import { place } from "../../_parts/place";

export type ConnectionUse = ShownGitConnection["usedBy"][number];

const words: { readonly [K in ConnectionUse["kind"]]: string } = { "git-sync": "Git Sync", "dbt-models": "dbt models" };

/** The extensions that need a connection, each once: "Git Sync, dbt models". */
export const usersText = (uses: readonly ConnectionUse[]): string =>
  [...new Set(uses.map(({ kind }) => words[kind]))].join(", ");

/** What would stop working, as a dialog lists it. */
export const dependentOf = (workspace: string, { kind, label }: ConnectionUse) => ({
  kind: words[kind],
  label,
  href: kind === "git-sync" ? place(workspace).gitSync : place(workspace).dbt,
});
