import { clsx } from "clsx";
import type { ReactNode } from "react";

/** One grey bar where text will be. */
export function SkeletonBar({ className }: { className?: string }) {
  return <div data-skeleton className={clsx("animate-pulse rounded-md bg-line", className ?? "h-4 w-40")} />;
}

function Loading({ what, children }: { what: string; children: ReactNode }) {
  return (
    <div role="status">
      <span className="sr-only">Loading {what}</span>
      <div aria-hidden>{children}</div>
    </div>
  );
}

function HeaderBars({ titleOnly }: { titleOnly?: boolean }) {
  return (
    <div className="mb-4 flex items-start justify-between gap-4">
      <div className="space-y-2">
        <SkeletonBar className="h-7 w-56" />
        {titleOnly ? null : <SkeletonBar className="h-4 w-40" />}
      </div>
      <SkeletonBar className="h-8 w-28" />
    </div>
  );
}

function times(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** A list page before its rows are there. */
export function ListSkeleton({ rows = 12 }: { rows?: number }) {
  return (
    <Loading what="the list">
      <HeaderBars titleOnly />
      <div className="mb-3 flex gap-2">
        <SkeletonBar className="h-8 w-64" />
        <SkeletonBar className="h-8 w-28" />
      </div>
      <div className="rounded-md border border-line bg-surface">
        {times(rows).map((row) => (
          <div key={row} className="flex h-9 items-center gap-6 border-b border-line px-3 last:border-0">
            <SkeletonBar className="h-3 w-48" />
            <SkeletonBar className="h-3 w-24" />
            <SkeletonBar className="hidden h-3 w-20 sm:block" />
            <SkeletonBar className="ml-auto hidden h-3 w-28 sm:block" />
          </div>
        ))}
      </div>
    </Loading>
  );
}

/** A detail page before its facts are there. */
export function DetailSkeleton() {
  return (
    <Loading what="the details">
      <HeaderBars />
      <div className="mb-4 flex gap-4 border-b border-line pb-2">
        {times(4).map((tab) => (
          <SkeletonBar key={tab} className="h-5 w-16" />
        ))}
      </div>
      <div className="space-y-3 rounded-md border border-line bg-surface p-4">
        {times(6).map((fact) => (
          <div key={fact} className="flex gap-6">
            <SkeletonBar className="h-4 w-28" />
            <SkeletonBar className="h-4 w-64 max-w-1/2" />
          </div>
        ))}
      </div>
    </Loading>
  );
}

/** A form before its fields are there. */
export function FormSkeleton({ fields = 5 }: { fields?: number }) {
  return (
    <Loading what="the form">
      <HeaderBars titleOnly />
      <div className="max-w-2xl space-y-5">
        {times(fields).map((field) => (
          <div key={field} className="space-y-1.5">
            <SkeletonBar className="h-4 w-32" />
            <SkeletonBar className="h-8 w-full" />
          </div>
        ))}
        <SkeletonBar className="h-8 w-24" />
      </div>
    </Loading>
  );
}

/** A run's page before its phases are there. */
export function RunSkeleton() {
  return (
    <Loading what="the run">
      <HeaderBars />
      <SkeletonBar className="mb-4 h-2 w-full" />
      <div className="space-y-4 rounded-md border border-line bg-surface p-4">
        {times(5).map((phase) => (
          <div key={phase} className="flex items-center gap-3">
            <SkeletonBar className="size-4" />
            <SkeletonBar className="h-4 w-56" />
            <SkeletonBar className="ml-auto h-4 w-14" />
          </div>
        ))}
      </div>
    </Loading>
  );
}
