"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button";

/** The save button of a form with a server action: pending while that action runs. */
export function SubmitButton({ variant = "primary", ...rest }: ButtonProps) {
  const { pending } = useFormStatus();
  return <Button {...rest} type="submit" variant={variant} pending={pending || rest.pending === true} />;
}
