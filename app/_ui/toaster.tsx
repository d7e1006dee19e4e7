"use client";

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { Toaster as Base } from "sonner";

/**
 * Where short messages appear ("Source saved"). Stands once in the shell; say something with `toast.success(…)`
 * from sonner. For what must not be missed use a `Notice` or `ErrorState`.
 */
export function Toaster() {
  return (
    <Base
      position="bottom-right"
      icons={{
        success: <CircleCheck aria-label="Done" className="size-4 text-success" />,
        error: <CircleAlert aria-label="Error" className="size-4 text-danger" />,
        warning: <TriangleAlert aria-label="Warning" className="size-4 text-warning" />,
        info: <Info aria-label="Note" className="size-4 text-info" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: "floating flex w-full items-start gap-2 px-3 py-2 text-base",
          title: "font-medium",
          description: "text-ink-muted",
          actionButton: "ml-auto shrink-0 rounded-md px-2 font-medium text-accent hover:bg-hover",
          cancelButton: "shrink-0 rounded-md px-2 text-ink-muted hover:bg-hover",
        },
      }}
    />
  );
}
