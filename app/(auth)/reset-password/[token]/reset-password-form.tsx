"use client";

import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { TextInput } from "@/app/_ui/text-input";
import { leaveFor, signInWithPassword } from "../../_parts/next-auth";
import { PasswordField } from "../../_parts/password-field";
import { useSubmit } from "../../_parts/use-submit";
import { choosePassword } from "./actions";

export function ResetPasswordForm({ token, email }: { token: string; email: string }) {
  const { pending, errors, attempt, onSubmit, errorOf } = useSubmit(async ({ password = "" }) => {
    const wrong = await choosePassword({ token, password });
    if (wrong.length > 0) return wrong;
    await signInWithPassword(email, password);
    return leaveFor("/");
  });
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <FormErrorSummary errors={errors} attempt={attempt} />
      <Field name="email" label="E-mail" required>
        <TextInput name="email" type="email" autoComplete="username" value={email} readOnly />
      </Field>
      <PasswordField fresh error={errorOf("password")} />
      <Button type="submit" variant="primary" pending={pending} pendingLabel="Saving" className="w-full">
        Save password and sign in
      </Button>
    </form>
  );
}
