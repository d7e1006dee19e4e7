import type { Metadata } from "next";
import { apiFor } from "@/app/_trpc/server";
import { Card } from "@/app/_ui/card";
import { DescriptionList } from "@/app/_ui/description-list";
import { PageHeader } from "@/app/_ui/page-header";
import { RelativeTime } from "@/app/_ui/relative-time";
import { ChangePassword } from "./change-password";
import { SessionList } from "./session-list";

export const metadata: Metadata = { title: "Your account" };

const providerNames: { readonly [id: string]: string } = { github: "GitHub", google: "Google", oidc: "Single sign-on" };

export default async function AccountPage() {
  const api = await apiFor();
  const [account, sessions] = await Promise.all([api.me.account(), api.me.sessions()]);
  const ways = [
    ...(account.hasPassword ? ["Password"] : []),
    ...account.providers.map((id) => providerNames[id] ?? id),
  ];
  return (
    <div className="max-w-3xl space-y-4">
      <PageHeader title="Your account" />
      <Card>
        <DescriptionList
          facts={[
            { term: "Name", value: <bdi>{account.name}</bdi> },
            { term: "E-mail", value: account.email },
            { term: "Signs in with", value: ways.join(", ") },
            { term: "Since", value: <RelativeTime at={account.createdAt} /> },
          ]}
        />
      </Card>
      <SessionList sessions={sessions} />
      {account.hasPassword ? (
        <Card title="Change password">
          <ChangePassword />
        </Card>
      ) : null}
    </div>
  );
}
