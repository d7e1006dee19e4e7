"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { Notice } from "@/app/_ui/notice";
import { TextInput } from "@/app/_ui/text-input";
import { useSubmit } from "../_parts/use-submit";
import { askForLink } from "./actions";

/** Asks for the e-mail to mail a link to, and says the same whether there is an account or not. */
export function ForgotPasswordForm() {
  const [asked, setAsked] = useState<string | null>(null);
  const { pending, errors, attempt, onSubmit, errorOf } = useSubmit(async ({ email = "" }) => {
    const wrong = await askForLink({ email });
    if (wrong.length === 0) setAsked(email.trim());
    return wrong;
  });
  if (asked !== null) {
    return (
      <Notice kind="success" title="Look into your mail" live>
        If <bdi>{asked}</bdi> has an account, a link to choose a new password is on its way. It works for 30 minutes.
      </Notice>
    );
  }
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <FormErrorSummary errors={errors} attempt={attempt} />
      <Field name="email" label="E-mail" required error={errorOf("email")}>
        <TextInput name="email" type="email" autoComplete="username" required maxLength={320} />
      </Field>
      <Button type="submit" variant="primary" pending={pending} pendingLabel="Asking" className="w-full">
        Mail me a link
      </Button>
    </form>
  );
}
