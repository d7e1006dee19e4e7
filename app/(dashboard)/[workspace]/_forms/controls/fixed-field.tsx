"use client";

import { Link } from "@/app/_ui/link";
import type { FormField } from "@/server/domain/resource-forms/types";
import type { JsonValue } from "@/server/hcl/schema";
import { useForm } from "../form-context";
import { asText } from "../model/json";
import { optionWords } from "../model/option-words";
import { titleOf } from "../model/title-of";

/** A value that cannot change any more, in words. */
export function FixedField({ field, value }: { field: FormField; value: JsonValue }) {
  const { form, changeHref } = useForm();
  const { control, label } = field;
  const id = asText(value);
  const title = control.type === "reference" ? titleOf(form.titles, control.kinds, id) : undefined;
  if (id === "") return null;
  return (
    <div>
      <p className="font-medium">{label}</p>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-2 wrap-anywhere">
        <span dir="auto">{title ?? (control.type === "choice" ? optionWords(id) : id)}</span>
        {title !== undefined && title !== id ? <code className="text-sm text-ink-muted">{id}</code> : null}
        {changeHref ? <Link href={changeHref}>Change {label.toLowerCase()}</Link> : null}
      </p>
    </div>
  );
}
