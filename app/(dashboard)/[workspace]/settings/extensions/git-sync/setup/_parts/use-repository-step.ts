"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import type { FormError } from "@/app/_ui/form-error-summary";
import { place } from "../../../_parts/place";
import { errorsOf, problemsOf } from "../../../git-connections/_parts/repository-problems";
import { type RepositoryDraft, useDrafts } from "./drafts";
import { type SetupState, setupHref, stepAfter } from "./setup-state";

/** What the second step does: keeps the draft, judges the address when one leaves it, and really tests it on Next. */
export function useRepositoryStep(workspace: string, state: SetupState, connectionId: string) {
  const router = useRouter();
  const trpc = useTRPC();
  const drafts = useDrafts();
  const check = useMutation(trpc.gitConnections.checkRepository.mutationOptions());
  const test = useMutation(trpc.gitConnections.test.mutationOptions());
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [leaving, setLeaving] = useState(false);
  const draft: RepositoryDraft = drafts.repository ?? { url: state.url, branch: state.branch, folder: state.folder };
  const input = (from: RepositoryDraft) => ({
    workspace,
    connectionId,
    url: from.url,
    branch: from.branch,
    path: from.folder,
  });
  const set = (patch: Partial<RepositoryDraft>) => drafts.setRepository({ ...draft, ...patch });
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
      const branch = draft.branch.trim();
      const { ok } = await test.mutateAsync({ workspace, id: connectionId, url: checked.url.url, branch });
      if (!ok) return;
      setLeaving(true);
      drafts.setRepository(null);
      const folder = draft.folder.trim().replace(/^\.?\/+|\/+$/g, "");
      router.push(
        setupHref(place(workspace).wizard(state.flow), state, {
          step: stepAfter(state.flow, "repository"),
          url: checked.url.url,
          branch,
          folder,
          tested: true,
        }),
      );
    } catch (error) {
      refuse(errorsOf(error));
    }
  };
  return {
    draft,
    set,
    judge,
    next,
    errors,
    attempt,
    errorOf: (name: string) => errors.find((error) => error.name === name)?.message,
    /** A better spelling of the address. */
    correction: check.data?.urlProblem?.correction ?? null,
    testing: test.isPending || leaving,
    result: test.data ?? null,
  };
}
