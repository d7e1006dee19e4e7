"use client";

import { Select as Base } from "@base-ui/react/select";
import { clsx } from "clsx";
import { Check, ChevronsUpDown } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { useFieldAttributes } from "./field-wiring";
import type { Option } from "./option";

export interface SelectProps {
  options: readonly Option[];
  /** Controlled value; leave out and give `defaultValue` for a plain form. */
  value?: string | null;
  defaultValue?: string | null;
  onValueChange?: (value: string | null) => void;
  /** Sends the value with the form under this name. */
  name?: string;
  placeholder?: string;
  disabled?: boolean;
  /** Accessible name when there is no `Field` around it. */
  label?: string;
  inputRef?: Ref<HTMLInputElement>;
  onBlur?: () => void;
  className?: string;
}

/** One of up to a few dozen options; for more, use `Combobox`. */
export function Select(props: SelectProps) {
  const { options, placeholder = "Choose", label, className, onBlur, ...root } = props;
  const attributes = useFieldAttributes();
  return (
    <Base.Root items={options} modal={false} {...root}>
      <Base.Trigger
        {...attributes}
        aria-label={label}
        onBlur={onBlur}
        className={clsx("field-control flex items-center justify-between gap-2 text-left", className)}
      >
        <Base.Value placeholder={placeholder} className="min-w-0 truncate data-placeholder:text-ink-faint" />
        <Base.Icon className="shrink-0 text-ink-faint">
          <ChevronsUpDown aria-hidden className="size-4" />
        </Base.Icon>
      </Base.Trigger>
      <SelectPopup>
        {options.map((option) => (
          <SelectItem key={option.value} option={option} />
        ))}
      </SelectPopup>
    </Base.Root>
  );
}

/** The floating list shared by `Select` and `FilterSelect`. */
export function SelectPopup({ children }: { children: ReactNode }) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
        <Base.Popup className="floating min-w-(--anchor-width) max-w-96 outline-none">
          <Base.List className="max-h-[min(var(--available-height),20rem)] overflow-y-auto p-1">{children}</Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

export function SelectItem({ option }: { option: Option }) {
  return (
    <Base.Item
      value={option.value}
      disabled={option.disabled}
      className="grid cursor-default grid-cols-[1rem_1fr] items-start gap-2 rounded-md px-2 py-1 outline-none select-none data-disabled:opacity-55 data-highlighted:bg-hover"
    >
      <Base.ItemIndicator className="col-start-1 pt-0.5 text-accent">
        <Check aria-hidden className="size-4" />
      </Base.ItemIndicator>
      <span className="col-start-2 min-w-0">
        <Base.ItemText className="block truncate">{option.label}</Base.ItemText>
        {option.hint ? <span className="block truncate text-sm text-ink-muted">{option.hint}</span> : null}
      </span>
    </Base.Item>
  );
}
