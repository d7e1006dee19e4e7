import { describe, expect, it } from "vitest";
import { boxSize, layOutLineage } from "@/app/(dashboard)/[workspace]/settings/extensions/dbt/_parts/lineage-layout";

const edge = (text: string) => {
  const [from = "", to = ""] = text.split(">");
  return { from, to };
};
const layOut = (ids: string, edges: string) =>
  layOutLineage(ids.split(" "), edges.split(" ").filter(Boolean).map(edge));
const ranksOf = (layout: ReturnType<typeof layOut>) =>
  Object.fromEntries(layout.nodes.map(({ id, rank }) => [id, rank]));

describe("a drawn lineage", () => {
  it("puts a node right of everything it is made from, also by a longer way", () => {
    expect(ranksOf(layOut("a b c d", "a>b b>c a>d c>d"))).toEqual({ a: 0, b: 1, c: 2, d: 3 });
  });

  it("ends for cycles, and leaves out edges to nowhere", () => {
    const layout = layOut("a b c", "a>b b>c c>b a>a a>gone");
    expect(layout.nodes.map(({ id }) => id).sort()).toEqual(["a", "b", "c"]);
    expect(layout.edges.map(({ from, to }) => `${from}>${to}`)).toEqual(["a>b", "b>c", "c>b"]);
  });

  it("never lays two boxes over each other, and keeps all inside", () => {
    const ids = Array.from({ length: 60 }, (_, index) => `n${index}`);
    const edges = ids.flatMap((_, index) =>
      index < 4 ? [] : [`n${index % 4}>n${index}`, `n${(index * 7) % index}>n${index}`],
    );
    const { nodes, width, height } = layOut(ids.join(" "), edges.join(" "));
    expect(nodes).toHaveLength(60);
    for (const a of nodes) {
      expect(a.x >= 0 && a.y >= 0 && a.x + boxSize.width <= width && a.y + boxSize.height <= height).toBe(true);
      for (const b of nodes)
        if (a.id < b.id)
          expect(Math.abs(a.x - b.x) >= boxSize.width || Math.abs(a.y - b.y) >= boxSize.height).toBe(true);
    }
  });

  it("orders a column by its neighbours, so that lines need not cross", () => {
    const { nodes } = layOut("a b x y", "a>y b>x");
    const y = (id: string) => nodes.find((node) => node.id === id)?.y ?? Number.NaN;
    expect(Math.sign(y("a") - y("b"))).toBe(Math.sign(y("y") - y("x")));
  });

  it("draws one lonely node", () => {
    expect(layOut("a", "").nodes).toEqual([{ id: "a", rank: 0, x: 8, y: 8 }]);
  });

  it("lays out 500 nodes in well under a second", () => {
    const ids = Array.from({ length: 500 }, (_, index) => `n${index}`);
    const edges = ids.flatMap((id, index) =>
      [1, 2, 5].filter((step) => step <= index).map((step) => `n${index - step}>${id}`),
    );
    const before = performance.now();
    layOut(ids.join(" "), edges.join(" "));
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
