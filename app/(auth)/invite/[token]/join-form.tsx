"use client";

import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { TextInput } from "@/app/_ui/text-input";
import { leaveFor, signInWithPassword } from "../../_parts/next-auth";
import { PasswordField } from "../../_parts/password-field";
import { useSubmit } from "../../_parts/use-submit";
import { join, joinSignedIn } from "./actions";

export interface JoinFormProps {
  token: string;
  email: string;
  workspace: { readonly slug: string; readonly name: string };
}

/** For somebody without an account: name and password make one. */
export function JoinForm({ token, email, workspace }: JoinFormProps) {
  const { pending, errors, attempt, onSubmit, errorOf } = useSubmit(async ({ name = "", password = "" }) => {
    const wrong = await join({ token, name, password });
    if (wrong.length > 0) return wrong;
    await signInWithPassword(email, password);
    return leaveFor(`/${workspace.slug}`);
  });
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <FormErrorSummary errors={errors} attempt={attempt} />
      <Field name="email" label="E-mail" required>
        <TextInput name="email" type="email" autoComplete="username" value={email} readOnly />
      </Field>
      <Field name="name" label="Your name" required error={errorOf("name")}>
        <TextInput name="name" autoComplete="name" required maxLength={120} />
      </Field>
      <PasswordField fresh error={errorOf("password")} />
      <Button type="submit" variant="primary" pending={pending} pendingLabel="Joining" className="w-full">
        Create account and join
      </Button>
    </form>
  );
}

/** For somebody who is signed in with the e-mail of the invite. */
export function JoinSignedInForm({ token, workspace }: Omit<JoinFormProps, "email">) {
  const { pending, errors, attempt, onSubmit } = useSubmit(async () => {
    const wrong = await joinSignedIn({ token });
    return wrong.length > 0 ? wrong : leaveFor(`/${workspace.slug}`);
  });
  return (
    <form method="post" onSubmit={onSubmit}>
      <FormErrorSummary errors={errors} attempt={attempt} />
      <Button type="submit" variant="primary" pending={pending} pendingLabel="Joining" className="w-full">
        Join the workspace
      </Button>
    </form>
  );
}
