"use client";

import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { TextInput } from "@/app/_ui/text-input";
import { leaveFor, signInWithPassword } from "../_parts/next-auth";
import { PasswordField } from "../_parts/password-field";
import { refusalWords } from "../_parts/refusal-words";
import { useSubmit } from "../_parts/use-submit";

export interface SignInFormProps {
  /** Where to be afterwards: a path of ours. */
  callbackUrl: string;
  /** Why the person is here again, from another service. */
  reason: string | null;
}

export function SignInForm({ callbackUrl, reason }: SignInFormProps) {
  const { pending, errors, attempt, onSubmit } = useSubmit(async ({ email = "", password = "" }) => {
    const refused = await signInWithPassword(email, password);
    return refused ? [{ message: refused }] : leaveFor(callbackUrl);
  });
  const refused = attempt > 0 ? errors[0]?.message : reason;
  const words = refused ? refusalWords(refused) : null;
  return (
    <form method="post" onSubmit={onSubmit} className="flex flex-col gap-4">
      {words ? (
        <Notice key={attempt} kind="danger" title={words.title} live>
          {words.text}
        </Notice>
      ) : null}
      <Field name="email" label="E-mail" required>
        <TextInput name="email" type="email" autoComplete="username" required maxLength={320} />
      </Field>
      <PasswordField />
      <Button type="submit" variant="primary" pending={pending} pendingLabel="Signing in" className="w-full">
        Sign in
      </Button>
    </form>
  );
}
