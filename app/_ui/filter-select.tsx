"use client";

import { Select as Base } from "@base-ui/react/select";
import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTransition } from "react";
import type { Option } from "./option";
import { SelectItem, SelectPopup } from "./select";
import { hrefWith, toSearchParams, valuesOf } from "./url-state";

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
  const chosen = valuesOf(params, param);
  const first = options.find((option) => option.value === chosen[0]);
  const words =
    chosen.length === 0 ? "all" : chosen.length === 1 ? (first?.label ?? chosen[0]) : `${chosen.length} chosen`;
  return (
    <Base.Root
      multiple
      modal={false}
      items={options}
      value={[...chosen]}
      onValueChange={(next) =>
        startTransition(() => router.replace(hrefWith(path, params, { [param]: next }), { scroll: false }))
      }
    >
      <Base.Trigger
        aria-label={`${label}: ${words}`}
        aria-busy={pending}
        className={clsx(
          "inline-flex h-8 max-w-60 items-center gap-1.5 rounded-md border px-2.5 text-base hover:bg-hover",
          chosen.length > 0 ? "border-accent bg-accent-soft" : "border-line-strong bg-surface",
        )}
      >
        <span className="truncate">
          <span className="text-ink-muted">{label}: </span>
          {words}
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-ink-muted" />
      </Base.Trigger>
      <SelectPopup>
        {options.map((option) => (
          <SelectItem key={option.value} option={option} />
        ))}
      </SelectPopup>
    </Base.Root>
  );
}
