import { type Permission, rolesWith } from "@/server/core/permissions";

/** Says why a page shows no actions, and who could. */
export function ReadOnlyHint({ permission }: { permission: Permission }) {
  return <>You can look but not change. Roles that can: {rolesWith(permission).join(", ")}.</>;
}
