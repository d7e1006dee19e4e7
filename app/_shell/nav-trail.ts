import type { NavItem, NavSection } from "./nav";

export interface Crumb {
  label: string;
  /** Absent for sections, which are not pages, and for the page one is on. */
  href?: string;
  /** An id: shown in mono and cut when long. */
  mono?: boolean;
}

/** The section and the chain of items that `path` lies under, most specific match; no items when none fits. */
export function findPlace(
  nav: readonly NavSection[],
  path: string,
): { section: NavSection | null; chain: readonly NavItem[] } {
  let best: { section: NavSection | null; chain: readonly NavItem[] } = { section: null, chain: [] };
  let bestLength = -1;
  const visit = (section: NavSection, items: readonly NavItem[], above: readonly NavItem[]) => {
    for (const item of items) {
      const chain = [...above, item];
      if (isAt(path, item) && item.href.length > bestLength) {
        best = { section, chain };
        bestLength = item.href.length;
      }
      visit(section, item.children ?? [], chain);
    }
  };
  for (const section of nav) visit(section, section.items, []);
  return best;
}

function isAt(path: string, item: NavItem): boolean {
  return path === item.href || (item.exact !== true && path.startsWith(`${item.href}/`));
}

const WORDS: Readonly<Record<string, string>> = {
  new: "New",
  edit: "Edit",
  runs: "Runs",
  setup: "Set up",
  change: "Change",
  models: "Models",
  settings: "Settings",
};

/** What the header shows above a page: section, items, then the rest of the path in words or as ids. */
export function breadcrumbs(nav: readonly NavSection[], path: string): readonly Crumb[] {
  const { section, chain } = findPlace(nav, path);
  const last = chain.at(-1);
  const crumbs: Crumb[] = section?.label ? [{ label: section.label }] : [];
  for (const item of chain)
    crumbs.push(item.href === path ? { label: item.label } : { label: item.label, href: item.href });
  const rest = last ? path.slice(last.href.length).split("/").filter(Boolean) : [];
  for (const part of rest) {
    const word = WORDS[part];
    crumbs.push(word === undefined ? { label: decode(part), mono: true } : { label: word });
  }
  return crumbs;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
