"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import type { FormError } from "@/app/_ui/form-error-summary";
import { errorsOf, problemsOf } from "../../../git-connections/_parts/repository-problems";
import { dbtPlace } from "../../_parts/dbt-place";
import { type RepositoryDraft, useDrafts } from "./drafts";
import { type SetupState, setupHref } from "./setup-state";

/** What the third step does: judges the address when one leaves it; on Next really reads the repository and looks for dbt projects. */
export function useRepositoryStep(workspace: string, state: SetupState, connectionId: string) {
  const router = useRouter();
  const trpc = useTRPC();
  const drafts = useDrafts();
  const check = useMutation(trpc.gitConnections.checkRepository.mutationOptions());
  const test = useMutation(trpc.gitConnections.test.mutationOptions());
  const look = useMutation(trpc.dbtModels.candidates.mutationOptions());
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [leaving, setLeaving] = useState(false);
  const draft: RepositoryDraft = drafts.repository ?? { url: state.url, branch: state.branch };
  const input = (from: RepositoryDraft) => ({ workspace, connectionId, url: from.url, branch: from.branch });
  const judge = (from: RepositoryDraft) => {
    if (from.url.trim() === "") return;
    check.mutate(input(from), { onSuccess: (checked) => setErrors(problemsOf(checked)) });
  };
  const refuse = (found: readonly FormError[]) => {
    setErrors(found);
    setAttempt(attempt + 1);
  };
  const next = async () => {
    setErrors([]);
    test.reset();
    try {
      const checked = await check.mutateAsync(input(draft));
      const problems = problemsOf(checked);
      if (!checked.url || problems.length > 0) return refuse(problems);
      const place = { url: checked.url.url, branch: draft.branch.trim() };
      const { ok } = await test.mutateAsync({ workspace, id: connectionId, ...place, purpose: "read" });
      if (!ok) return;
      const { paths } = await look.mutateAsync({ workspace, connectionId, ...place });
      setLeaving(true);
      drafts.setRepository(null);
      drafts.setFound({ ...place, paths });
      router.push(setupHref(dbtPlace(workspace).setup, state, { step: "project", ...place, tested: true }));
    } catch (error) {
      refuse(errorsOf(error));
    }
  };
  return {
    draft,
    set: (patch: Partial<RepositoryDraft>) => drafts.setRepository({ ...draft, ...patch }),
    judge,
    next,
    errors,
    attempt,
    errorOf: (name: string) => errors.find((error) => error.name === name)?.message,
    /** A better spelling of the address. */
    correction: check.data?.urlProblem?.correction ?? null,
    busy: test.isPending || look.isPending || leaving,
    result: test.data ?? null,
  };
}
