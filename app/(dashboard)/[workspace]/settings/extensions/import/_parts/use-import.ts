"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPCClient } from "@/app/_trpc/client";
import { failureOf, failureText } from "@/app/_trpc/failure";
import type { FormError } from "@/app/_ui/form-error-summary";
import { hrefWith } from "@/app/_ui/url-state";
import type { ImportPlan } from "@/server/domain/import/types";
import { place } from "../../_parts/place";

export interface ImportDraft {
  readonly connectionId: string;
  readonly url: string;
  readonly branch: string;
  readonly path: string;
  readonly deleteMissing: boolean;
}

export type ShownPlan = ImportPlan & { readonly missingSecretsTotal: number };

/** Where an import is: a plan is made for a draft and a commit, and stands until one of them changes. */
export type ImportState =
  | { readonly at: "form" }
  | { readonly at: "planning" }
  | { readonly at: "planned"; readonly commit: string; readonly plan: ShownPlan }
  | { readonly at: "done"; readonly plan: ShownPlan };

const fields = ["connectionId", "url", "branch", "path"];

/** Plans and applies; what was asked for stands in the address, so that it can be shared and survives a reload. */
export function useImport(workspace: string, start: ImportDraft) {
  const client = useTRPCClient();
  const router = useRouter();
  const [draft, setDraft] = useState(start);
  const [state, setState] = useState<ImportState>({ at: "form" });
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const set = (patch: Partial<ImportDraft>) => {
    setDraft({ ...draft, ...patch });
    setState({ at: "form" });
    setErrors([]);
  };
  const plan = async () => {
    setErrors([]);
    setAttempt(attempt + 1);
    setState({ at: "planning" });
    const { connectionId: connection, url, branch, path: folder } = draft;
    window.history.replaceState(null, "", hrefWith(place(workspace).import, {}, { connection, url, branch, folder }));
    try {
      setState({ at: "planned", ...(await client.imports.planFromRepository.mutate({ workspace, ...draft })) });
    } catch (error) {
      setState({ at: "form" });
      const failure = failureOf(error);
      const named = failure.fields.map(({ path, message }) =>
        fields.includes(path) ? { name: path, message } : { message },
      );
      setErrors(named.length > 0 ? named : [{ message: failureText(error) }]);
    }
  };
  /** Gives what stands against it; nothing when it is done. */
  const apply = async (commit: string): Promise<string | undefined> => {
    try {
      setState({ at: "done", plan: await client.imports.applyFromRepository.mutate({ workspace, ...draft, commit }) });
      router.refresh();
      return undefined;
    } catch (error) {
      return failureText(error);
    }
  };
  const errorOf = (name: string) => errors.find((error) => error.name === name)?.message;
  return { draft, set, state, errors, errorOf, attempt, plan, apply };
}
