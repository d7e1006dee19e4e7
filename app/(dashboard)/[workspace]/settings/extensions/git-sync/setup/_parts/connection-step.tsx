"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { Field } from "@/app/_ui/field";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { RadioCards } from "@/app/_ui/radio-cards";
import type { GitServiceInfo } from "@/server/domain/git-connections/ports";
import { place } from "../../../_parts/place";
import { ConnectionFields } from "../../../git-connections/_parts/connection-fields";
import { PracticeOffer } from "../../../git-connections/_parts/practice-offer";
import { useConnectionForm } from "../../../git-connections/_parts/use-connection-form";
import { useDrafts } from "./drafts";
import { type SetupState, setupHref } from "./setup-state";

export interface ConnectionStepProps {
  workspace: string;
  state: SetupState;
  known: readonly { readonly id: string; readonly name: string; readonly hint: string; readonly isPractice: boolean }[];
  services: readonly GitServiceInfo[];
  practice: { readonly url: string } | null;
}

const fresh = "new";

/** First step: a connection that is there, or a new one made on the spot. */
export function ConnectionStep({ workspace, state, known, services, practice }: ConnectionStepProps) {
  const router = useRouter();
  const { connection: draft, setConnection, setRepository } = useDrafts();
  const path = place(workspace).wizard(state.flow);
  const [choice, setChoice] = useState(
    known.some((each) => each.id === state.connection) ? (state.connection ?? fresh) : (known[0]?.id ?? fresh),
  );
  const goOn = (id: string, isPractice: boolean) => {
    const own = isPractice && practice ? { url: practice.url } : {};
    if (isPractice) setRepository(null);
    router.push(setupHref(path, state, { step: "repository", connection: id, ...own }));
  };
  const form = useConnectionForm({
    workspace,
    services,
    draft,
    onDraft: setConnection,
    onSaved: (id) => goOn(id, false),
  });
  const chosen = known.find((each) => each.id === choice);
  return (
    <form
      noValidate
      className="max-w-3xl space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen) goOn(chosen.id, chosen.isPractice);
        else form.save();
      }}
    >
      <FormErrorSummary errors={chosen ? [] : form.errors} attempt={form.attempt} />
      {practice && !known.some((each) => each.isPractice) ? (
        <PracticeOffer workspace={workspace} onReady={(id) => goOn(id, true)} />
      ) : null}
      {known.length > 0 ? (
        <Field name="connection" label="Git connection" required group>
          <RadioCards
            name="connection"
            value={chosen?.id ?? fresh}
            onValueChange={setChoice}
            cards={[
              ...known.map((each) => ({ value: each.id, label: each.name, help: each.hint })),
              { value: fresh, label: "New connection", help: "Another host, key or token." },
            ]}
          />
        </Field>
      ) : null}
      {chosen ? null : <ConnectionFields workspace={workspace} services={services} form={form} />}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" pending={form.saving} pendingLabel="Saving">
          Next
        </Button>
        <ButtonLink href={place(workspace).gitSync}>Cancel</ButtonLink>
      </div>
    </form>
  );
}
