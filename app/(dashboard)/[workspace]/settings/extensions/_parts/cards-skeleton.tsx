import { SkeletonBar } from "@/app/_ui/skeletons";

const cards = ["git-sync", "git-connections", "terraform", "import", "dbt", "dbt-cloud"];

/** The cards of extensions before their state is known. */
export function CardsSkeleton() {
  return (
    <div role="status" className="grid max-w-5xl gap-4 md:grid-cols-2">
      <span className="sr-only">Loading the extensions</span>
      {cards.map((card) => (
        <div key={card} aria-hidden className="space-y-3 rounded-md border border-line bg-surface p-4">
          <SkeletonBar className="h-6 w-32" />
          <SkeletonBar className="h-4 w-full" />
          <SkeletonBar className="h-4 w-2/3" />
          <SkeletonBar className="h-8 w-28" />
        </div>
      ))}
    </div>
  );
}
