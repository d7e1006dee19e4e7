"use client";

import { Check, ChevronsUpDown, Plus } from "lucide-react";
import { Menu } from "../_ui/menu";
import { MenuGroup, MenuLink, MenuSeparator } from "../_ui/menu-items";

export interface ShellWorkspace {
  slug: string;
  name: string;
}

export interface WorkspaceSwitcherProps {
  workspace: ShellWorkspace;
  /** All that the person belongs to, this one included. */
  workspaces: readonly ShellWorkspace[];
}

/** The workspace one is in, and the way to the others. */
export function WorkspaceSwitcher({ workspace, workspaces }: WorkspaceSwitcherProps) {
  return (
    <Menu
      align="start"
      label="Switch workspace"
      triggerClassName="flex h-12 w-full shrink-0 items-center gap-2 border-b border-line px-4 text-left -outline-offset-2 hover:bg-hover"
      trigger={
        <>
          <WorkspaceMark name={workspace.name} />
          <span className="min-w-0 grow truncate font-semibold" dir="auto">
            <span className="sr-only">Switch workspace, now </span>
            {workspace.name}
          </span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
        </>
      }
    >
      <MenuGroup label="Workspaces">
        {workspaces.map((one) => (
          <MenuLink key={one.slug} href={`/${encodeURIComponent(one.slug)}`}>
            <WorkspaceMark name={one.name} />
            <span className="min-w-0 grow truncate" dir="auto">
              {one.name}
            </span>
            {one.slug === workspace.slug ? <Check aria-label="Current" className="text-accent" /> : null}
          </MenuLink>
        ))}
      </MenuGroup>
      <MenuSeparator />
      <MenuLink href="/welcome">
        <Plus aria-hidden className="size-4" />
        New workspace
      </MenuLink>
    </Menu>
  );
}

function WorkspaceMark({ name }: { name: string }) {
  const letter = Array.from(name.trim())[0] ?? "?";
  return (
    <span
      aria-hidden
      className="flex size-6 shrink-0 items-center justify-center rounded-md bg-accent text-xs font-semibold text-accent-ink uppercase"
    >
      {letter}
    </span>
  );
}
