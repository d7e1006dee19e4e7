import { clsx } from "clsx";
import type { ReactNode } from "react";
import { TONE_SOFT, type Tone } from "./tone";

export interface BadgeProps {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
}

/** A small word set apart: a type, a label, a count. For states use `StateBadge`. */
export function Badge({ tone = "neutral", icon, children }: BadgeProps) {
  return (
    <span
      className={clsx(
        "inline-flex h-5 max-w-full items-center gap-1 rounded-md border px-1.5 align-middle text-xs font-medium whitespace-nowrap",
        TONE_SOFT[tone],
      )}
    >
      {icon}
      <span className="truncate" dir="auto">
        {children}
      </span>
    </span>
  );
}
