import { NonRetriableError, referenceFunction } from "inngest";
import { expect } from "vitest";
import { NO_CHECKPOINTS, type Scenario, wait } from "./scenario";

function parallel(
  id: string,
  options: { checkpointing?: boolean; optimizeParallelism?: boolean },
): Pick<Scenario, "functions" | "verify"> {
  return {
    functions: (client, note) => [
      client.createFunction({ id: `${id}-parallel`, triggers: [{ event: `${id}/go` }], ...options }, async (ctx) => {
        const branch = (i: number) =>
          ctx.step.run(`p${i + 1}`, async () => {
            note(`p${i + 1}`, ctx.runId);
            await wait(50 * (i + 1));
            return i;
          });
        const r = await Promise.all([0, 1, 2].map(branch));
        const s = await ctx.step.run("sum", () => {
          note("sum", ctx.runId);
          return r.reduce((x, y) => x + y, 0);
        });
        return { r, s };
      }),
    ],
    verify: (traces) => expect(traces.map(({ what }) => what).sort()).toEqual(["p1", "p2", "p3", "sum"]),
  };
}

export const waitingScenarios: Scenario[] = [
  {
    id: "c1",
    fact: "a sleep ends and the run goes on",
    functions: (client) => [
      client.createFunction({ id: "c1-sleep", triggers: [{ event: "c1/go" }] }, async ({ step }) => {
        const a = await step.run("before", () => 1);
        await step.sleep("nap", "1s");
        return { a, b: await step.run("after", () => 2) };
      }),
    ],
  },
  {
    id: "c2",
    fact: "a sleep until a date ends",
    functions: (client) => [
      client.createFunction(
        { id: "c2-until", triggers: [{ event: "c2/go" }], ...NO_CHECKPOINTS },
        async ({ step, event }) => {
          await step.sleepUntil("until", new Date((event.ts ?? 0) + 1500));
          return "woke";
        },
      ),
    ],
  },
  { id: "d1", fact: "parallel steps run once each, then the rest", ...parallel("d1", {}) },
  { id: "d2", fact: "parallel steps run without checkpointing", ...parallel("d2", NO_CHECKPOINTS) },
  {
    id: "d3",
    fact: "parallel steps run once each when every completion calls the function",
    ...parallel("d3", { ...NO_CHECKPOINTS, optimizeParallelism: false }),
  },
  {
    id: "d4",
    fact: "one failing branch leaves the others alone",
    functions: (client) => [
      client.createFunction(
        { id: "d4-mixed", triggers: [{ event: "d4/go" }], retries: 1, ...NO_CHECKPOINTS },
        async ({ step }) => {
          const bad = step.run("bad", () => {
            throw new Error("bad branch");
          });
          const all = await Promise.allSettled([step.run("good", () => 1), bad, step.sleep("nap", "1s")]);
          return all.map(({ status }) => status);
        },
      ),
    ],
  },
  {
    id: "e1",
    fact: "a wait takes the first event that matches",
    gapMs: 3000,
    functions: (client) => [
      client.createFunction({ id: "e1-wait", triggers: [{ event: "e1/go" }], ...NO_CHECKPOINTS }, async ({ step }) => {
        const found = await step.waitForEvent("approval", { event: "e1/approved", timeout: "30s", match: "data.id" });
        return { got: found?.data ?? null };
      }),
    ],
  },
  {
    id: "e2",
    fact: "a wait that nothing matches ends with null",
    functions: (client) => [
      client.createFunction({ id: "e2-wait", triggers: [{ event: "e2/go" }], ...NO_CHECKPOINTS }, async ({ step }) => {
        const condition = "async.data.id == event.data.id";
        return { got: await step.waitForEvent("approval", { event: "e2/approved", timeout: "2s", if: condition }) };
      }),
    ],
  },
  {
    id: "u3",
    fact: "a step and a wait that times out may run side by side",
    functions: (client) => [
      client.createFunction({ id: "u3-both", triggers: [{ event: "u3/go" }] }, async ({ step }) => {
        const waiting = step.waitForEvent("w", { event: "u3/event", timeout: "2s" });
        const [a, w] = await Promise.all([step.run("a", () => 1), waiting]);
        return { a, w };
      }),
    ],
  },
  {
    id: "f1",
    fact: "a step sends events once and returns their ids",
    functions: (client, note) => [
      client.createFunction({ id: "f1-send", triggers: [{ event: "f1/go" }], ...NO_CHECKPOINTS }, ({ step }) =>
        step.sendEvent("fan", [
          { name: "f1/child", data: { i: 1 } },
          { name: "f1/child", data: { i: 2 }, id: "f1-child-fixed-2" },
        ]),
      ),
      client.createFunction({ id: "f1-child", triggers: [{ event: "f1/child" }] }, async (ctx) =>
        note("child", ctx.runId, ctx.event.data.i),
      ),
    ],
    check: ([sent]) => {
      expect(sent?.runs).toHaveLength(1);
      expect(sent?.runs[0]?.output).toEqual({ ids: [expect.any(String), expect.any(String)] });
    },
    verify: (traces) => expect(traces.map(({ detail }) => detail).sort()).toEqual([1, 2]),
  },
  {
    id: "g1",
    fact: "an invoked function answers its caller",
    functions: (client) => {
      const callee = client.createFunction(
        { id: "g1-callee", triggers: [], ...NO_CHECKPOINTS },
        async ({ step, event }) => {
          const data = event.data as { bad?: boolean; x: number };
          if (data.bad) throw new NonRetriableError("callee refused");
          return step.run("work", () => ({ doubled: data.x * 2 }));
        },
      );
      const invoke = (id: string, data: Record<string, unknown>) =>
        client.createFunction(
          { id: `${id}-invoke`, triggers: [{ event: `${id}/go` }], ...NO_CHECKPOINTS },
          async ({ step }) => {
            try {
              return { r: await step.invoke("call", { function: callee, data, timeout: "1m" }) };
            } catch (error) {
              const { name, message } = error as Error;
              return { name, message };
            }
          },
        );
      return [callee, invoke("g1", { x: 21 }), invoke("g2", { bad: true })];
    },
  },
  { id: "g2", fact: "an invoked function that fails throws in its caller", functions: () => [] },
  {
    id: "g3",
    fact: "an invocation that takes too long throws in its caller",
    functions: (client) => {
      const slow = client.createFunction({ id: "g3-slow", triggers: [], ...NO_CHECKPOINTS }, async ({ step }) => {
        await step.sleep("s", "30s");
      });
      return [
        slow,
        client.createFunction(
          { id: "g3-invoke", triggers: [{ event: "g3/go" }], ...NO_CHECKPOINTS },
          async ({ step }) => {
            try {
              return await step.invoke("call", { function: slow, data: {}, timeout: "2s" });
            } catch (error) {
              const { name, message } = error as Error;
              return { name, message };
            }
          },
        ),
      ];
    },
  },
  {
    id: "g4",
    fact: "invoking a function that does not exist throws in its caller",
    functions: (client) => [
      client.createFunction(
        { id: "g4-invoke", triggers: [{ event: "g4/go" }], ...NO_CHECKPOINTS },
        async ({ step }) => {
          try {
            return await step.invoke("call", {
              function: referenceFunction({ functionId: "does-not-exist" }),
              data: {},
            });
          } catch (error) {
            const { name, message } = error as Error;
            return { name, message };
          }
        },
      ),
    ],
  },
];
