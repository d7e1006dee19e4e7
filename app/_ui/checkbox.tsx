"use client";

import { type TickProps, TickRow } from "./tick-row";

export type CheckboxProps = TickProps;

/** A checkbox with its own label. */
export function Checkbox({ label, help, className, id, ref, ...rest }: CheckboxProps) {
  return (
    <TickRow label={label} help={help} id={id} ref={ref} className={className}>
      {(attributes) => (
        <input {...rest} {...attributes} type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" />
      )}
    </TickRow>
  );
}
