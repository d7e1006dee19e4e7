"use client";

import { clsx } from "clsx";
import NextLink from "next/link";
import { usePathname } from "next/navigation";
import type { NavItem, NavSection } from "./nav";
import { NAV_ICONS } from "./nav-icons";
import { findPlace } from "./nav-trail";

/** The sections and items of the sidebar; the item one is at, and those above it, are marked. */
export function SidebarNav({ nav }: { nav: readonly NavSection[] }) {
  const path = usePathname();
  const { chain } = findPlace(nav, path);
  return (
    <div className="space-y-4 px-2 py-3">
      {nav.map((section) => (
        <div key={section.label ?? "top"}>
          {section.label ? (
            <p id={sectionId(section.label)} className="px-2 pb-1 text-xs font-medium text-ink-faint">
              {section.label}
            </p>
          ) : null}
          <ul {...(section.label ? { "aria-labelledby": sectionId(section.label) } : {})} className="space-y-px">
            {section.items.map((item) => (
              <SidebarItem key={item.href} item={item} chain={chain} path={path} />
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function sectionId(label: string): string {
  return `nav-${label.toLowerCase()}`;
}

interface SidebarItemProps {
  item: NavItem;
  chain: readonly NavItem[];
  path: string;
}

function SidebarItem({ item, chain, path }: SidebarItemProps) {
  const within = chain.includes(item);
  const here = within && chain.at(-1) === item;
  const Icon = item.icon ? NAV_ICONS[item.icon] : null;
  return (
    <li>
      <NextLink
        href={item.href}
        prefetch={false}
        aria-current={here ? (path === item.href ? "page" : "location") : undefined}
        className={clsx(
          "flex h-8 items-center gap-2 rounded-md px-2 -outline-offset-2",
          Icon === null && "pl-8",
          here ? "bg-accent-soft font-medium text-accent" : "text-ink hover:bg-hover",
        )}
      >
        {Icon ? (
          <Icon aria-hidden className={clsx("size-4 shrink-0", here ? "text-accent" : "text-ink-faint")} />
        ) : null}
        <span className="truncate">{item.label}</span>
      </NextLink>
      {within && item.children ? (
        <ul className="mt-px space-y-px">
          {item.children.map((child) => (
            <SidebarItem key={child.href} item={child} chain={chain} path={path} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}
