"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { failureOf, failureText } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { Dialog, DialogClose } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { TextInput } from "@/app/_ui/text-input";
import { showToast } from "@/app/_ui/toast";
import { place } from "../../_parts/place";
import { type ConnectionUse, dependentOf } from "./uses";

export interface ConnectionActionsProps {
  workspace: string;
  id: string;
  name: string;
  usedBy: readonly ConnectionUse[];
}

/** Rename and delete, at the top of a connection's page. */
export function ConnectionActions(props: ConnectionActionsProps) {
  return (
    <>
      <RenameConnection {...props} />
      <DeleteConnection {...props} />
    </>
  );
}

function RenameConnection({ workspace, id, name }: ConnectionActionsProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const update = useMutation(trpc.gitConnections.update.mutationOptions());
  const [draft, setDraft] = useState<string | null>(null);
  const failure = update.isError ? failureOf(update.error) : null;
  const save = () =>
    update.mutate(
      { workspace, id, name: draft ?? name },
      {
        onSuccess: () => {
          setDraft(null);
          showToast("success", "Connection renamed");
          router.refresh();
        },
      },
    );
  const open = () => {
    update.reset();
    setDraft(name);
  };
  return (
    <>
      <Button onClick={open}>Rename</Button>
      <Dialog
        open={draft !== null}
        onOpenChange={(next) => !next && setDraft(null)}
        title={
          <>
            Rename <bdi>{name}</bdi>
          </>
        }
        footer={
          <>
            <DialogClose>Cancel</DialogClose>
            <Button
              type="submit"
              form="rename-connection"
              variant="primary"
              pending={update.isPending}
              pendingLabel="Saving"
            >
              Rename
            </Button>
          </>
        }
      >
        <form
          id="rename-connection"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            save();
          }}
        >
          <Field
            name="newName"
            label="Name"
            required
            error={failure ? (failure.fields[0]?.message ?? failure.message) : undefined}
          >
            <TextInput
              name="newName"
              value={draft ?? ""}
              maxLength={80}
              onChange={(event) => setDraft(event.target.value)}
            />
          </Field>
        </form>
      </Dialog>
    </>
  );
}

function DeleteConnection({ workspace, id, name, usedBy }: ConnectionActionsProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const remove = useMutation(trpc.gitConnections.remove.mutationOptions());
  const confirm = async () => {
    try {
      await remove.mutateAsync({ workspace, id });
    } catch (error) {
      return failureText(error);
    }
    showToast("success", "Git connection deleted", name);
    router.push(place(workspace).connections);
  };
  return (
    <ConfirmDialog
      trigger={{ label: "Delete" }}
      title={
        <>
          Delete Git connection <bdi>{name}</bdi>?
        </>
      }
      confirmLabel="Delete connection"
      dependents={usedBy.map((use) => dependentOf(workspace, use))}
      onConfirm={confirm}
    >
      Its secret is erased here. The key or token stays valid at the host until you remove it there.
    </ConfirmDialog>
  );
}
