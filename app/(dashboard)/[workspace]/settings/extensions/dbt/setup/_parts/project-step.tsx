"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { failureOf, failureText } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { showToast } from "@/app/_ui/toast";
import type { DbtVersion } from "@/server/dbt/settings";
import { dbtPlace } from "../../_parts/dbt-place";
import { envOf, newDraft, type ProjectDraft, suggestName, toFormErrors } from "../../_parts/project-draft";
import { ProjectFields } from "../../_parts/project-fields";
import { useDrafts } from "./drafts";
import { SetUpDone } from "./set-up-done";
import { type SetupState, setupHref } from "./setup-state";

export interface ProjectStepProps {
  workspace: string;
  state: SetupState;
  connectionId: string;
  sourceId: string;
  warehouse: { readonly adapter: string; readonly databaseLabel: string; readonly database: string };
}

/** Last step: which dbt project of the repository, and what dbt would know of it from its profile and command line. */
export function ProjectStep({ workspace, state, connectionId, sourceId, warehouse }: ProjectStepProps) {
  const trpc = useTRPC();
  const drafts = useDrafts();
  const create = useMutation(trpc.dbtModels.create.mutationOptions());
  const find = useMutation(trpc.dbtModels.candidates.mutationOptions());
  const [attempt, setAttempt] = useState(0);
  const { url, branch } = state;
  const found = drafts.found?.url === url && drafts.found.branch === branch ? drafts.found.paths : null;
  const path = found?.[0] ?? "";
  const draft = drafts.project ?? newDraft({ path, name: suggestName(url, path), database: warehouse.database });
  const errors = create.error ? toFormErrors(failureOf(create.error)) : [];
  const lookForProjects = () =>
    find.mutate(
      { workspace, connectionId, url, branch },
      {
        onSuccess: ({ paths }) => drafts.setFound({ url, branch, paths }),
        onError: (error) => showToast("danger", "The repository could not be read", failureText(error)),
      },
    );
  const save = () => {
    setAttempt(attempt + 1);
    const { env, dbtVersion, ...typed } = draft;
    create.mutate({
      workspace,
      ...{ connectionId, sourceId, url, branch },
      ...typed,
      dbtVersion: dbtVersion as DbtVersion,
      env: envOf(env),
    });
  };
  if (create.data) return <SetUpDone workspace={workspace} created={create.data} />;
  return (
    <form
      noValidate
      className="max-w-3xl space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <FormErrorSummary errors={errors} attempt={attempt} />
      <ProjectFields
        draft={draft}
        set={(patch: Partial<ProjectDraft>) => drafts.setProject({ ...draft, ...patch })}
        errorOf={(name) => errors.find((error) => error.name === name)?.message}
        candidates={found}
        look={{ start: lookForProjects, pending: find.isPending }}
        warehouse={warehouse}
        envHelp="What env_var() gives in the models. Kept encrypted and not shown again."
      />
      <div>
        <div className="flex gap-2">
          <ButtonLink href={setupHref(dbtPlace(workspace).setup, state, { step: "repository" })}>Back</ButtonLink>
          <Button type="submit" variant="primary" pending={create.isPending} pendingLabel="Saving">
            Save
          </Button>
        </div>
        <p className="mt-2 text-sm text-ink-muted">
          Save starts the initial model sync. From then on each new commit of the branch is read by itself.
        </p>
      </div>
    </form>
  );
}
