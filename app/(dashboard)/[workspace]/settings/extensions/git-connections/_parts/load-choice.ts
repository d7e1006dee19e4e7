import { apiFor } from "@/app/_trpc/server";
import { healthLook, methodName, serviceName } from "../../_parts/words";
import { ownServices } from "./own-services";

/** Fetches what the first step of a set-up chooses from: connections that are there, and hosts for a new one. */
export async function loadConnectionChoice(workspace: string) {
  const api = await apiFor();
  const [connections, services, practice] = await Promise.all([
    api.gitConnections.list({ workspace }),
    api.gitConnections.services({ workspace }),
    api.gitConnections.practice({ workspace }),
  ]);
  const known = connections.map((each) => ({
    id: each.id,
    name: each.name,
    hint: `${serviceName(each.service, services)}, ${methodName(each.method)}, ${healthLook(each.health).word.toLowerCase()}`,
    isPractice: each.service === practice?.service,
  }));
  return { known, services: ownServices(services, practice), practice };
}

export type ConnectionChoices = Awaited<ReturnType<typeof loadConnectionChoice>>;
