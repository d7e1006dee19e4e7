"use client";

import { KeyRound } from "lucide-react";
import { Badge } from "@/app/_ui/badge";
import { Link } from "@/app/_ui/link";
import { RelativeTime } from "@/app/_ui/relative-time";
import { StateBadge } from "@/app/_ui/state-badge";
import type { EntryName } from "@/server/domain/catalog/name-entries";
import { LabelBadges } from "./label-badges";
import { TypeName } from "./type-name";

/** What a cell of a list shows; plain text and numbers stand for themselves. */
export type Cell =
  | null
  | string
  | number
  /** Cut where it is long, whole on hover. */
  | { readonly clipped: string }
  | { readonly code: string }
  | { readonly type: EntryName }
  | { readonly enabled: boolean | null; readonly needsSecret: boolean }
  | { readonly labels: readonly string[] }
  | { readonly at: Date }
  | { readonly links: readonly { readonly href: string; readonly title: string }[] };

export function ListCell({ cell }: { cell: Cell }) {
  if (cell === null || typeof cell !== "object") return cell;
  if ("at" in cell) return <RelativeTime at={cell.at} />;
  if ("type" in cell) return <TypeName type={cell.type} />;
  if ("labels" in cell) return <LabelBadges labels={cell.labels} />;
  if ("links" in cell) return <Links links={cell.links} />;
  if ("clipped" in cell) {
    return (
      <span title={cell.clipped} dir="auto" className="block max-w-48 truncate text-ink-muted">
        {cell.clipped}
      </span>
    );
  }
  if ("code" in cell) {
    return (
      <code title={cell.code} className="block max-w-56 truncate font-mono text-ink-muted">
        {cell.code}
      </code>
    );
  }
  return <States {...cell} />;
}

/** Above the link of the row. */
function Links({ links }: Extract<Cell, { links: unknown }>) {
  return (
    <div className="relative z-[1] w-fit">
      {links.map(({ href, title }) => (
        <Link key={href} href={href} quiet className="block max-w-56 truncate">
          <bdi>{title}</bdi>
        </Link>
      ))}
    </div>
  );
}

function States({ enabled, needsSecret }: Extract<Cell, { needsSecret: unknown }>) {
  return (
    <span className="flex gap-1">
      {enabled === null ? null : <StateBadge state={enabled ? "enabled" : "disabled"} />}
      {needsSecret ? (
        <Badge tone="warning" icon={<KeyRound aria-hidden className="size-3" />}>
          Needs its secret
        </Badge>
      ) : null}
    </span>
  );
}
