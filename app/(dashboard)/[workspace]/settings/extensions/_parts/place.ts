/** Addresses of the pages below Settings > Extensions. */
export function place(workspace: string) {
  const root = `/${encodeURIComponent(workspace)}/settings/extensions`;
  return {
    extensions: root,
    connections: `${root}/git-connections`,
    newConnection: `${root}/git-connections/new`,
    connection: (id: string) => `${root}/git-connections/${encodeURIComponent(id)}`,
    gitSync: `${root}/git-sync`,
    setup: `${root}/git-sync/setup`,
    /** The set-up, and the same steps for a Git Sync that is there. */
    wizard: (flow: "setup" | "change") => `${root}/git-sync/${flow}`,
    run: (id: string) => `${root}/git-sync/runs/${encodeURIComponent(id)}`,
    providersFile: (version: string) => `${root}/git-sync/providers.tf?version=${version}`,
    terraform: `${root}/terraform`,
    import: `${root}/import`,
    apiReference: `${root}/api-reference`,
    apiGroup: (group: string) => `${root}/api-reference/${group}`,
    apiTokens: `/${encodeURIComponent(workspace)}/settings/access/api-tokens`,
    dbt: `${root}/dbt`,
    dbtCloud: `${root}/dbt-cloud`,
  };
}

export type WorkspaceParams = Promise<{ workspace: string }>;
