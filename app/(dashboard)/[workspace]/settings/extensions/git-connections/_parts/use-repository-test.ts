"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import type { FormError } from "@/app/_ui/form-error-summary";
import { errorsOf, problemsOf } from "./repository-problems";

/** What is typed at the least; a set-up may ask for more. */
export interface PlaceDraft {
  readonly url: string;
  readonly branch: string;
}

export interface RepositoryTestOptions<Draft extends PlaceDraft> {
  readonly workspace: string;
  readonly connectionId: string;
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  /** Folder that is judged along with the address. */
  readonly folder?: string;
  /** What the connection has to be able to do there. */
  readonly purpose: "read" | "write";
  /** Goes on with a place that passed; what it throws is shown at the form. */
  readonly onPassed: (place: PlaceDraft) => void | Promise<void>;
}

/** Judges a repository's address when one leaves it, and on Next really connects before going on. */
export function useRepositoryTest<Draft extends PlaceDraft>(options: RepositoryTestOptions<Draft>) {
  const { workspace, connectionId, draft, setDraft, folder: path, purpose, onPassed } = options;
  const trpc = useTRPC();
  const check = useMutation(trpc.gitConnections.checkRepository.mutationOptions());
  const test = useMutation(trpc.gitConnections.test.mutationOptions());
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [leaving, setLeaving] = useState(false);
  const input = ({ url, branch }: PlaceDraft) => ({
    ...{ workspace, connectionId, url, branch },
    ...(path === undefined ? {} : { path }),
  });
  const judge = (from: PlaceDraft) => {
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
      const { ok } = await test.mutateAsync({ workspace, id: connectionId, ...place, purpose });
      if (!ok) return;
      setLeaving(true);
      await onPassed(place);
    } catch (error) {
      setLeaving(false);
      refuse(errorsOf(error));
    }
  };
  return {
    draft,
    set: (patch: Partial<Draft>) => setDraft({ ...draft, ...patch }),
    judge,
    next,
    errors,
    attempt,
    errorOf: (name: string) => errors.find((error) => error.name === name)?.message,
    /** A better spelling of the address. */
    correction: check.data?.urlProblem?.correction ?? null,
    busy: test.isPending || leaving,
    result: test.data ?? null,
  };
}

export type RepositoryTest<Draft extends PlaceDraft> = ReturnType<typeof useRepositoryTest<Draft>>;
