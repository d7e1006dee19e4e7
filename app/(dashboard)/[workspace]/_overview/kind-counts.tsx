import { Card } from "@/app/_ui/card";
import { Count } from "@/app/_ui/count";
import { Link } from "@/app/_ui/link";
import { allKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { listHref } from "../_resources/hrefs";

/** How much of each kind there is, as the way to its list. */
export function KindCounts({ slug, counts }: { slug: string; counts: { readonly [K in KindName]?: number } }) {
  return (
    <Card title="What is here" flush>
      <ul className="divide-y divide-line">
        {allKinds.map(({ kind, plural }) => (
          <li key={kind} className="flex items-center justify-between gap-3 px-4 py-1.5">
            <Link href={listHref(slug, kind)} quiet>
              {plural}
            </Link>
            <Count value={counts[kind] ?? 0} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
