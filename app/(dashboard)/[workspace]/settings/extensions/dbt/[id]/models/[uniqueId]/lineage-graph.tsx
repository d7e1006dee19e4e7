import { clsx } from "clsx";
import NextLink from "next/link";
import { StateIcon } from "@/app/_ui/state-icon";
import type { Lineage, LineageNode } from "@/server/domain/dbt-models/get-lineage";
import { boxSize, layOutLineage, type PlacedNode } from "../../../_parts/lineage-layout";
import { nodeLooks, nodeStateHelp } from "../../../_parts/words";
import { LineageBox } from "./lineage-box";

export interface LineageGraphProps {
  lineage: Lineage;
  /** The node that the page is about. */
  current: string;
  href: (uniqueId: string) => string;
}

/** The lineage drawn from left to right: a list of links over lines, so that the keyboard goes through it in order. */
export function LineageGraph({ lineage, current, href }: LineageGraphProps) {
  const layout = layOutLineage(
    lineage.nodes.map(({ uniqueId }) => uniqueId),
    lineage.edges,
  );
  const byId = new Map(lineage.nodes.map((node) => [node.uniqueId, node]));
  const { width, height } = layout;
  const own = layout.nodes.find(({ id }) => id === current);
  const centre = own ? { x: own.x + boxSize.width / 2, y: own.y + boxSize.height / 2 } : { x: 0, y: 0 };
  return (
    <LineageBox centre={centre}>
      <div className="relative" style={{ width, height }}>
        <svg aria-hidden width={width} height={height} className="absolute inset-0">
          {layout.edges.map(({ from, to, path }) => (
            <path
              key={`${from} ${to}`}
              d={path}
              fill="none"
              strokeWidth={from === current || to === current ? 2 : 1}
              className={from === current || to === current ? "stroke-accent" : "stroke-line-strong"}
            />
          ))}
        </svg>
        <ol>
          {layout.nodes.map((place) => {
            const node = byId.get(place.id);
            return node ? (
              <li key={place.id}>
                <Box node={node} place={place} href={href(place.id)} isCurrent={place.id === current} />
              </li>
            ) : null;
          })}
        </ol>
      </div>
    </LineageBox>
  );
}

interface BoxProps {
  node: LineageNode;
  place: PlacedNode;
  href: string;
  isCurrent: boolean;
}

function Box({ node, place, href, isCurrent }: BoxProps) {
  const { state, word } = nodeLooks[node.state];
  const ready = node.state === "ready";
  const what =
    ready || node.state === node.materialized ? node.materialized : `${node.materialized}, ${word.toLowerCase()}`;
  return (
    <NextLink
      href={href}
      prefetch={false}
      aria-current={isCurrent ? "page" : undefined}
      title={ready ? node.name : `${node.name}: ${nodeStateHelp[node.state]}`}
      style={{ left: place.x, top: place.y, ...boxSize }}
      className={clsx(
        "absolute flex flex-col justify-center rounded-md border px-2.5 hover:bg-hover",
        isCurrent ? "border-accent bg-accent-soft" : "border-line-strong bg-surface",
        ready ? null : "border-dashed",
      )}
    >
      <span className="truncate text-sm font-medium">{node.name}</span>
      <span className="flex items-center gap-1 text-xs text-ink-muted">
        {ready ? null : <StateIcon state={state} className="size-3 shrink-0" />}
        <span className="truncate">{what}</span>
      </span>
    </NextLink>
  );
}
