"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { Button } from "@/app/_ui/button";
import { ErrorState } from "@/app/_ui/error-state";

export interface PageErrorProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** A page that could not be made. The id stands in the server's log beside the whole error. */
export function PageError({ error, reset }: PageErrorProps) {
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <>
      <h1 className="sr-only">Error</h1>
      <ErrorState
        title="This page could not be shown"
        next="Nothing was changed. Try again; if it keeps failing, ask whoever runs Tributary here."
        {...(error.digest ? { errorId: error.digest } : {})}
        action={<Button onClick={again}>Try again</Button>}
        live
      />
    </>
  );
}
