import type { Db, Tx } from "@/server/core/ctx";
import type { SecretsStyle } from "@/server/core/kinds/secret-variables";

/** How a workspace writes its secrets into HCL. */
export async function getSecretsStyle(db: Db | Tx, workspaceId: string): Promise<SecretsStyle> {
  const { secretsStyle } = await db.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { secretsStyle: true },
  });
  return secretsStyle === "variables" ? "variables" : "masked";
}
