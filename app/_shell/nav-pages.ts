import type { CommandResult } from "./command-result";
import type { NavItem, NavSection } from "./nav";

/** Every page of the navigation, for the command palette, with the section it lies in. */
export function navPages(nav: readonly NavSection[]): readonly CommandResult[] {
  const pages: CommandResult[] = [];
  const visit = (items: readonly NavItem[], place: string | null) => {
    for (const item of items) {
      pages.push({
        id: `page:${item.href}`,
        label: item.label,
        href: item.href,
        kind: "Page",
        ...(place ? { hint: place } : {}),
      });
      visit(item.children ?? [], place === null ? item.label : `${place} / ${item.label}`);
    }
  };
  for (const section of nav) visit(section.items, section.label);
  return pages;
}
