"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPCClient } from "@/app/_trpc/client";
import { failureText } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog, type Dependent } from "@/app/_ui/confirm-dialog";
import { Dialog, DialogClose } from "@/app/_ui/dialog";
import { formatNumber } from "@/app/_ui/format";
import { showToast } from "@/app/_ui/toast";
import type { KindName } from "@/server/core/kinds/types";
import { DependentList } from "./dependent-list";

export interface DeleteResourceProps {
  slug: string;
  kind: KindName;
  id: string;
  title: string;
  /** "Source", "Mapping". */
  word: string;
  /** What names it: none of that may be left when it goes. */
  dependents: readonly Dependent[];
  total: number;
  listHref: string;
}

/** Deletes a resource after asking; where others name it, says which instead. */
export function DeleteResource(props: DeleteResourceProps) {
  const { slug, kind, id, title, word, dependents, total, listHref } = props;
  const [open, setOpen] = useState(false);
  const client = useTRPCClient();
  const router = useRouter();
  const what = word.toLowerCase();
  const remove = async () => {
    try {
      await client.resources.remove.mutate({ workspace: slug, kind, id });
    } catch (error) {
      return failureText(error);
    }
    showToast("success", `${word} deleted`, title);
    router.push(listHref);
    router.refresh();
  };
  return (
    <>
      <Button icon={<Trash2 aria-hidden className="size-4" />} onClick={() => setOpen(true)}>
        Delete
      </Button>
      {total === 0 ? (
        <ConfirmDialog
          open={open}
          onOpenChange={setOpen}
          title={`Delete ${what} “${title}”?`}
          confirmLabel={`Delete ${what}`}
          onConfirm={remove}
        >
          <p>Its file is deleted from the repository with the next push of Git Sync. The history keeps what it was.</p>
        </ConfirmDialog>
      ) : (
        <Dialog
          open={open}
          onOpenChange={setOpen}
          title={`${word} “${title}” is in use`}
          description={`${formatNumber(total)} ${total === 1 ? "resource names" : "resources name"} it. Delete or change ${total === 1 ? "that one" : "those"} first.`}
          footer={<DialogClose>Close</DialogClose>}
        >
          <DependentList dependents={dependents} total={total} />
        </Dialog>
      )}
    </>
  );
}
