"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { failureOf, failureText } from "@/app/_trpc/failure";
import { showToast } from "@/app/_ui/toast";
import type { DbtVersion } from "@/server/dbt/settings";
import { dbtPlace } from "../../_parts/dbt-place";
import { envOf, type ProjectDraft, toFormErrors } from "../../_parts/project-draft";

export interface SettingsDraft extends ProjectDraft {
  readonly connectionId: string;
  readonly sourceId: string;
  readonly url: string;
  readonly branch: string;
}

const placeNames = ["connectionId", "sourceId", "url", "branch"];

/** What the settings form does: keeps what is typed, saves it, and looks for dbt projects on demand. */
export function useSettings(workspace: string, id: string, start: SettingsDraft) {
  const router = useRouter();
  const trpc = useTRPC();
  const update = useMutation(trpc.dbtModels.update.mutationOptions());
  const find = useMutation(trpc.dbtModels.candidates.mutationOptions());
  const [draft, setDraft] = useState(start);
  const [removed, setRemovedNames] = useState<ReadonlySet<string>>(new Set());
  const [attempt, setAttempt] = useState(0);
  const errors = update.error ? toFormErrors(failureOf(update.error), placeNames) : [];
  const save = () => {
    setAttempt(attempt + 1);
    const { env, dbtVersion, ...typed } = draft;
    const gone = Object.fromEntries([...removed].map((name) => [name, null]));
    update.mutate(
      { workspace, id, ...typed, dbtVersion: dbtVersion as DbtVersion, env: { ...gone, ...envOf(env) } },
      {
        onSuccess: ({ runId }) => {
          showToast("success", "Settings saved", runId ? "The models are loaded anew." : undefined);
          if (runId) router.push(dbtPlace(workspace).run(id, runId));
          router.refresh();
        },
      },
    );
  };
  const lookForProjects = () =>
    find.mutate(
      { workspace, connectionId: draft.connectionId, url: draft.url, branch: draft.branch },
      { onError: (error) => showToast("danger", "The repository could not be read", failureText(error)) },
    );
  return {
    draft,
    set: (patch: Partial<SettingsDraft>) => setDraft({ ...draft, ...patch }),
    dirty: removed.size > 0 || JSON.stringify(draft) !== JSON.stringify(start),
    removed,
    setRemoved: (name: string, on: boolean) =>
      setRemovedNames(new Set([...removed].filter((each) => each !== name).concat(on ? [name] : []))),
    errors,
    attempt,
    errorOf: (name: string) => errors.find((error) => error.name === name)?.message,
    save,
    saving: update.isPending || update.isSuccess,
    look: { start: lookForProjects, pending: find.isPending },
    candidates: find.data?.paths ?? null,
  };
}
