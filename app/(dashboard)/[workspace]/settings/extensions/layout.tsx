import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { meIn } from "@/app/_trpc/server";
import { isAllowed } from "@/server/core/permissions";

interface ExtensionsLayoutProps {
  params: Promise<{ workspace: string }>;
  children: ReactNode;
}

/** Extensions work on the whole workspace: these pages are not there for those who may read single resources only. */
export default async function ExtensionsLayout({ params, children }: ExtensionsLayoutProps) {
  const { access } = await meIn((await params).workspace);
  if (!isAllowed(access, "workspace:read")) notFound();
  return children;
}
