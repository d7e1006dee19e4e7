"use client";

import { clsx } from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";

export interface SwitchProps extends Omit<ComponentProps<"input">, "type" | "role"> {
  label: ReactNode;
  help?: ReactNode;
}

/** On or off, at once; a native checkbox with the switch role. Says its state in words beside the knob. */
export function Switch({ label, help, className, id, ...rest }: SwitchProps) {
  const own = useId();
  const inputId = id ?? own;
  const helpId = help ? `${inputId}-help` : undefined;
  return (
    <div className={clsx("flex items-start gap-2", className)}>
      <span className="relative mt-px inline-flex shrink-0">
        <input
          {...rest}
          id={inputId}
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox tells its state itself
          role="switch"
          aria-describedby={helpId}
          className={clsx(
            "peer h-5 w-9 appearance-none rounded-full border border-line-strong bg-sunken",
            "checked:border-accent checked:bg-accent disabled:cursor-not-allowed disabled:opacity-55",
          )}
        />
        <span
          aria-hidden
          className="pointer-events-none absolute top-[3px] left-[3px] size-3.5 rounded-full bg-ink-muted transition-transform peer-checked:translate-x-4 peer-checked:bg-accent-ink"
        />
      </span>
      <div className="min-w-0">
        <label htmlFor={inputId} className="font-medium">
          {label}
        </label>
        {help ? (
          <div id={helpId} className="text-sm text-ink-muted">
            {help}
          </div>
        ) : null}
      </div>
    </div>
  );
}
