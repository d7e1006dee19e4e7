"use client";

import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { TextInput } from "@/app/_ui/text-input";
import type { PlaceDraft, RepositoryTest } from "./use-repository-test";

/** The parts of a test that a field needs, whatever else the set-up asks for. */
type FieldTest = Pick<RepositoryTest<PlaceDraft>, "draft" | "set" | "errorOf" | "judge" | "correction">;

/** A repository's address, judged when one leaves it, with a better spelling offered where there is one. */
export function UrlField({ test, example }: { test: FieldTest; example: string }) {
  const { draft, set, errorOf, judge, correction } = test;
  const take = (url: string) => {
    set({ url });
    judge({ ...draft, url });
  };
  return (
    <Field name="url" label="Repository URL" required help={`For example ${example}`} error={errorOf("url")}>
      <TextInput
        mono
        name="url"
        value={draft.url}
        maxLength={2048}
        onChange={(event) => set({ url: event.target.value })}
        onBlur={(event) => judge({ ...draft, url: event.target.value })}
      />
      {errorOf("url") && correction ? (
        <p className="mt-2">
          <Button size="sm" className="max-w-full" onClick={() => take(correction)}>
            <span className="truncate">Use {correction}</span>
          </Button>
        </p>
      ) : null}
    </Field>
  );
}

export function BranchField({ test, help }: { test: Pick<FieldTest, "draft" | "set" | "errorOf">; help: string }) {
  const { draft, set, errorOf } = test;
  return (
    <Field name="branch" label="Branch" required help={help} error={errorOf("branch")}>
      <TextInput
        mono
        name="branch"
        value={draft.branch}
        maxLength={255}
        onChange={(event) => set({ branch: event.target.value })}
      />
    </Field>
  );
}
