"use client";

import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { fieldId } from "./field-id";

export interface FormError {
  /** The field's name; leave out for what concerns the whole form. */
  name?: string;
  message: string;
}

export interface FormErrorSummaryProps {
  errors: readonly FormError[];
  /** Changes with each attempt to save, so that focus moves here again when the same errors come back. */
  attempt: number;
  title?: string;
}

/** The list of what is wrong, at the top of a form: takes focus after a failed save and leads to each field. */
export function FormErrorSummary({ errors, attempt, title }: FormErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const failed = errors.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt moves focus even when nothing else changed
  useEffect(() => {
    if (failed) box.current?.focus();
  }, [failed, attempt]);
  if (!failed) return null;
  const heading = title ?? (errors.length === 1 ? "One thing to correct" : `${errors.length} things to correct`);
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="mb-4 rounded-md border border-danger/50 bg-danger-soft px-4 py-3"
    >
      <h2 className="flex items-center gap-2 font-semibold">
        <CircleAlert aria-hidden className="size-4 text-danger" />
        {heading}
      </h2>
      <ul className="mt-1 list-disc pl-9">
        {errors.map((error) => (
          <li key={`${error.name} ${error.message}`}>
            {error.name === undefined ? error.message : <FieldLink name={error.name} message={error.message} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function FieldLink({ name, message }: { name: string; message: string }) {
  const id = fieldId(name);
  return (
    <a
      href={`#${id}`}
      className="underline"
      onClick={(event) => {
        const label = document.getElementById(`${id}-label`);
        const control =
          document.getElementById(id) ??
          label?.parentElement?.querySelector<HTMLElement>("input, textarea, select, button");
        if (!control) return;
        event.preventDefault();
        control.focus();
        control.scrollIntoView({ block: "center" });
      }}
    >
      {message}
    </a>
  );
}
