"use client";

import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { TextInput } from "@/app/_ui/text-input";
import { leaveFor, signInWithPassword } from "../_parts/next-auth";
import { PasswordField } from "../_parts/password-field";
import { useSubmit } from "../_parts/use-submit";
import { setUp } from "./actions";
import { WorkspaceFields } from "./workspace-fields";

/** `sample`: name of a workspace that is there already, in which the person can begin. */
export function FirstOwnerForm({ sample }: { sample: string | null }) {
  const { pending, errors, attempt, onSubmit, errorOf } = useSubmit(async (values) => {
    const wrong = await setUp(values);
    if (wrong.length > 0) return wrong;
    const { email = "", password = "" } = values;
    // Should signing in fail now, "/" leads to the sign-in page, where the new account works.
    await signInWithPassword(email, password);
    return leaveFor("/");
  });
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <FormErrorSummary errors={errors} attempt={attempt} />
      <Field name="name" label="Your name" required error={errorOf("name")}>
        <TextInput name="name" autoComplete="name" required maxLength={120} />
      </Field>
      <Field name="email" label="E-mail" required error={errorOf("email")}>
        <TextInput name="email" type="email" autoComplete="username" required maxLength={320} />
      </Field>
      <PasswordField fresh error={errorOf("password")} />
      <WorkspaceFields
        names={{ name: "workspaceName", slug: "workspaceSlug" }}
        errorOf={errorOf}
        {...(sample ? { emptyMeans: `Leave it empty to begin in the sample workspace, ${sample}.` } : {})}
      />
      <Button type="submit" variant="primary" pending={pending} pendingLabel="Creating" className="w-full">
        Create account
      </Button>
    </form>
  );
}
