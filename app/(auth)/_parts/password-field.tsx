"use client";

import { Field } from "@/app/_ui/field";
import { TextInput } from "@/app/_ui/text-input";

export interface PasswordFieldProps {
  /** A new password is chosen here, rather than the present one given. */
  fresh?: boolean;
  error?: string | undefined;
}

export function PasswordField({ fresh = false, error }: PasswordFieldProps) {
  return (
    <Field name="password" label="Password" required error={error} help={fresh ? "At least 10 characters." : undefined}>
      <TextInput
        name="password"
        type="password"
        autoComplete={fresh ? "new-password" : "current-password"}
        required
        maxLength={256}
      />
    </Field>
  );
}
