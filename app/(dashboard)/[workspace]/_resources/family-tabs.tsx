import { Tabs } from "@/app/_ui/tabs";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { type Access, isAllowed } from "@/server/core/permissions";
import { listHref } from "./hrefs";
import { familyOf } from "./kind-families";

export interface FamilyTabsProps {
  slug: string;
  /** The list one is on; `invites` stands beside those of people. */
  kind: KindName | "invites";
  access: Access;
}

/** The lists that stand beside each other, as tabs; nothing for a list that stands alone. */
export function FamilyTabs({ slug, kind, access }: FamilyTabsProps) {
  const family = familyOf(kind === "invites" ? "user" : kind);
  if (family.length === 0) return null;
  const tabs = family.map((member) => ({
    label: resourceKinds[member].plural,
    href: listHref(slug, member),
    current: member === kind,
  }));
  const withInvites = family.includes("user") && isAllowed(access, "access:manage");
  const invites = { label: "Invites", href: `/${slug}/settings/access/invites`, current: kind === "invites" };
  return <Tabs label="Lists" tabs={withInvites ? [...tabs, invites] : tabs} />;
}
