import { apiFor } from "@/app/_trpc/server";
import { type Column, DataTable } from "@/app/_ui/data-table";
import { RelativeTime } from "@/app/_ui/relative-time";
import { StateBadge } from "@/app/_ui/state-badge";
import type { State } from "@/app/_ui/state-look";
import type { ListedApiToken } from "@/server/domain/api-tokens/schema";
import { RevokeToken } from "./revoke-token";
import { TokenDesk } from "./token-desk";

const looks: { readonly [S in ListedApiToken["status"]]: { readonly state: State; readonly word: string } } = {
  active: { state: "healthy", word: "Active" },
  expired: { state: "skipped", word: "Expired" },
  revoked: { state: "cancelled", word: "Revoked" },
};

/** Tokens of the Public API with what they may do and when they were last used; never their text. */
export async function TokenList({ slug }: { slug: string }) {
  const tokens = await (await apiFor()).apiTokens.list({ workspace: slug });
  return (
    <TokenDesk slug={slug} count={tokens.length}>
      {tokens.length === 0 ? null : (
        <DataTable caption="API tokens" columns={columns(slug)} rows={tokens} rowKey={(row) => row.id} empty={null} />
      )}
    </TokenDesk>
  );
}

const columns = (slug: string): Column<ListedApiToken>[] => [
  { key: "name", header: "Name", cell: (row) => <span className="wrap-anywhere">{row.name}</span> },
  { key: "hint", header: "Token", cell: (row) => <code className="font-mono text-sm">{row.hint}…</code> },
  { key: "role", header: "Scope", className: "whitespace-nowrap", cell: (row) => row.role },
  {
    key: "status",
    header: "State",
    cell: ({ status }) => <StateBadge state={looks[status].state} word={looks[status].word} />,
  },
  { key: "used", header: "Last used", cell: (row) => <Time at={row.lastUsedAt} none="Never" /> },
  { key: "expires", header: "Expires", cell: (row) => <Time at={row.expiresAt} none="Never" /> },
  {
    key: "created",
    header: "Created",
    className: "min-w-44",
    cell: (row) => (
      <>
        <RelativeTime at={row.createdAt} /> by <bdi className="wrap-anywhere">{row.createdBy}</bdi>
      </>
    ),
  },
  {
    key: "actions",
    header: "Actions",
    headerHidden: true,
    interactive: true,
    cell: (row) => (row.status === "active" ? <RevokeToken slug={slug} id={row.id} name={row.name} /> : null),
  },
];

function Time({ at, none }: { at: Date | null; none: string }) {
  return at === null ? <span className="text-ink-muted">{none}</span> : <RelativeTime at={at} />;
}
