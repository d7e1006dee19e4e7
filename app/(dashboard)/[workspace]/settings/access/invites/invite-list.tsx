import { UserPlus } from "lucide-react";
import { apiFor } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button-link";
import { type Column, DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { RelativeTime } from "@/app/_ui/relative-time";
import { StateBadge } from "@/app/_ui/state-badge";
import type { State } from "@/app/_ui/state-look";
import type { InviteStatus } from "@/server/domain/members/invite-status";
import type { ListedInvite } from "@/server/domain/members/list-invites";
import { listHref } from "../../../_resources/hrefs";
import { RenewInvite } from "./renew-invite";
import { RevokeInvite } from "./revoke-invite";

const looks: { readonly [S in InviteStatus]: { readonly state: State; readonly word: string } } = {
  pending: { state: "queued", word: "Open" },
  accepted: { state: "succeeded", word: "Accepted" },
  revoked: { state: "cancelled", word: "Taken back" },
  expired: { state: "skipped", word: "Expired" },
};

/** Who was invited, with which roles, and how it ended. Links are never shown again: an open invite gets a new one. */
export async function InviteList({ slug }: { slug: string }) {
  const invites = await (await apiFor()).access.invites({ workspace: slug });
  const invite = (
    <ButtonLink
      href={`${listHref(slug, "user")}/new`}
      variant="primary"
      icon={<UserPlus aria-hidden className="size-4" />}
    >
      Invite user
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title="Invites" count={invites.length} actions={invite} />
      <DataTable
        caption="Invites"
        columns={columns(slug)}
        rows={invites}
        rowKey={(row) => row.id}
        empty={
          <EmptyState title="No invites yet" action={invite}>
            An invite is a link that works once, for a week. Whoever opens it becomes a member with the roles you chose.
          </EmptyState>
        }
      />
    </>
  );
}

const columns = (slug: string): Column<ListedInvite>[] => [
  { key: "email", header: "E-mail", cell: (row) => row.email },
  { key: "roles", header: "Roles", cell: (row) => row.roles.join(", ") },
  {
    key: "status",
    header: "State",
    cell: ({ status }) => <StateBadge state={looks[status].state} word={looks[status].word} />,
  },
  { key: "by", header: "Invited by", cell: (row) => row.invitedBy },
  { key: "at", header: "Invited", cell: (row) => <RelativeTime at={row.createdAt} /> },
  { key: "expires", header: "Expires", cell: (row) => <RelativeTime at={row.expiresAt} /> },
  {
    key: "actions",
    header: "Actions",
    headerHidden: true,
    interactive: true,
    cell: ({ id, email, status }) =>
      status === "pending" || status === "expired" ? (
        <span className="flex justify-end gap-2">
          <RenewInvite slug={slug} id={id} email={email} />
          {status === "pending" ? <RevokeInvite slug={slug} id={id} email={email} /> : null}
        </span>
      ) : null,
  },
];
