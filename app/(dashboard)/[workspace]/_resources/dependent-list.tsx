import type { Dependent } from "@/app/_ui/confirm-dialog";
import { formatNumber } from "@/app/_ui/format";
import { Link } from "@/app/_ui/link";

/** What stands in the way of a deletion, as links. */
export function DependentList({ dependents, total }: { dependents: readonly Dependent[]; total: number }) {
  const more = total - dependents.length;
  return (
    <ul className="max-h-72 divide-y divide-line overflow-y-auto rounded-md border border-line">
      {dependents.map((one) => (
        <li key={`${one.kind} ${one.href}`} className="flex justify-between gap-3 px-3 py-1.5 text-sm">
          <Link href={one.href ?? ""} className="min-w-0 truncate">
            <bdi>{one.label}</bdi>
          </Link>
          <span className="shrink-0 text-ink-muted">{one.kind}</span>
        </li>
      ))}
      {more > 0 ? <li className="px-3 py-1.5 text-sm text-ink-muted">and {formatNumber(more)} more</li> : null}
    </ul>
  );
}
