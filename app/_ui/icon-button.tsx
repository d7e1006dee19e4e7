"use client";

import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { useWaiting } from "./use-waiting";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "aria-label"> {
  /** What it does, in words: the accessible name and the hover text. */
  label: string;
  /** A lucide icon element. */
  icon: ReactNode;
  size?: "sm" | "md";
}

/** A square button with an icon only; for rows and toolbars where words would repeat. */
export function IconButton({ label, icon, size = "md", className, disabled, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      {...useWaiting(disabled)}
      aria-label={label}
      className={clsx(
        "inline-flex shrink-0 items-center justify-center rounded-md text-ink-muted hover:bg-hover hover:text-ink",
        "disabled:cursor-not-allowed disabled:opacity-55 [&>svg]:size-4",
        size === "sm" ? "size-6" : "size-8",
        className,
      )}
    >
      {icon}
    </button>
  );
}
