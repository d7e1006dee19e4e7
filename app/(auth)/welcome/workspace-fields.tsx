"use client";

import { useState } from "react";
import { Field } from "@/app/_ui/field";
import { TextInput } from "@/app/_ui/text-input";
import { slugOf } from "./slug-of";

export interface WorkspaceFieldsProps {
  /** Names of the two fields in the form. */
  names: { readonly name: string; readonly slug: string };
  errorOf: (name: string) => string | undefined;
  /** What happens when both stay empty; without it they must be filled in. */
  emptyMeans?: string;
}

/** A workspace's name and slug; the slug follows the name until the person writes their own. */
export function WorkspaceFields({ names, errorOf, emptyMeans }: WorkspaceFieldsProps) {
  const [name, setName] = useState("");
  const [own, setOwn] = useState<string | null>(null);
  const slug = own ?? slugOf(name);
  return (
    <>
      <Field
        name={names.name}
        label="Workspace name"
        required={!emptyMeans}
        help={emptyMeans}
        error={errorOf(names.name)}
      >
        <TextInput
          name={names.name}
          value={name}
          onChange={(event) => setName(event.target.value)}
          required={!emptyMeans}
          maxLength={120}
        />
      </Field>
      <Field
        name={names.slug}
        label="Slug"
        required={!emptyMeans}
        help={`Stands in every address of the workspace: /${slug || "…"}/. It stays as it is.`}
        error={errorOf(names.slug)}
      >
        <TextInput
          name={names.slug}
          value={slug}
          onChange={(event) => setOwn(event.target.value || null)}
          mono
          required={!emptyMeans}
          maxLength={48}
        />
      </Field>
    </>
  );
}
