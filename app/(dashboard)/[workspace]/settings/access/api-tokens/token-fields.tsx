"use client";

import { Field } from "@/app/_ui/field";
import type { FormError } from "@/app/_ui/form-error-summary";
import { NumberInput } from "@/app/_ui/number-input";
import { RadioCards } from "@/app/_ui/radio-cards";
import { Select } from "@/app/_ui/select";
import { TextInput } from "@/app/_ui/text-input";
import type { TokenRole } from "@/server/domain/api-tokens/schema";
import { type Expiry, expiryOptions } from "./expiry";

export interface TokenDraft {
  readonly name: string;
  readonly role: TokenRole;
  readonly expiry: Expiry;
  /** As typed, for "other". */
  readonly days: string;
}

export const emptyTokenDraft: TokenDraft = { name: "", role: "Workspace Owner", expiry: "90", days: "" };

const scopes = [
  {
    value: "Workspace Owner",
    label: "Workspace Owner",
    help: "Everything, including people, labels and the audit trail. Terraform needs it to manage those.",
  },
  {
    value: "Workspace Member",
    label: "Workspace Member",
    help: "Sources, destinations, mappings, warehouses, functions and tracking plans; no people and no labels.",
  },
];

export interface TokenFieldsProps {
  draft: TokenDraft;
  onDraft: (draft: TokenDraft) => void;
  errors: readonly FormError[];
}

/** Name, scope and life of a new token. */
export function TokenFields({ draft, onDraft, errors }: TokenFieldsProps) {
  const set = (patch: Partial<TokenDraft>) => onDraft({ ...draft, ...patch });
  const errorOf = (name: string) => errors.find((error) => error.name === name)?.message;
  return (
    <>
      <Field
        name="name"
        label="Name"
        required
        help="Where it will be used. Changes made with it carry this name in the history and in commits."
        error={errorOf("name")}
      >
        <TextInput
          value={draft.name}
          onChange={(event) => set({ name: event.target.value })}
          placeholder="Terraform in CI"
        />
      </Field>
      <Field name="role" label="Scope" group required error={errorOf("role")}>
        <RadioCards
          name="role"
          columns={1}
          cards={scopes}
          value={draft.role}
          onValueChange={(role) => set({ role: role as TokenRole })}
        />
      </Field>
      <Field name="expiry" label="Expires after" required>
        <Select
          options={expiryOptions}
          value={draft.expiry}
          onValueChange={(expiry) => set({ expiry: expiry as Expiry })}
        />
      </Field>
      {draft.expiry === "custom" ? (
        <Field name="days" label="Days" required error={errorOf("days")}>
          <NumberInput unit="days" value={draft.days} onChange={(event) => set({ days: event.target.value })} />
        </Field>
      ) : null}
    </>
  );
}
