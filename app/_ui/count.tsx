import { formatNumber } from "./format";

export interface CountProps {
  value: number;
  /** Names what is counted, for those who cannot see where the number stands. */
  label?: string;
}

/** A grouped number in tabular figures: 12,345. */
export function Count({ value, label }: CountProps) {
  return (
    <span className="tabular-nums">
      {formatNumber(value)}
      {label ? <span className="sr-only"> {label}</span> : null}
    </span>
  );
}
