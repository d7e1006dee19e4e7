import type { ReactNode } from "react";
import { Toaster } from "../_ui/toaster";
import { Breadcrumbs } from "./breadcrumbs";
import { CommandPalette } from "./command-palette";
import type { CommandSearch } from "./command-result";
import type { NavSection } from "./nav";
import { navPages } from "./nav-pages";
import { ShellFrame } from "./shell-frame";
import { SidebarNav } from "./sidebar-nav";
import { SkipLink } from "./skip-link";
import { type ShellUser, UserMenu } from "./user-menu";
import { type ShellWorkspace, WorkspaceSwitcher } from "./workspace-switcher";

export interface AppShellProps {
  workspace: ShellWorkspace;
  workspaces: readonly ShellWorkspace[];
  user: ShellUser;
  /** `dashboardNav(slug)`, without what the person may not see. */
  nav: readonly NavSection[];
  /** A server action that finds resources by name or id in this workspace. */
  commandSearch: CommandSearch;
  signOutHref: string;
  profileHref?: string;
  children: ReactNode;
}

/** What stands around every page of a workspace. Goes into the layout of `[workspace]`; fetches nothing itself. */
export function AppShell(props: AppShellProps) {
  const { workspace, workspaces, user, nav, commandSearch, signOutHref, profileHref, children } = props;
  return (
    <>
      <SkipLink />
      <ShellFrame
        sidebar={
          <>
            <WorkspaceSwitcher workspace={workspace} workspaces={workspaces} />
            <div className="min-h-0 grow overflow-y-auto">
              <SidebarNav nav={nav} />
            </div>
          </>
        }
        header={
          <>
            <Breadcrumbs nav={nav} />
            <CommandPalette search={commandSearch} pages={navPages(nav)} />
            <UserMenu user={user} signOutHref={signOutHref} {...(profileHref ? { profileHref } : {})} />
          </>
        }
      >
        {children}
      </ShellFrame>
      <Toaster />
    </>
  );
}
