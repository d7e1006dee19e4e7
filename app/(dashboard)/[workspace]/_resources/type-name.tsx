import { clsx } from "clsx";
import type { EntryName } from "@/server/domain/catalog/name-entries";

/** A catalog type: its initials on their colour, and its name, cut when it is long unless `whole`. */
export function TypeName({ type, whole = false }: { type: EntryName; whole?: boolean }) {
  return (
    <span className={clsx("flex min-w-0 items-center gap-1.5", !whole && "max-w-48")}>
      {/* biome-ignore lint/performance/noImgElement: a few bytes inside the page, nothing to optimise or fetch */}
      <img src={type.logo} alt="" width={18} height={18} className="size-4.5 shrink-0" />
      <span
        className={clsx(whole ? "wrap-anywhere" : "truncate", !type.known && "font-mono text-ink-muted")}
        title={type.name}
      >
        {type.name}
      </span>
    </span>
  );
}
