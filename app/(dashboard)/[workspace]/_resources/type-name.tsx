import type { EntryName } from "@/server/domain/catalog/name-entries";

/** A catalog type: its initials on their colour, and its name. */
export function TypeName({ type }: { type: EntryName }) {
  return (
    <span className="inline-flex max-w-56 min-w-0 items-center gap-1.5">
      {/* biome-ignore lint/performance/noImgElement: a few bytes inside the page, nothing to optimise or fetch */}
      <img src={type.logo} alt="" width={18} height={18} className="size-4.5 shrink-0" />
      <span className={type.known ? "truncate" : "truncate font-mono text-ink-muted"} title={type.name}>
        {type.name}
      </span>
    </span>
  );
}
