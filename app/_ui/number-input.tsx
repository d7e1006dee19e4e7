"use client";

import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { useFieldAttributes } from "./field-wiring";
import { useEarlyInput } from "./use-early-input";

export interface NumberInputProps extends Omit<ComponentProps<"input">, "type" | "inputMode"> {
  /** Shown after the box: "seconds", "rows". */
  unit?: string;
  /** Allow a decimal point. */
  decimal?: boolean;
}

/**
 * A number as text with a numeric keyboard: unlike `type="number"` it neither changes on scrolling nor silently
 * drops what it cannot read, so the form's schema can say what is wrong.
 */
export function NumberInput({ unit, decimal, className, id, ref, ...rest }: NumberInputProps) {
  const attributes = useFieldAttributes(id);
  const unitId = unit && attributes.id ? `${attributes.id}-unit` : undefined;
  return (
    <div className="flex items-center gap-2">
      <input
        type="text"
        inputMode={decimal ? "decimal" : "numeric"}
        autoComplete="off"
        {...rest}
        {...attributes}
        ref={useEarlyInput(ref)}
        aria-describedby={[attributes["aria-describedby"], unitId].filter(Boolean).join(" ") || undefined}
        className={clsx("field-control max-w-40 tabular-nums", className)}
      />
      {unit ? (
        <span id={unitId} className="text-sm text-ink-muted">
          {unit}
        </span>
      ) : null}
    </div>
  );
}
