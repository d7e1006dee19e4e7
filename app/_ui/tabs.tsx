import { clsx } from "clsx";
import NextLink from "next/link";
import { Count } from "./count";

export interface Tab {
  label: string;
  href: string;
  current?: boolean;
  count?: number;
}

/** The views of one thing, as links: each has its own URL. `label` names the row of tabs. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="mb-4 overflow-x-auto border-b border-line">
      <ul className="flex gap-4">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <NextLink
              href={tab.href}
              prefetch={false}
              scroll={false}
              aria-current={tab.current ? "page" : undefined}
              className={clsx(
                "flex h-9 items-center gap-1.5 border-b-2 whitespace-nowrap -outline-offset-2",
                tab.current ? "border-accent font-medium text-ink" : "border-transparent text-ink-muted hover:text-ink",
              )}
            >
              {tab.label}
              {tab.count === undefined ? null : (
                <span className="rounded-md bg-sunken px-1.5 text-xs text-ink-muted">
                  <Count value={tab.count} />
                </span>
              )}
            </NextLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
