"use client";

import { useMemo } from "react";
import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { UnsavedChangesGuard } from "@/app/_ui/unsaved-changes-guard";
import type { OpenForm } from "@/server/domain/resource-forms/types";
import { EntryCard } from "./entry-card";
import { FieldControl, isSection } from "./field-control";
import { FormContext } from "./form-context";
import { InviteDone } from "./invite-done";
import { resourceHref } from "./resource-href";
import { useResourceForm } from "./use-resource-form";

export interface ResourceFormProps {
  readonly workspace: string;
  readonly form: OpenForm;
  /** What pages call one of the kind: "source". */
  readonly word: string;
  /** Attributes chosen in steps before the form. */
  readonly chosen: readonly string[];
  /** Where those steps begin; null where there are none. */
  readonly changeHref: string | null;
}

/** Single fields first: one below a section would look like a part of it. */
const inOrder = (fields: OpenForm["fields"]) => [...fields].sort((a, b) => Number(isSection(a)) - Number(isSection(b)));

/** The form of a new or stored resource: its fields in one column, and what is wrong with them on top. */
export function ResourceForm({ workspace, form, word, chosen, changeHref }: ResourceFormProps) {
  const { values, renewals, change, report, attempt, saving, dirty, submit, inviteLink } = useResourceForm(
    workspace,
    form,
    word,
  );
  const fixed = useMemo(() => {
    const created = form.edited ? form.fields.filter((field) => field.createOnly).map((field) => field.name) : [];
    return new Set([...created, ...chosen]);
  }, [form, chosen]);
  const list = resourceHref(workspace, form.route);
  if (inviteLink !== null) return <InviteDone link={inviteLink} listHref={list} />;
  return (
    <FormContext value={{ workspace, form, values, fixed, changeHref, problems: attempt.problems, report }}>
      <form
        noValidate
        className="max-w-3xl"
        onSubmit={(event) => {
          event.preventDefault();
          if (!saving) void submit();
        }}
      >
        <UnsavedChangesGuard dirty={dirty} />
        <FormErrorSummary errors={attempt.errors} attempt={attempt.count} title={attempt.title} />
        <div className="space-y-5">
          <EntryCard entry={form.entry} action={form.action} changeHref={changeHref} />
          {inOrder(form.fields).map((field) => (
            <FieldControl
              key={`${field.name} ${renewals(field.name)}`}
              field={field}
              path={field.name}
              value={values[field.name] ?? null}
              onChange={(next) => change(field.name, next)}
            />
          ))}
        </div>
        <footer className="sticky bottom-0 mt-6 flex flex-wrap items-center gap-2 border-t border-line bg-canvas py-3">
          <Button type="submit" variant="primary" pending={saving} pendingLabel="Saving">
            {form.edited ? "Save changes" : form.kind === "user" ? "Invite user" : `Create ${word}`}
          </Button>
          <ButtonLink href={form.edited ? resourceHref(workspace, form.route, form.edited.id) : list}>
            Cancel
          </ButtonLink>
        </footer>
      </form>
    </FormContext>
  );
}
