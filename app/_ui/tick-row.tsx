"use client";

import { clsx } from "clsx";
import { type ComponentProps, type ReactNode, type RefObject, useId } from "react";
import { useEarlyInput } from "./use-early-input";

export interface TickProps extends Omit<ComponentProps<"input">, "type" | "role"> {
  label: ReactNode;
  /** A quieter line under the label. */
  help?: ReactNode;
}

interface TickAttributes {
  id: string;
  "aria-describedby": string | undefined;
  ref: RefObject<HTMLInputElement | null>;
}

interface TickRowProps extends Pick<TickProps, "label" | "help" | "id" | "className" | "ref"> {
  labelClassName?: string;
  /** The input, with the attributes that tie label and help to it. */
  children: (attributes: TickAttributes) => ReactNode;
}

/** Something to tick, with its own label beside it: a native input, so it works in any form. */
export function TickRow({ label, help, id, className, labelClassName, ref, children }: TickRowProps) {
  const own = useId();
  const inputId = id ?? own;
  const helpId = help ? `${inputId}-help` : undefined;
  return (
    <div className={clsx("flex items-start gap-2", className)}>
      {children({ id: inputId, "aria-describedby": helpId, ref: useEarlyInput(ref) })}
      <div className="min-w-0 wrap-anywhere">
        <label htmlFor={inputId} className={labelClassName}>
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
