"use client";

import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { Checkbox } from "./checkbox";
import type { Option } from "./option";
import { hrefWith, toSearchParams, valuesOf } from "./url-state";
import { usePopover } from "./use-popover";
import { useWaiting } from "./use-waiting";

export interface FilterSelectProps {
  /** "Type": shown on the button before what is chosen. */
  label: string;
  /** The key in the URL; several chosen values repeat it. */
  param: string;
  options: readonly Option[];
}

/** A filter that lives in the URL; any number of its options may be chosen, none means all. */
export function FilterSelect({ label, param, options }: FilterSelectProps) {
  const router = useRouter();
  const path = usePathname();
  const params = toSearchParams(useSearchParams());
  const [pending, startTransition] = useTransition();
  const [chosen, setChosen] = useOptimistic(valuesOf(params, param));
  const { open, anchor, panelProps } = usePopover<HTMLButtonElement>({ align: "start", matchWidth: true });
  const toggle = (value: string, on: boolean) => {
    const next = options.map((one) => one.value).filter((one) => (one === value ? on : chosen.includes(one)));
    startTransition(() => {
      setChosen(next);
      router.replace(hrefWith(path, params, { [param]: next }), { scroll: false });
    });
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        {...useWaiting(false)}
        popoverTarget={panelProps.id}
        aria-expanded={open}
        aria-busy={pending}
        className={clsx(
          "inline-flex h-8 max-w-60 items-center gap-1.5 rounded-md border px-2.5 hover:bg-hover",
          chosen.length > 0 ? "border-accent bg-accent-soft" : "border-line-strong bg-surface",
        )}
      >
        <span className="truncate">
          <span className="text-ink-muted">{label}: </span>
          {describe(chosen, options)}
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-muted" />
      </button>
      <div {...panelProps} className="floating fixed m-0 overflow-y-auto p-3">
        <fieldset className="space-y-2">
          <legend className="sr-only">{label}</legend>
          {options.map((option) => (
            <Checkbox
              key={option.value}
              label={option.label}
              help={option.hint}
              checked={chosen.includes(option.value)}
              onChange={(event) => toggle(option.value, event.target.checked)}
            />
          ))}
        </fieldset>
      </div>
    </>
  );
}

function describe(chosen: readonly string[], options: readonly Option[]): string {
  const [first] = chosen;
  if (first === undefined) return "all";
  if (chosen.length > 1) return `${chosen.length} chosen`;
  return options.find((option) => option.value === first)?.label ?? first;
}
