"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useTRPCClient } from "@/app/_trpc/client";
import { failureOf, failureText } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { TextInput } from "@/app/_ui/text-input";
import { showToast } from "@/app/_ui/toast";

/** Changes what the workspace is called. */
export function RenameWorkspace({ slug, name }: { slug: string; name: string }) {
  const client = useTRPCClient();
  const router = useRouter();
  const [value, setValue] = useState(name);
  const [problem, setProblem] = useState<string>();
  const [pending, startTransition] = useTransition();
  const save = () =>
    startTransition(async () => {
      try {
        await client.workspaces.rename.mutate({ workspace: slug, name: value });
        setProblem(undefined);
        showToast("success", "Workspace renamed", value);
        router.refresh();
      } catch (error) {
        setProblem(failureOf(error).fields[0]?.message ?? failureText(error));
      }
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      className="space-y-3"
    >
      <Field name="name" label="Name" required error={problem}>
        <TextInput name="name" value={value} onChange={(event) => setValue(event.target.value)} />
      </Field>
      <Button type="submit" variant="primary" pending={pending} pendingLabel="Saving" disabled={value.trim() === name}>
        Save name
      </Button>
    </form>
  );
}
