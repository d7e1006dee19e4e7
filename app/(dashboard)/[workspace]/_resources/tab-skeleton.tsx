import { SkeletonBar } from "@/app/_ui/skeletons";

const widths = ["w-48", "w-64", "w-40", "w-56", "w-32"];

/** A tab of a detail page before its facts are there. */
export function TabSkeleton() {
  return (
    <div role="status" className="rounded-md border border-line bg-surface p-4">
      <span className="sr-only">Loading</span>
      <div aria-hidden className="space-y-3">
        {widths.map((width) => (
          <div key={width} className="flex gap-6">
            <SkeletonBar className="h-4 w-28" />
            <SkeletonBar className={`h-4 ${width}`} />
          </div>
        ))}
      </div>
    </div>
  );
}
