"use client";

import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { signOut } from "../_parts/next-auth";
import { useSubmit } from "../_parts/use-submit";

/** Ends the session, then goes to `callbackUrl`, a path of ours. */
export function SignOutForm({ callbackUrl, stay }: { callbackUrl: string; stay: string }) {
  const { pending, errors, attempt, onSubmit } = useSubmit(async () => {
    await signOut(callbackUrl);
    return [];
  });
  return (
    <form method="post" onSubmit={onSubmit}>
      <FormErrorSummary errors={errors} attempt={attempt} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={pending} pendingLabel="Signing out">
          Sign out
        </Button>
        <ButtonLink href={stay}>Stay signed in</ButtonLink>
      </div>
    </form>
  );
}
