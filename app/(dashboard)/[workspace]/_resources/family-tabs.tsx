import { Tabs } from "@/app/_ui/tabs";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { type Access, isAllowed } from "@/server/core/permissions";
import { listHref } from "./hrefs";
import { familyOf } from "./kind-families";

type BesidePeople = "invites" | "api-tokens";

export interface FamilyTabsProps {
  slug: string;
  /** The list one is on; invites and API tokens stand beside those of people. */
  kind: KindName | BesidePeople;
  access: Access;
}

/** The lists that stand beside each other, as tabs; nothing for a list that stands alone. */
export function FamilyTabs({ slug, kind, access }: FamilyTabsProps) {
  const family = familyOf(kind === "invites" || kind === "api-tokens" ? "user" : kind);
  if (family.length === 0) return null;
  const tabs = family.map((member) => ({
    label: resourceKinds[member].plural,
    href: listHref(slug, member),
    current: member === kind,
  }));
  const withMore = family.includes("user") && isAllowed(access, "access:manage");
  return <Tabs label="Lists" tabs={withMore ? [...tabs, ...besidePeople(slug, kind)] : tabs} />;
}

const besidePeople = (slug: string, kind: FamilyTabsProps["kind"]) => {
  const root = `/${encodeURIComponent(slug)}/settings/access`;
  return [
    { label: "Invites", href: `${root}/invites`, current: kind === "invites" },
    { label: "API tokens", href: `${root}/api-tokens`, current: kind === "api-tokens" },
  ];
};
