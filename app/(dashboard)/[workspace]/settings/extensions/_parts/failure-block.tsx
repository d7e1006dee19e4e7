import type { ReactNode } from "react";
import { ErrorState } from "@/app/_ui/error-state";
import type { GitFailure } from "@/server/domain/git-sync/ports";

export interface FailureBlockProps {
  failure: GitFailure;
  /** When and whether it is tried again by itself. */
  again?: ReactNode;
  /** Retry, or the page where it can be mended. */
  action?: ReactNode;
}

/** What a Git host refused: what happened, its own words, what to do. */
export function FailureBlock({ failure, again, action }: FailureBlockProps) {
  return (
    <ErrorState
      title={failure.title}
      {...(failure.hostWords === "" ? {} : { cause: failure.hostWords })}
      next={
        <>
          <p>{failure.remedy}</p>
          {again ? <p className="mt-1 text-sm text-ink-muted">{again}</p> : null}
        </>
      }
      {...(action ? { action } : {})}
    />
  );
}
