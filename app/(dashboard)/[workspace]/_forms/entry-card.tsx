import { Badge } from "@/app/_ui/badge";
import { Link } from "@/app/_ui/link";
import type { FormEntry, MappingAction } from "@/server/domain/resource-forms/types";
import { entryNote } from "./model/entry-note";

interface EntryCardProps {
  readonly entry: FormEntry | null;
  readonly action: MappingAction | null;
  readonly changeHref: string | null;
}

/** What a form is for: the type of a source, destination or warehouse, or the action of a mapping. */
export function EntryCard({ entry, action, changeHref }: EntryCardProps) {
  const named = entry ?? action;
  if (!named) return null;
  const note = entry ? entryNote(entry.status, entry.known) : null;
  return (
    <div className="flex items-start gap-3 rounded-md border border-line bg-surface p-3">
      {/* biome-ignore lint/performance/noImgElement: an image within the page itself, nothing to load */}
      {entry ? <img src={safeLogo(entry.logo)} alt="" className="size-8 rounded-md" /> : null}
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="wrap-anywhere">{named.name}</span>
          {note ? <Badge tone="warning">{note}</Badge> : null}
        </p>
        <p className="text-sm text-ink-muted">{named.description}</p>
      </div>
      {changeHref ? <Link href={changeHref}>Change</Link> : null}
    </div>
  );
}

/** The logo of a function is an address that somebody typed: only images from the web or the catalog are shown. */
export const safeLogo = (logo: string): string | undefined =>
  /^(https:\/\/|data:image\/svg\+xml,)/.test(logo) ? logo : undefined;
