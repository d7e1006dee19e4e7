"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { failureOf } from "@/app/_trpc/failure";
import type { FormError } from "@/app/_ui/form-error-summary";
import type { GitServiceInfo } from "@/server/domain/git-connections/ports";
import { type ConnectionDraft, findMissing, toFormErrors, toInput } from "./draft";

const names = ["service", "name", "privateKey", "token", "username"];

/** The field that shows a part of the draft, where its name differs. */
const fieldOf: { readonly [K in keyof ConnectionDraft]?: string } = {
  generated: "privateKey",
  ownKey: "privateKey",
  keyFrom: "privateKey",
  hostKeysConfirmed: "hostKeys",
};

/** A field that is being corrected is not wrong any more until the next attempt. */
function withoutTouched(errors: readonly FormError[], patch: Partial<ConnectionDraft>): readonly FormError[] {
  const touched = new Set(Object.keys(patch).map((key) => fieldOf[key as keyof ConnectionDraft] ?? key));
  return errors.filter((error) => error.name === undefined || !touched.has(error.name));
}

export interface ConnectionForm {
  readonly draft: ConnectionDraft;
  readonly set: (patch: Partial<ConnectionDraft>) => void;
  readonly errors: readonly FormError[];
  readonly attempt: number;
  readonly saving: boolean;
  readonly errorOf: (name: string) => string | undefined;
  /** Saves; calls back with the new connection's id. What is wrong comes back in `errors`, and nothing is lost. */
  readonly save: () => void;
}

export function useConnectionForm(options: {
  workspace: string;
  services: readonly GitServiceInfo[];
  draft: ConnectionDraft;
  onDraft: (draft: ConnectionDraft) => void;
  onSaved: (id: string) => void;
}): ConnectionForm {
  const { workspace, services, draft, onDraft, onSaved } = options;
  const trpc = useTRPC();
  const create = useMutation(trpc.gitConnections.create.mutationOptions());
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const save = () => {
    const missing = findMissing(
      draft,
      services.find((each) => each.service === draft.service),
    );
    setAttempt(attempt + 1);
    setErrors(missing);
    if (missing.length > 0) return;
    create.mutate(toInput(workspace, draft), {
      onSuccess: ({ id }) => onSaved(id),
      onError: (error) => setErrors(toFormErrors(failureOf(error), names)),
    });
  };
  return {
    draft,
    set: (patch) => {
      onDraft({ ...draft, ...patch });
      setErrors(withoutTouched(errors, patch));
    },
    errors,
    attempt,
    saving: create.isPending || create.isSuccess,
    errorOf: (name) => errors.find((error) => error.name === name)?.message,
    save,
  };
}
