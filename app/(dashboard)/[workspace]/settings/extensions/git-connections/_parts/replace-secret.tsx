"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { failureOf } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogClose } from "@/app/_ui/dialog";
import { type FormError, FormErrorSummary } from "@/app/_ui/form-error-summary";
import { showToast } from "@/app/_ui/toast";
import type { GitServiceInfo } from "@/server/domain/git-connections/ports";
import { type ConnectionDraft, emptyDraft, findMissing, privateKeyOf, toFormErrors } from "./draft";
import { KeyFields } from "./key-fields";
import { TokenFields } from "./token-fields";

export interface ReplaceSecretProps {
  workspace: string;
  connection: { readonly id: string; readonly name: string; readonly method: string; readonly username: string | null };
  service: GitServiceInfo;
}

/** A new key or token for a connection; the stored one works until the new one is saved. */
export function ReplaceSecret({ workspace, connection, service }: ReplaceSecretProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const update = useMutation(trpc.gitConnections.update.mutationOptions());
  const [draft, setDraft] = useState<ConnectionDraft | null>(null);
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const isToken = connection.method === "token";
  const what = isToken ? "token" : "key";
  const open = () => {
    setErrors([]);
    setDraft({ ...emptyDraft, service: service.service, name: connection.name, method: isToken ? "token" : "ssh-key" });
  };
  const save = (from: ConnectionDraft) => {
    setAttempt(attempt + 1);
    const missing = findMissing(from, { ...service, hostKeysKnown: true });
    setErrors(missing);
    if (missing.length > 0) return;
    const secret = isToken ? from.token.trim() : privateKeyOf(from);
    const username = isToken && from.username !== "" ? { username: from.username } : {};
    update.mutate(
      { workspace, id: connection.id, secret, ...username },
      {
        onSuccess: () => {
          setDraft(null);
          showToast("success", `New ${what} saved`, "Test the connection.");
          router.refresh();
        },
        onError: (error) => setErrors(toFormErrors(failureOf(error), ["token", "username", "privateKey"])),
      },
    );
  };
  return (
    <>
      <Button size="sm" onClick={open}>
        Replace {what}
      </Button>
      <Dialog
        open={draft !== null}
        onOpenChange={(next) => !next && setDraft(null)}
        width="lg"
        title={
          <>
            Replace the {what} of <bdi>{connection.name}</bdi>
          </>
        }
        description={`What uses this connection goes on with the new ${what} as soon as it is saved.`}
        footer={
          <>
            <DialogClose>Keep current</DialogClose>
            <Button
              variant="primary"
              pending={update.isPending}
              pendingLabel="Saving"
              onClick={() => draft && save(draft)}
            >
              Save new {what}
            </Button>
          </>
        }
      >
        {draft === null ? null : (
          <div className="space-y-5">
            <FormErrorSummary errors={errors} attempt={attempt} />
            <SecretFields workspace={workspace} service={service} draft={draft} onDraft={setDraft} errors={errors} />
          </div>
        )}
      </Dialog>
    </>
  );
}

interface SecretFieldsProps {
  workspace: string;
  service: GitServiceInfo;
  draft: ConnectionDraft;
  onDraft: (draft: ConnectionDraft) => void;
  errors: readonly FormError[];
}

function SecretFields({ workspace, service, draft, onDraft, errors }: SecretFieldsProps) {
  const form = {
    draft,
    set: (patch: Partial<ConnectionDraft>) => onDraft({ ...draft, ...patch }),
    errorOf: (name: string) => errors.find((error) => error.name === name)?.message,
  };
  const Fields = draft.method === "token" ? TokenFields : KeyFields;
  return <Fields workspace={workspace} service={service} form={form} />;
}
