import NextLink from "next/link";
import { Badge } from "@/app/_ui/badge";
import { safeLogo } from "../entry-card";

export interface Choice {
  readonly key: string;
  readonly href: string;
  readonly title: string;
  readonly note?: string;
  readonly logo?: string;
  readonly badge?: string | null;
}

/** Things to choose one of, each a link to the next step. */
export function ChoiceList({ label, choices }: { label: string; choices: readonly Choice[] }) {
  return (
    <ul aria-label={label} className="grid gap-2 sm:grid-cols-2 xl:grid-cols-3">
      {choices.map(({ key, href, title, note, logo, badge }) => (
        <li key={key} className="min-w-0">
          <NextLink
            href={href}
            prefetch={false}
            className="flex h-full items-start gap-3 rounded-md border border-line bg-surface p-3 hover:border-line-strong hover:bg-hover"
          >
            {/* biome-ignore lint/performance/noImgElement: an image within the page itself, nothing to load */}
            {logo ? <img src={safeLogo(logo)} alt="" className="size-8 shrink-0 rounded-md" /> : null}
            <span className="min-w-0 grow">
              <span className="flex flex-wrap items-center gap-x-2 font-medium">
                <bdi className="wrap-anywhere">{title}</bdi>
                {badge ? <Badge tone="warning">{badge}</Badge> : null}
              </span>
              {note ? <span className="line-clamp-2 text-sm text-ink-muted wrap-anywhere">{note}</span> : null}
            </span>
          </NextLink>
        </li>
      ))}
    </ul>
  );
}
