import type { Tx } from "@/server/core/ctx";
import type { SecretsStyle } from "@/server/core/kinds/secret-variables";

/** Keeps how a workspace writes its secrets into HCL from now on. */
export async function storeSecretsStyle(tx: Tx, workspaceId: string, secretsStyle: SecretsStyle): Promise<void> {
  await tx.workspace.update({ where: { id: workspaceId }, data: { secretsStyle } });
}
