import { LockKeyhole } from "lucide-react";
import { EmptyState } from "@/app/_ui/empty-state";
import { Notice } from "@/app/_ui/notice";
import { rolesWith } from "@/server/core/permissions";

const roles = rolesWith("extensions:manage").join(" or ");

/** Stands above a page whose actions are hidden. */
export function ReadOnlyNotice() {
  return (
    <div className="mb-4">
      <Notice title="You can look, not change">Extensions are managed by a {roles}.</Notice>
    </div>
  );
}

/** Stands in place of a page that shows nothing without the right to manage. */
export function NotForYou({ what }: { what: string }) {
  return (
    <EmptyState icon={<LockKeyhole aria-hidden />} title={`Your role does not show ${what}`}>
      They are managed by a {roles}. Ask one of them for access.
    </EmptyState>
  );
}
