import { apiFor, orNotFound } from "@/app/_trpc/server";
import { RepositoryStep } from "./repository-step";
import type { SetupState } from "./setup-state";

/** Fetches the chosen connection and gives the second step an example of an address that fits it. */
export async function RepositoryChoice({
  workspace,
  state,
  connectionId,
}: {
  workspace: string;
  state: SetupState;
  connectionId: string;
}) {
  const api = await apiFor();
  const [connection, practice] = await Promise.all([
    orNotFound(api.gitConnections.get({ workspace, id: connectionId })),
    api.gitConnections.practice({ workspace }),
  ]);
  const { service, method } = connection;
  const example = method === "token" ? `https://${service}/owner/name.git` : `git@${service}:owner/name.git`;
  const isPractice = practice?.service === service;
  return (
    <RepositoryStep
      workspace={workspace}
      state={state}
      connection={{ id: connection.id, name: connection.name }}
      example={isPractice ? practice.url : example}
    />
  );
}
