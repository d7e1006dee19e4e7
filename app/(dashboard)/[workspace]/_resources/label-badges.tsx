import { Badge } from "@/app/_ui/badge";

const mostShown = 2;

/** Labels in a table cell: the first few, and how many more. */
export function LabelBadges({ labels }: { labels: readonly string[] }) {
  if (labels.length === 0) return null;
  const more = labels.length - mostShown;
  return (
    <span className="flex max-w-64 gap-1">
      {labels.slice(0, mostShown).map((label) => (
        <Badge key={label}>{label}</Badge>
      ))}
      {more > 0 ? (
        <span title={labels.slice(mostShown).join(", ")} className="text-ink-muted">
          +{more}
        </span>
      ) : null}
    </span>
  );
}
