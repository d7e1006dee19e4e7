import { clsx } from "clsx";
import { formatNumber } from "./format";

export interface ProgressBarProps {
  /** What is going on: "Writing files". */
  label: string;
  done: number;
  /** `null` while it is not known yet: the bar moves without a length. */
  total: number | null;
  /** "files": after the numbers. */
  unit?: string;
}

/** How far something is, as a bar and in words; changes of the label are announced, the numbers are not. */
export function ProgressBar({ label, done, total, unit }: ProgressBarProps) {
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  const words = total === null ? formatNumber(done) : `${formatNumber(done)} of ${formatNumber(total)}`;
  return (
    <div>
      <div className="mb-1 flex flex-wrap justify-between gap-x-3 text-sm">
        <p aria-live="polite">{label}</p>
        <p className="text-ink-muted tabular-nums">{unit ? `${words} ${unit}` : words}</p>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        aria-valuetext={unit ? `${words} ${unit}` : words}
        className="h-2 overflow-hidden rounded-full border border-line bg-sunken"
      >
        <div
          className={clsx(
            "h-full bg-accent",
            share === null ? "w-1/3 animate-pulse" : "transition-[width] duration-300",
          )}
          style={share === null ? undefined : { width: `${share * 100}%` }}
        />
      </div>
    </div>
  );
}
