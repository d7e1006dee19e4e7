import { clsx } from "clsx";
import { ArrowUpRight } from "lucide-react";
import NextLink from "next/link";
import type { ReactNode } from "react";

export interface LinkProps {
  href: string;
  children: ReactNode;
  /** Another site (a commit at its host): opens in a new tab and says so. */
  external?: boolean;
  /** `quiet` looks like the text around it until hovered; for tables and lists. */
  quiet?: boolean;
  /** Off by default: a page of links would otherwise ask the server for each of them. */
  prefetch?: boolean;
  className?: string;
}

/** A link in running text, inside the product or to another site. */
export function Link({ href, children, external, quiet, prefetch = false, className }: LinkProps) {
  const look = clsx(
    "rounded-md underline-offset-2",
    quiet ? "text-ink hover:underline" : "text-accent underline decoration-accent/40 hover:decoration-accent",
    className,
  );
  if (external) {
    return (
      <a href={safeExternal(href)} target="_blank" rel="noreferrer" className={look}>
        {children}
        <ArrowUpRight aria-hidden className="ml-0.5 inline size-3.5 align-[-2px]" />
        <span className="sr-only"> (opens in a new tab)</span>
      </a>
    );
  }
  return (
    <NextLink href={href} prefetch={prefetch ? null : false} className={look}>
      {children}
    </NextLink>
  );
}

/** Addresses come from hosts and settings: anything but a web address could run script when clicked. */
function safeExternal(href: string): string | undefined {
  return /^https?:\/\//i.test(href) ? href : undefined;
}
