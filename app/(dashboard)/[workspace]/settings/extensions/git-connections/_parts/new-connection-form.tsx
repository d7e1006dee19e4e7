"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { showToast } from "@/app/_ui/toast";
import { UnsavedChangesGuard } from "@/app/_ui/unsaved-changes-guard";
import type { GitServiceInfo } from "@/server/domain/git-connections/ports";
import { place } from "../../_parts/place";
import { ConnectionFields } from "./connection-fields";
import { type ConnectionDraft, emptyDraft } from "./draft";
import { PracticeOffer } from "./practice-offer";
import { useConnectionForm } from "./use-connection-form";

export interface NewConnectionFormProps {
  workspace: string;
  services: readonly GitServiceInfo[];
  practice: boolean;
}

/** The form of the page "New Git connection"; leads to the saved connection's page, where it can be tested. */
export function NewConnectionForm({ workspace, services, practice }: NewConnectionFormProps) {
  const router = useRouter();
  const [draft, setDraft] = useState<ConnectionDraft>(emptyDraft);
  const open = (id: string) => {
    showToast("success", "Git connection saved", "Test it against a repository.");
    router.push(place(workspace).connection(id));
  };
  const form = useConnectionForm({ workspace, services, draft, onDraft: setDraft, onSaved: open });
  return (
    <form
      noValidate
      className="max-w-2xl space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        form.save();
      }}
    >
      <UnsavedChangesGuard dirty={draft !== emptyDraft && !form.saving} />
      <FormErrorSummary errors={form.errors} attempt={form.attempt} />
      {practice ? <PracticeOffer workspace={workspace} onReady={open} /> : null}
      <ConnectionFields workspace={workspace} services={services} form={form} />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" pending={form.saving} pendingLabel="Saving">
          Save connection
        </Button>
        <ButtonLink href={place(workspace).connections}>Cancel</ButtonLink>
      </div>
    </form>
  );
}
