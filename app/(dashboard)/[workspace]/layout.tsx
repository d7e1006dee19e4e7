import type { ReactNode } from "react";
import { AppShell } from "@/app/_shell/app-shell";
import { ApiProvider } from "@/app/_trpc/client";
import { apiFor, meIn } from "@/app/_trpc/server";
import { findResources } from "./_layout/find-resources";
import { workspaceNav } from "./_layout/workspace-nav";

interface WorkspaceLayoutProps {
  params: Promise<{ workspace: string }>;
  children: ReactNode;
}

export default async function WorkspaceLayout({ params, children }: WorkspaceLayoutProps) {
  const { workspace: slug } = await params;
  const me = await meIn(slug);
  const workspaces = await (await apiFor()).me.workspaces();
  const [role] = me.access.grants;
  return (
    <ApiProvider>
      <AppShell
        workspace={me.workspace}
        workspaces={workspaces}
        user={{ name: me.name, email: me.email, ...(role ? { role: role.role } : {}) }}
        nav={workspaceNav(slug, me.access)}
        commandSearch={findResources.bind(null, slug)}
        signOutHref="/sign-out"
        profileHref={`/${slug}/account`}
      >
        {children}
      </AppShell>
    </ApiProvider>
  );
}
