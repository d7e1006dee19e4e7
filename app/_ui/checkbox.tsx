"use client";

import { clsx } from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";

export interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
  label: ReactNode;
  /** A quieter line under the label. */
  help?: ReactNode;
}

/** A checkbox with its own label; a native input, so it works in any form and with `register`. */
export function Checkbox({ label, help, className, id, ...rest }: CheckboxProps) {
  const own = useId();
  const inputId = id ?? own;
  const helpId = help ? `${inputId}-help` : undefined;
  return (
    <div className={clsx("flex items-start gap-2", className)}>
      <input
        {...rest}
        id={inputId}
        type="checkbox"
        aria-describedby={helpId}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <div className="min-w-0">
        <label htmlFor={inputId}>{label}</label>
        {help ? (
          <div id={helpId} className="text-sm text-ink-muted">
            {help}
          </div>
        ) : null}
      </div>
    </div>
  );
}
