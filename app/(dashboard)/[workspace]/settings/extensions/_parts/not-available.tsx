import type { ReactNode } from "react";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { StateBadge } from "@/app/_ui/state-badge";
import { place } from "./place";

export interface NotAvailableProps {
  workspace: string;
  name: string;
  icon: ReactNode;
  children: ReactNode;
}

/** The page of an extension that this version does not have. */
export function NotAvailable({ workspace, name, icon, children }: NotAvailableProps) {
  return (
    <>
      <PageHeader title={name} badge={<StateBadge state="not-set-up" word="Not available yet" />} />
      <EmptyState
        icon={icon}
        title={`This version does not have ${name} yet`}
        action={<ButtonLink href={place(workspace).extensions}>Back to extensions</ButtonLink>}
      >
        {children}
      </EmptyState>
    </>
  );
}
