/** Icons that the sidebar knows, by name, so that a server can hand navigation to the browser as plain data. */
export type NavIconName =
  | "overview"
  | "sources"
  | "destinations"
  | "mappings"
  | "filters"
  | "warehouses"
  | "functions"
  | "reverse-etl"
  | "tracking-plans"
  | "transformations"
  | "workspace"
  | "access"
  | "extensions"
  | "audit-trail";

export interface NavItem {
  label: string;
  href: string;
  icon?: NavIconName;
  /** Stands for its own page only, not for those below its address. */
  exact?: boolean;
  /** Shown when the person is at the item or below it. */
  children?: readonly NavItem[];
}

export interface NavSection {
  /** `null` for items above all sections. */
  label: string | null;
  items: readonly NavItem[];
}

/** The places of a workspace, in the order its users know. Leave out what the person may not see. */
export function dashboardNav(slug: string): readonly NavSection[] {
  const at = (path: string) => `/${encodeURIComponent(slug)}${path}`;
  return [
    { label: null, items: [{ label: "Overview", href: at(""), icon: "overview", exact: true }] },
    {
      label: "Connections",
      items: [
        { label: "Sources", href: at("/connections/sources"), icon: "sources" },
        { label: "Destinations", href: at("/connections/destinations"), icon: "destinations" },
        { label: "Mappings", href: at("/connections/mappings"), icon: "mappings" },
        { label: "Filters", href: at("/connections/filters"), icon: "filters" },
        { label: "Warehouses", href: at("/connections/warehouses"), icon: "warehouses" },
        { label: "Functions", href: at("/connections/functions"), icon: "functions" },
        { label: "Reverse ETL", href: at("/connections/reverse-etl"), icon: "reverse-etl" },
      ],
    },
    {
      label: "Protocols",
      items: [
        { label: "Tracking plans", href: at("/protocols/tracking-plans"), icon: "tracking-plans" },
        { label: "Transformations", href: at("/protocols/transformations"), icon: "transformations" },
      ],
    },
    { label: "Settings", items: settingsItems(at) },
  ];
}

function settingsItems(at: (path: string) => string): readonly NavItem[] {
  return [
    { label: "Workspace", href: at("/settings/workspace"), icon: "workspace" },
    {
      label: "Access",
      href: at("/settings/access"),
      icon: "access",
      children: [
        { label: "Users", href: at("/settings/access/users") },
        { label: "Groups", href: at("/settings/access/groups") },
        { label: "Labels", href: at("/settings/access/labels") },
        { label: "API tokens", href: at("/settings/access/api-tokens") },
      ],
    },
    {
      label: "Extensions",
      href: at("/settings/extensions"),
      icon: "extensions",
      children: [
        { label: "Git Sync", href: at("/settings/extensions/git-sync") },
        { label: "dbt models", href: at("/settings/extensions/dbt") },
        { label: "dbt Cloud", href: at("/settings/extensions/dbt-cloud") },
        { label: "Git connections", href: at("/settings/extensions/git-connections") },
        { label: "Import", href: at("/settings/extensions/import") },
        { label: "Terraform", href: at("/settings/extensions/terraform") },
        { label: "API reference", href: at("/settings/extensions/api-reference") },
      ],
    },
    { label: "Audit trail", href: at("/settings/audit-trail"), icon: "audit-trail" },
  ];
}
