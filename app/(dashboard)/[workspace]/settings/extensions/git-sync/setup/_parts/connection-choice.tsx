import { apiFor } from "@/app/_trpc/server";
import { healthLook, methodName, serviceName } from "../../../_parts/words";
import { ownServices } from "../../../git-connections/_parts/own-services";
import { ConnectionStep } from "./connection-step";
import type { SetupState } from "./setup-state";

/** Fetches what the first step chooses from. */
export async function ConnectionChoice({ workspace, state }: { workspace: string; state: SetupState }) {
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
  return (
    <ConnectionStep
      workspace={workspace}
      state={state}
      known={known}
      services={ownServices(services, practice)}
      practice={practice}
    />
  );
}
