"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { failureText } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { HostKeyList } from "./host-key-list";
import type { ConnectionForm } from "./use-connection-form";

export interface HostKeysFieldProps {
  workspace: string;
  form: Pick<ConnectionForm, "draft" | "set" | "errorOf">;
}

/** For a host whose keys nobody has pinned: shows what it shows now, to be compared and confirmed once. */
export function HostKeysField({ workspace, form }: HostKeysFieldProps) {
  const { draft, set, errorOf } = form;
  const trpc = useTRPC();
  const ask = useMutation(trpc.gitConnections.hostKeys.mutationOptions());
  const show = () =>
    ask.mutate(
      { workspace, service: draft.service },
      { onSuccess: (keys) => set({ hostKeys: keys, hostKeysConfirmed: false }) },
    );
  const keys = draft.hostKeys;
  const unanswered =
    keys?.length === 0 ? "The host did not show any key. Check that it can be reached, and ask again." : null;
  return (
    <Field
      name="hostKeys"
      label="Host keys"
      required
      group
      help="They prove that the host is the right one. Compare them with what its administrator publishes; from then on only these are accepted."
      error={errorOf("hostKeys")}
    >
      {keys && keys.length > 0 ? (
        <div className="space-y-2">
          <HostKeyList keys={keys} />
          <Checkbox
            label="I have compared these fingerprints; they are the host's"
            checked={draft.hostKeysConfirmed}
            onChange={(event) => set({ hostKeysConfirmed: event.target.checked })}
          />
        </div>
      ) : (
        <Button pending={ask.isPending} pendingLabel="Asking the host" onClick={show}>
          Show the host's keys
        </Button>
      )}
      {ask.isError || unanswered ? (
        <div className="mt-2">
          <Notice kind="danger" live>
            {ask.isError ? failureText(ask.error) : unanswered}
          </Notice>
        </div>
      ) : null}
    </Field>
  );
}
