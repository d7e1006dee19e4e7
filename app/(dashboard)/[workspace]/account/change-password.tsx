"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState, useTransition } from "react";
import { useTRPCClient } from "@/app/_trpc/client";
import { type Failure, failureOf } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { formatCount } from "@/app/_ui/format";
import { Notice } from "@/app/_ui/notice";
import { TextInput } from "@/app/_ui/text-input";
import { showToast } from "@/app/_ui/toast";

/** Changes the password; every other session ends with it. */
export function ChangePassword() {
  const client = useTRPCClient();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [pending, startTransition] = useTransition();
  const problem = (path: string) => failure?.fields.find((field) => field.path === path)?.message;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    startTransition(async () => {
      try {
        const input = { current: String(data.get("current")), next: String(data.get("next")) };
        const ended = await client.me.changePassword.mutate(input);
        setFailure(null);
        form.current?.reset();
        showToast("success", "Password changed", `${formatCount(ended, "other session")} ended.`);
        router.refresh();
      } catch (error) {
        setFailure(failureOf(error));
      }
    });
  };
  return (
    <form ref={form} onSubmit={submit} className="max-w-sm space-y-3">
      {failure && failure.fields.length === 0 ? (
        <Notice kind="danger" title={failure.message} live>
          {failure.next}
        </Notice>
      ) : null}
      <Field name="current" label="Present password" required error={problem("current")}>
        <TextInput type="password" name="current" autoComplete="current-password" required />
      </Field>
      <Field
        name="next"
        label="New password"
        help="At least 10 characters. Your other sessions are signed out."
        required
        error={problem("next")}
      >
        <TextInput type="password" name="next" autoComplete="new-password" required />
      </Field>
      <Button type="submit" pending={pending} pendingLabel="Changing">
        Change password
      </Button>
    </form>
  );
}
