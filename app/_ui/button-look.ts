import { clsx } from "clsx";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent text-accent-ink hover:bg-accent-hover",
  secondary: "border-line-strong bg-surface text-ink hover:bg-hover",
  ghost: "border-transparent text-ink hover:bg-hover",
  danger: "border-transparent bg-danger-solid text-danger-solid-ink hover:bg-danger-solid-hover",
};

/** The classes that buttons and links dressed as buttons share. */
export function buttonLook(variant: ButtonVariant, size: ButtonSize): string {
  return clsx(
    "inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-70",
    size === "sm" ? "h-7 px-2 text-sm" : "h-8 px-3 text-base",
    VARIANTS[variant],
  );
}
