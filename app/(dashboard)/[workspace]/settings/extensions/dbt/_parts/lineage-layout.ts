/** Sizes of a drawn lineage, in pixels. */
export const boxSize = { width: 208, height: 44 } as const;
const gap = { x: 64, y: 14 } as const;
const margin = 8;
const sweeps = 4;

export interface PlacedNode {
  readonly id: string;
  /** Column from the left, from 0: what a node is made from stands further left. */
  readonly rank: number;
  /** Left upper corner. */
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  readonly from: string;
  readonly to: string;
  /** As the `d` of an SVG path. */
  readonly path: string;
}

export interface LineageLayout {
  /** By rank, then from top to bottom. */
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

interface Edge {
  readonly from: string;
  readonly to: string;
}

/** Places a graph in columns, parents left of their children, with few crossings. Cycles and strange edges do no harm. */
export function layOutLineage(ids: readonly string[], given: readonly Edge[]): LineageLayout {
  const known = new Set(ids);
  const edges = given.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
  const ranks = rankNodes(ids, edges);
  const columns = orderColumns(ids, edges, ranks);
  const tallest = Math.max(0, ...columns.map((column) => column.length));
  const step = { x: boxSize.width + gap.x, y: boxSize.height + gap.y };
  const nodes = columns.flatMap((column, rank) =>
    column.map((id, row) => ({
      id,
      rank,
      x: margin + rank * step.x,
      y: margin + row * step.y + ((tallest - column.length) * step.y) / 2,
    })),
  );
  const places = new Map(nodes.map((node) => [node.id, node]));
  const drawn = edges.flatMap(({ from, to }) => {
    const [start, end] = [places.get(from), places.get(to)];
    return start && end ? [{ from, to, path: curve(start, end) }] : [];
  });
  return {
    nodes,
    edges: drawn,
    width: 2 * margin + Math.max(1, columns.length) * step.x - gap.x,
    height: 2 * margin + Math.max(1, tallest) * step.y - gap.y,
  };
}

/** The longest way from a node without parents, as far as the graph has no cycle. */
function rankNodes(ids: readonly string[], edges: readonly Edge[]): Map<string, number> {
  const waiting = new Map(ids.map((id) => [id, 0]));
  const children = listsBy(edges, "from", "to");
  for (const { to } of edges) waiting.set(to, (waiting.get(to) ?? 0) + 1);
  const ranks = new Map(ids.map((id) => [id, 0]));
  const left = new Set(ids);
  const ready = ids.filter((id) => waiting.get(id) === 0);
  while (left.size > 0) {
    // In a cycle nobody is ready: it is broken at the first one left.
    const id = ready.pop() ?? left.values().next().value;
    if (id === undefined || !left.delete(id)) continue;
    for (const child of children.get(id) ?? []) {
      if (!left.has(child)) continue;
      ranks.set(child, Math.max(ranks.get(child) ?? 0, (ranks.get(id) ?? 0) + 1));
      const still = (waiting.get(child) ?? 1) - 1;
      waiting.set(child, still);
      if (still === 0) ready.push(child);
    }
  }
  return ranks;
}

/** Columns by rank; each is ordered by where its neighbours stand, back and forth. */
function orderColumns(ids: readonly string[], edges: readonly Edge[], ranks: ReadonlyMap<string, number>): string[][] {
  const columns: string[][] = [];
  for (const id of ids) {
    const rank = ranks.get(id) ?? 0;
    while (columns.length <= rank) columns.push([]);
    columns[rank]?.push(id);
  }
  const sides = [listsBy(edges, "to", "from"), listsBy(edges, "from", "to")];
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const neighbours = sides[sweep % 2] ?? new Map<string, string[]>();
    const places = new Map(columns.flatMap((column) => column.map((id, row) => [id, row / column.length] as const)));
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) {
      const weights = new Map(column.map((id) => [id, mean(neighbours.get(id), places) ?? places.get(id) ?? 0]));
      column.sort((a, b) => (weights.get(a) ?? 0) - (weights.get(b) ?? 0));
      for (const [row, id] of column.entries()) places.set(id, row / column.length);
    }
  }
  return columns;
}

function mean(ids: readonly string[] | undefined, places: ReadonlyMap<string, number>): number | null {
  if (!ids || ids.length === 0) return null;
  return ids.reduce((sum, id) => sum + (places.get(id) ?? 0), 0) / ids.length;
}

function listsBy(edges: readonly Edge[], key: keyof Edge, value: keyof Edge): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const edge of edges) {
    const list = lists.get(edge[key]);
    if (list) list.push(edge[value]);
    else lists.set(edge[key], [edge[value]]);
  }
  return lists;
}

function curve(start: PlacedNode, end: PlacedNode): string {
  const [x1, y1] = [start.x + boxSize.width, start.y + boxSize.height / 2];
  const [x2, y2] = [end.x, end.y + boxSize.height / 2];
  const bend = Math.max(gap.x / 2, Math.abs(x2 - x1) / 2);
  return `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}
