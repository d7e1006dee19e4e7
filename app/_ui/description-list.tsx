import type { ReactNode } from "react";

export interface Fact {
  term: string;
  value: ReactNode;
}

/** Facts about a thing, term beside value; one under the other on narrow screens. */
export function DescriptionList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-1 gap-x-6 gap-y-1 sm:grid-cols-[minmax(8rem,max-content)_1fr] sm:gap-y-2">
      {facts.map((fact) => (
        <div key={fact.term} className="min-w-0 pb-2 sm:contents sm:pb-0">
          <dt className="text-ink-muted">{fact.term}</dt>
          <dd className="min-w-0 wrap-anywhere">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
