import { formatNumber } from "@/app/_ui/format";

/** Says that a list goes on beyond what is shown. */
export function Rest({ shown, all }: { shown: number; all: number }) {
  if (all <= shown) return null;
  return (
    <p className="border-t border-line px-4 py-2 text-sm text-ink-muted">
      The first {formatNumber(shown)} of {formatNumber(all)}.
    </p>
  );
}
