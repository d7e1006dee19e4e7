"use client";

import { type FormEvent, useState, useTransition } from "react";
import type { FormError } from "@/app/_ui/form-error-summary";

export interface Submission {
  readonly pending: boolean;
  readonly errors: readonly FormError[];
  /** Counts the failed attempts. */
  readonly attempt: number;
  onSubmit(event: FormEvent<HTMLFormElement>): void;
  errorOf(name: string): string | undefined;
}

const unreachable: FormError = { message: "The server did not answer. Check your connection and try again." };

/**
 * Sends a form's values and keeps what came back wrong; what was typed stays. The form itself says `method="post"`, so
 * that a browser without our script never puts a password into an address.
 */
export function useSubmit(
  send: (values: { readonly [name: string]: string }) => Promise<readonly FormError[]>,
): Submission {
  const [pending, start] = useTransition();
  const [failed, setFailed] = useState<{ errors: readonly FormError[]; attempt: number }>({ errors: [], attempt: 0 });
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const values = Object.fromEntries(
      [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]),
    );
    start(async () => {
      const errors = await send(values).catch(() => [unreachable]);
      setFailed(({ attempt }) => ({ errors, attempt: attempt + 1 }));
    });
  };
  const errorOf = (name: string) => failed.errors.find((error) => error.name === name)?.message;
  return { ...failed, pending, onSubmit, errorOf };
}
