"use client";

import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { fieldId } from "./field-id";
import { FieldContext } from "./field-wiring";

export interface FieldProps {
  /** The form's name for it; gives the control its id, which `FormErrorSummary` links to. */
  name: string;
  label: string;
  /** One or two sentences under the label. */
  help?: ReactNode;
  /** What is wrong and what would be right; shown below the control and tied to it. */
  error?: string | undefined;
  required?: boolean;
  /** The control is several elements (radio cards, key-value rows): a fieldset with a legend instead of a label. */
  group?: boolean;
  children: ReactNode;
}

/** Label above, help under it, the control, its error. Wires ids and ARIA into the control of this folder inside it. */
export function Field({ name, label, help, error, required = false, group = false, children }: FieldProps) {
  const id = fieldId(name);
  const labelId = `${id}-label`;
  const helpId = help ? `${id}-help` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [helpId, errorId].filter(Boolean).join(" ") || undefined;
  const caption = (
    <>
      {label}
      {required ? null : <span className="font-normal text-ink-faint"> (optional)</span>}
    </>
  );
  const body = (
    <FieldContext value={{ id, labelId, describedBy, invalid: error !== undefined, required }}>
      {help ? (
        <div id={helpId} className="text-sm wrap-anywhere text-ink-muted">
          {help}
        </div>
      ) : null}
      <div className="mt-1">{children}</div>
      {error ? (
        <p id={errorId} className="mt-1 flex items-start gap-1.5 text-sm text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 wrap-anywhere">{error}</span>
        </p>
      ) : null}
    </FieldContext>
  );
  if (group) {
    return (
      <fieldset className="min-w-0" aria-describedby={describedBy}>
        <legend id={labelId} className="max-w-full font-medium wrap-anywhere">
          {caption}
        </legend>
        {body}
      </fieldset>
    );
  }
  return (
    <div className="min-w-0">
      <label id={labelId} htmlFor={id} className="font-medium wrap-anywhere">
        {caption}
      </label>
      {body}
    </div>
  );
}
