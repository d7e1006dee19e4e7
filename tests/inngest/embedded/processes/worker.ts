// One process of the app, for tests that kill it. Arguments: database URL, owner of the lines it writes.
// Everything that a function does is written to the table `seen`, so that it outlives the process.
import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import { Pool } from "pg";
import { createEmbeddedExecutor } from "@/inngest/embedded/executor";
import { embeddedClientOptions } from "@/inngest/embedded/transport";

const [url = "", who = ""] = process.argv.slice(2);
const pool = new Pool({ connectionString: url, max: 5 });
pool.on("error", () => {});
const client = new Inngest({ id: "app", ...embeddedClientOptions(() => pool) });

const see = (what: string, detail: unknown) =>
  pool.query("insert into seen (who, what, detail) values ($1, $2, $3)", [who, what, String(detail)]);
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function sequence(id: string, checkpointing: boolean) {
  return client.createFunction({ id, triggers: [{ event: `test/${id}` }], checkpointing }, async ({ step }) => {
    await step.run("first", () => see("first", id));
    await step.run("slow", async () => {
      await see("slow begins", id);
      // Only the process that the test kills is slow: another one must be able to finish the run.
      await wait(who === "victim" ? 60_000 : 10);
      await see("slow ends", id);
    });
    await step.sleep("nap", "1s");
    await step.run("last", () => see("last", id));
    return "done";
  });
}

const exclusive = client.createFunction(
  { id: "exclusive", triggers: [{ event: "test/exclusive" }], concurrency: { limit: 1, key: "event.data.key" } },
  async ({ event, step }) => {
    await step.run("hold", async () => {
      await see("in", event.data.key);
      await wait(20);
      await see("out", event.data.key);
    });
  },
);

const cron = client.createFunction({ id: "cron", triggers: [{ cron: "0 0 1 1 *" }] }, async ({ event }) => {
  await see("cron", event.id);
});

const functions = [sequence("checkpointed", true), sequence("stepwise", false), exclusive, cron];
const handler = serve({ client, functions, enableUnauthedSync: false });
// One call at a time, so that two processes always share what two keys allow.
const executor = createEmbeddedExecutor({ pool, handler, functions, client, pollMs: 50, maxCalls: 1 });
await executor.start();
process.send?.("started");
process.on("disconnect", () => process.exit(0));
