"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { Field } from "@/app/_ui/field";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { RadioCards } from "@/app/_ui/radio-cards";
import { ConnectionFields } from "./connection-fields";
import type { ConnectionDraft } from "./draft";
import type { ConnectionChoices } from "./load-choice";
import { PracticeOffer } from "./practice-offer";
import { useConnectionForm } from "./use-connection-form";

export interface ConnectionPickerProps extends ConnectionChoices {
  workspace: string;
  /** The connection that was chosen before, if one was. */
  selected: string | null;
  /** A new connection as far as it was typed. */
  draft: ConnectionDraft;
  onDraft: (draft: ConnectionDraft) => void;
  onChosen: (id: string, isPractice: boolean) => void;
  cancelHref: string;
}

const fresh = "new";

/** A connection that is there, or a new one made on the spot. */
export function ConnectionPicker(props: ConnectionPickerProps) {
  const { workspace, known, services, practice, selected, draft, onDraft, onChosen } = props;
  const [choice, setChoice] = useState(
    known.some((each) => each.id === selected) ? (selected ?? fresh) : (known[0]?.id ?? fresh),
  );
  const form = useConnectionForm({ workspace, services, draft, onDraft, onSaved: (id) => onChosen(id, false) });
  const chosen = known.find((each) => each.id === choice);
  return (
    <form
      noValidate
      className="max-w-3xl space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen) onChosen(chosen.id, chosen.isPractice);
        else form.save();
      }}
    >
      <FormErrorSummary errors={chosen ? [] : form.errors} attempt={form.attempt} />
      {practice && !known.some((each) => each.isPractice) ? (
        <PracticeOffer workspace={workspace} onReady={(id) => onChosen(id, true)} />
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
        <ButtonLink href={props.cancelHref}>Cancel</ButtonLink>
      </div>
    </form>
  );
}
