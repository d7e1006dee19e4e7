import { apiFor, orNotFound } from "@/app/_trpc/server";

/** What the repository step of a set-up begins with. */
export interface RepositoryChoice {
  readonly connection: { readonly id: string; readonly name: string };
  /** An address that fits the connection. */
  readonly example: string;
}

/** The chosen connection and an example of an address that fits it. */
export async function loadRepositoryChoice(workspace: string, connectionId: string): Promise<RepositoryChoice> {
  const api = await apiFor();
  const [connection, practice] = await Promise.all([
    orNotFound(api.gitConnections.get({ workspace, id: connectionId })),
    api.gitConnections.practice({ workspace }),
  ]);
  const { id, name, service, method } = connection;
  const example = method === "token" ? `https://${service}/owner/name.git` : `git@${service}:owner/name.git`;
  return { connection: { id, name }, example: practice?.service === service ? practice.url : example };
}
