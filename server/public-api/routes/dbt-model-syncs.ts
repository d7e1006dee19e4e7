import { z } from "zod";
import { triggerModelSync } from "@/server/domain/dbt-models/request-sync";
import { type Call, type Route, route } from "../route";

const Trigger = z.strictObject({ sourceId: z.string().min(1) });

/** A source may have several dbt projects: all of them are loaded anew, and the first one's run stands for them. */
async function trigger({ ctx, body }: Call<z.output<typeof Trigger>>) {
  const { syncs } = await triggerModelSync(ctx, body.sourceId);
  const [first] = syncs;
  return { dbtModelSyncTrigger: { id: first?.runId ?? "", sourceId: body.sourceId, status: "QUEUED" } };
}

export const dbtModelSyncRoutes: readonly Route[] = [
  route("POST", "/dbt-model-syncs/trigger", {
    operation: "createDbtModelSyncTrigger",
    tag: "dbt",
    summary: "Load the dbt models of a warehouse source anew",
    body: Trigger,
    answer: z.object({
      dbtModelSyncTrigger: z.object({ id: z.string(), sourceId: z.string(), status: z.string() }),
    }),
    run: trigger,
  }),
];
