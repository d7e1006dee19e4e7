import { dashboardNav, type NavItem, type NavSection } from "@/app/_shell/nav";
import { type Access, isAllowed } from "@/server/core/permissions";

/** Pages that stand beside a list rather than in the sidebar of their own. */
const beside: { readonly [path: string]: readonly (readonly [label: string, path: string])[] } = {
  "/connections/warehouses": [
    ["Warehouse connections", "/connections/warehouse-connections"],
    ["Profiles warehouses", "/connections/profiles-warehouses"],
  ],
  "/connections/functions": [["Insert functions", "/connections/insert-functions"]],
  "/protocols/tracking-plans": [["Tracking plan connections", "/protocols/connections"]],
  "/settings/access": [["Invites", "/settings/access/invites"]],
};

const forOwners: ReadonlySet<string> = new Set(["/settings/access/invites", "/settings/access/api-tokens"]);

/** The sidebar of a workspace as somebody with these grants sees it. */
export function workspaceNav(slug: string, access: Access): readonly NavSection[] {
  const root = `/${encodeURIComponent(slug)}`;
  const hidden = (path: string) =>
    (path.startsWith("/settings/extensions") && !isAllowed(access, "workspace:read")) ||
    (path === "/settings/audit-trail" && !isAllowed(access, "audit:read")) ||
    (forOwners.has(path) && !isAllowed(access, "access:manage"));
  const shown = (items: readonly NavItem[]): NavItem[] =>
    items.flatMap((item) => {
      const path = item.href.slice(root.length);
      if (hidden(path)) return [];
      const added = (beside[path] ?? []).map(([label, href]) => ({ label, href: root + href }));
      const children = shown([...(item.children ?? []), ...added]);
      return [{ ...item, ...(children.length > 0 ? { children } : {}) }];
    });
  return dashboardNav(slug).map((section) => ({ ...section, items: shown(section.items) }));
}
