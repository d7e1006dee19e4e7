import { authorize, type Ctx } from "@/server/core/ctx";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { newWebhookSecret, sealWebhookSecret } from "./project-secrets";
import { requireProject } from "./require-project";

/** A new secret for the webhook; the old one ends at once. It is shown this once. */
export async function rotateWebhookSecret(ctx: Ctx, id: string): Promise<{ webhookSecret: string }> {
  authorize(ctx, "extensions:manage");
  const project = await requireProject(ctx, id);
  const secret = newWebhookSecret();
  await ctx.db.$transaction(async (tx) => {
    await tx.dbtProject.update({ where: { id }, data: sealWebhookSecret(id, secret) });
    await recordAudit(tx, ctx, {
      type: "dbt Project Webhook Secret Replaced",
      resourceType: "dbt_project",
      resourceId: id,
      resourceName: project.name,
    });
  });
  return { webhookSecret: secret };
}
