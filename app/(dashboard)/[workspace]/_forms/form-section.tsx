"use client";

import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { fieldId } from "@/app/_ui/field-id";

interface FormSectionProps {
  readonly name: string;
  readonly label: string;
  readonly help: string | null;
  /** What is wrong with the whole; fields inside say themselves what is wrong with them. */
  readonly error: string | undefined;
  readonly children: ReactNode;
}

/** An attribute that holds fields of its own, under a heading. */
export function FormSection({ name, label, help, error, children }: FormSectionProps) {
  const labelId = `${fieldId(name)}-label`;
  return (
    <section aria-labelledby={labelId} className="min-w-0 border-t border-line pt-4">
      <h2 id={labelId} className="text-lg font-semibold">
        {label}
      </h2>
      {help ? <p className="text-sm text-ink-muted">{help}</p> : null}
      {error ? (
        <p className="mt-1 flex items-start gap-1.5 text-sm text-danger">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>{error}</span>
        </p>
      ) : null}
      {children}
    </section>
  );
}
