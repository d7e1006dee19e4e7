"use client";

import { CircleQuestionMark } from "lucide-react";
import type { ReactNode } from "react";
import { usePopover } from "./use-popover";
import { useWaiting } from "./use-waiting";

export interface HelpTipProps {
  /** What is explained: "About the path". */
  label: string;
  /** A few sentences. Never the only place where something needed is said. */
  children: ReactNode;
}

/** A small question mark that opens an explanation; by mouse, keyboard and touch alike. */
export function HelpTip({ label, children }: HelpTipProps) {
  const { open, anchor, panelProps } = usePopover<HTMLButtonElement>({ align: "start" });
  return (
    <>
      <button
        ref={anchor}
        type="button"
        {...useWaiting(false)}
        popoverTarget={panelProps.id}
        aria-expanded={open}
        aria-label={label}
        className="inline-flex size-6 items-center justify-center rounded-md align-middle text-ink-muted hover:bg-hover"
      >
        <CircleQuestionMark aria-hidden className="size-4" />
      </button>
      <div {...panelProps} className="floating fixed m-0 w-72 overflow-y-auto px-3 py-2 text-sm font-normal">
        {children}
      </div>
    </>
  );
}
