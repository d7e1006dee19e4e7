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
export function breadcrumbs(
  nav: readonly NavSection[],
  path: string,
  names: ReadonlyMap<string, string> = new Map(),
): readonly Crumb[] {
  const { section, chain } = findPlace(nav, path);
  const last = chain.at(-1);
  const crumbs: Crumb[] = section?.label ? [{ label: section.label }] : [];
  for (const item of chain)
    crumbs.push(item.href === path ? { label: item.label } : { label: item.label, href: item.href });
  const rest = last ? path.slice(last.href.length).split("/").filter(Boolean) : [];
  let href = last?.href ?? "";
  for (const part of rest) {
    href += `/${part}`;
    crumbs.push(crumbOf(decode(part), names, href === path ? null : href));
  }
  return crumbs;
}

/** What has a name of its own is a page, which leads there from those below it. */
function crumbOf(part: string, names: ReadonlyMap<string, string>, href: string | null): Crumb {
  const name = names.get(part);
  if (name !== undefined) return href === null ? { label: name } : { label: name, href };
  const word = WORDS[part];
  return word === undefined ? { label: part, mono: true } : { label: word };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
