"use client";

import { clsx } from "clsx";
import { ChevronsUpDown } from "lucide-react";
import type { ComponentProps } from "react";
import { useFieldAttributes } from "./field-wiring";
import type { Option } from "./option";
import { useEarlyInput } from "./use-early-input";

export interface SelectProps extends Omit<ComponentProps<"select">, "children" | "multiple" | "size"> {
  options: readonly Option[];
  onValueChange?: (value: string) => void;
  /** Shown while nothing is chosen (value ""); cannot be chosen itself. */
  placeholder?: string;
  /** Accessible name when there is no `Field` around it. */
  label?: string;
}

/** One of up to a few dozen options, with the browser's own list; works with `register`. For more, use `Combobox`. */
export function Select(props: SelectProps) {
  const { options, placeholder, label, onValueChange, onChange, className, id, ref, ...rest } = props;
  const blank = placeholder !== undefined && rest.value === undefined && rest.defaultValue === undefined;
  return (
    <div className={clsx("relative", className)}>
      <select
        {...(blank ? { defaultValue: "" } : {})}
        {...rest}
        {...useFieldAttributes(id)}
        ref={useEarlyInput(ref)}
        aria-label={label}
        onChange={(event) => {
          onChange?.(event);
          onValueChange?.(event.target.value);
        }}
        className="field-control appearance-none truncate pr-8"
      >
        {placeholder === undefined ? null : (
          <option value="" disabled hidden>
            {placeholder}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.hint ? `${option.label} · ${option.hint}` : option.label}
          </option>
        ))}
      </select>
      <ChevronsUpDown aria-hidden className="pointer-events-none absolute top-2 right-2.5 size-4 text-ink-faint" />
    </div>
  );
}
