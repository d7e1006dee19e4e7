"use client";

import NextLink from "next/link";
import { usePathname } from "next/navigation";
import { useCrumbNames } from "./crumb-names";
import type { NavSection } from "./nav";
import { breadcrumbs } from "./nav-trail";

/** Where this page lies, from the address; the way up for those who came by a shared link. */
export function Breadcrumbs({ nav }: { nav: readonly NavSection[] }) {
  const crumbs = breadcrumbs(nav, usePathname(), useCrumbNames());
  return (
    <nav aria-label="Breadcrumbs" className="min-w-0 grow overflow-hidden">
      <ol className="flex min-w-0 items-center gap-1.5 text-ink-muted">
        {crumbs.map((crumb, index) => (
          <li
            key={crumb.href ?? crumb.label}
            className={
              index < crumbs.length - 2 ? "hidden items-center gap-1.5 sm:flex" : "flex min-w-0 items-center gap-1.5"
            }
          >
            {crumb.href ? (
              <NextLink
                href={crumb.href}
                prefetch={false}
                dir="auto"
                title={crumb.label}
                className="max-w-56 truncate rounded-md underline-offset-2 hover:text-ink hover:underline"
              >
                {crumb.label}
              </NextLink>
            ) : (
              <span
                dir="auto"
                title={crumb.mono ? crumb.label : undefined}
                aria-current={index === crumbs.length - 1 ? "page" : undefined}
                className={`max-w-56 truncate ${crumb.mono ? "font-mono text-sm" : ""} ${index === crumbs.length - 1 ? "text-ink" : ""}`}
              >
                {crumb.label}
              </span>
            )}
            {index < crumbs.length - 1 ? (
              <span aria-hidden className="text-ink-faint">
                /
              </span>
            ) : null}
          </li>
        ))}
      </ol>
    </nav>
  );
}
