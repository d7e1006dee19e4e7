"use client";

import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import type { Option } from "@/app/_ui/option";
import { Select } from "@/app/_ui/select";
import { TextInput } from "@/app/_ui/text-input";
import type { ImportDraft } from "./use-import";

export interface ImportFieldsProps {
  draft: ImportDraft;
  set: (patch: Partial<ImportDraft>) => void;
  connections: readonly Option[];
  errorOf: (name: string) => string | undefined;
}

/** Which tree: through which connection, where, and how much of it counts. */
export function ImportFields({ draft, set, connections, errorOf }: ImportFieldsProps) {
  return (
    <>
      <Field name="connectionId" label="Git connection" required error={errorOf("connectionId")}>
        <Select
          options={connections}
          value={draft.connectionId}
          onValueChange={(connectionId) => set({ connectionId })}
        />
      </Field>
      <Field name="url" label="Repository URL" required error={errorOf("url")}>
        <TextInput mono value={draft.url} maxLength={2048} onChange={(event) => set({ url: event.target.value })} />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field name="branch" label="Branch" required error={errorOf("branch")}>
          <TextInput
            mono
            value={draft.branch}
            maxLength={255}
            onChange={(event) => set({ branch: event.target.value })}
          />
        </Field>
        <Field name="path" label="Folder" help="The one that holds sources, destinations, …" error={errorOf("path")}>
          <TextInput
            mono
            placeholder="infra/segment"
            value={draft.path}
            maxLength={200}
            onChange={(event) => set({ path: event.target.value })}
          />
        </Field>
      </div>
      <Checkbox
        label="Delete what is not in the tree"
        help="Of the kinds that the tree holds. Without it, what is here already stays."
        checked={draft.deleteMissing}
        onChange={(event) => set({ deleteMissing: event.target.checked })}
      />
    </>
  );
}
