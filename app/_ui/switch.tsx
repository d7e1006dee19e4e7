"use client";

import { clsx } from "clsx";
import { type TickProps, TickRow } from "./tick-row";

export type SwitchProps = TickProps;

/** On or off, at once; a native checkbox with the switch role. Says its state in words beside the knob. */
export function Switch({ label, help, className, id, ref, ...rest }: SwitchProps) {
  return (
    <TickRow label={label} help={help} id={id} ref={ref} className={className} labelClassName="font-medium">
      {(attributes) => (
        <span className="relative mt-px inline-flex shrink-0">
          <input
            {...rest}
            {...attributes}
            type="checkbox"
            // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox tells its state itself
            role="switch"
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
      )}
    </TickRow>
  );
}
