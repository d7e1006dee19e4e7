"use client";

import { Button } from "@/app/_ui/button";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import type { Option } from "@/app/_ui/option";
import { ImportDone } from "./import-done";
import { ImportFields } from "./import-fields";
import { PlanView } from "./plan-view";
import type { KindWords } from "./plan-words";
import { type ImportDraft, useImport } from "./use-import";

export interface ImportDeskProps {
  workspace: string;
  connections: readonly Option[];
  kinds: KindWords;
  start: ImportDraft;
}

/** What to import, what that would do, and doing it. */
export function ImportDesk({ workspace, connections, kinds, start }: ImportDeskProps) {
  const { draft, set, state, errors, errorOf, attempt, plan, apply } = useImport(workspace, start);
  if (state.at === "done") return <ImportDone workspace={workspace} plan={state.plan} kinds={kinds} />;
  return (
    <div className="max-w-5xl space-y-6">
      <form
        noValidate
        className="max-w-3xl space-y-5"
        onSubmit={(event) => {
          event.preventDefault();
          void plan();
        }}
      >
        <FormErrorSummary errors={errors} attempt={attempt} />
        <ImportFields draft={draft} set={set} connections={connections} errorOf={errorOf} />
        <div>
          <Button
            type="submit"
            variant={state.at === "planned" ? "secondary" : "primary"}
            pending={state.at === "planning"}
            pendingLabel="Reading the repository"
          >
            {state.at === "planned" ? "Plan again" : "Show plan"}
          </Button>
          <p className="mt-2 text-sm text-ink-muted">A plan changes nothing, here or in the repository.</p>
        </div>
      </form>
      {state.at === "planned" ? (
        <PlanView workspace={workspace} commit={state.commit} plan={state.plan} kinds={kinds} onApply={apply} />
      ) : null}
    </div>
  );
}
