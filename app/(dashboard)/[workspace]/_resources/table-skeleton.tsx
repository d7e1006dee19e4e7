import { SkeletonBar } from "@/app/_ui/skeletons";

const rows = Array.from({ length: 12 }, (_, index) => index);

/** A search row and a table before they are there, under a header that already is. */
export function TableSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Loading the list</span>
      <div aria-hidden>
        <SkeletonBar className="mb-3 h-8 w-72 max-w-full" />
        <div className="rounded-md border border-line bg-surface">
          {rows.map((row) => (
            <div key={row} className="flex h-9 items-center gap-6 border-b border-line px-3 last:border-0">
              <SkeletonBar className="h-3 w-48" />
              <SkeletonBar className="h-3 w-24" />
              <SkeletonBar className="ml-auto hidden h-3 w-28 sm:block" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
