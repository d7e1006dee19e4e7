import { type Ctx, type Db, systemActor } from "@/server/core/ctx";
import { InvalidError } from "@/server/core/errors";
import { parseState } from "@/server/core/kinds/parse-state";
import { resourceKinds } from "@/server/core/kinds/table";
import { fullAccess } from "@/server/core/permissions";
import { insertResource } from "@/server/domain/resources/create-resource";
import { hasWorkspaces } from "@/server/domain/workspaces/has-workspaces";
import { storeWorkspace } from "@/server/domain/workspaces/store-workspace";
import { sampleWorkspaceId } from "./sample-ids";
import { sampleResources } from "./sample-resources";

export const sampleSlug = "sample";
const sampleName = "Confluence Ferries";

/**
 * Makes the sample workspace in a product that has no workspace yet; gives back whether it did. Its resources come in as
 * any others do, so that each has its change record.
 */
export async function offerSample(db: Db): Promise<boolean> {
  if (await hasWorkspaces(db)) return false;
  const workspace = { id: sampleWorkspaceId, slug: sampleSlug, name: sampleName };
  const ctx: Ctx = { db, workspace, actor: systemActor, access: fullAccess, origin: "sample" };
  await db.$transaction(
    async (tx) => {
      await storeWorkspace(tx, workspace);
      for (const { kind, id, state } of sampleResources()) {
        const parsed = parseState(resourceKinds[kind], state);
        if (parsed.problems.length > 0)
          throw new InvalidError(parsed.problems, `The sample ${kind} ${id} is not valid.`);
        await insertResource(tx, ctx, resourceKinds[kind], id, parsed.state);
      }
    },
    { timeout: 120_000 },
  );
  return true;
}
