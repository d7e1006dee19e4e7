import { clsx } from "clsx";
import { Check } from "lucide-react";
import NextLink from "next/link";

export interface Step {
  label: string;
  /** Where to go back to it; a step still to come has none. */
  href?: string;
}

export interface StepsProps {
  /** "Set up Git Sync": names the list. */
  label: string;
  steps: readonly Step[];
  /** Index of the step on screen. */
  current: number;
}

/** The visible list of a wizard's steps: done, here, still to come. */
export function Steps({ label, steps, current }: StepsProps) {
  return (
    <nav aria-label={label}>
      <ol className="flex flex-wrap gap-x-6 gap-y-2 lg:flex-col lg:gap-1">
        {steps.map((step, index) => (
          <li
            key={step.label}
            aria-current={index === current ? "step" : undefined}
            className="flex items-center gap-2"
          >
            <StepMark index={index} current={current} />
            <span className={clsx("lg:py-1", index === current ? "font-medium" : "text-ink-muted")}>
              {step.href && index < current ? (
                <NextLink href={step.href} className="rounded-md underline-offset-2 hover:underline">
                  {step.label}
                </NextLink>
              ) : (
                step.label
              )}
              <span className="sr-only">{index < current ? " (done)" : ""}</span>
            </span>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepMark({ index, current }: { index: number; current: number }) {
  const look = "flex size-6 shrink-0 items-center justify-center rounded-full border text-xs font-medium";
  if (index < current) {
    return (
      <span aria-hidden className={clsx(look, "border-success bg-success-soft text-success")}>
        <Check className="size-3.5" />
      </span>
    );
  }
  return (
    <span
      aria-hidden
      className={clsx(
        look,
        index === current ? "border-accent bg-accent text-accent-ink" : "border-line-strong text-ink-muted",
      )}
    >
      {index + 1}
    </span>
  );
}
