import { NonRetriableError, RetryAfterError } from "inngest";
import { expect } from "vitest";
import { counter, NO_CHECKPOINTS, type Note, type Scenario, type Trace } from "./scenario";

const times = (traces: Trace[], what: string) => traces.filter((trace) => trace.what === what).length;

function flaky(id: string, options: { checkpointing?: boolean }): Pick<Scenario, "functions" | "verify"> {
  return {
    functions: (client, note) => {
      const count = counter();
      return [
        client.createFunction(
          { id: `${id}-flaky`, triggers: [{ event: `${id}/go` }], retries: 3, ...options },
          async (ctx) => {
            await ctx.step.run("before", () => note("before", ctx.runId));
            const result = await ctx.step.run("flaky", () => {
              const n = count(ctx.runId);
              note("flaky", ctx.runId);
              if (n < 3) throw new Error(`flaky failure ${n}`);
              return { n };
            });
            await ctx.step.run("after", () => note("after", ctx.runId));
            return result;
          },
        ),
      ];
    },
    verify: (traces) =>
      expect([times(traces, "before"), times(traces, "flaky"), times(traces, "after")]).toEqual([1, 3, 1]),
  };
}

const onFailure = (note: Note) => async (ctx: { error: Error; runId: string; event: { name: string } }) => {
  note("on failure", ctx.runId, { message: ctx.error.message, event: ctx.event.name });
  return "handled";
};

function failing(id: string, options: { checkpointing?: boolean }): Pick<Scenario, "functions" | "verify"> {
  return {
    functions: (client, note) => [
      client.createFunction(
        { id: `${id}-fails`, triggers: [{ event: `${id}/go` }], retries: 1, onFailure: onFailure(note), ...options },
        async (ctx) => {
          await ctx.step.run("ok", () => 1);
          await ctx.step.run("boom", () => {
            note("boom", ctx.runId);
            throw new Error("always fails", { cause: new Error("root cause") });
          });
        },
      ),
    ],
    verify: (traces) => {
      expect(times(traces, "boom")).toBe(2);
      const handled = traces.filter(({ what }) => what === "on failure").map(({ detail }) => detail);
      expect(handled).toEqual([{ message: "always fails", event: "inngest/function.failed" }]);
    },
  };
}

export const failureScenarios: Scenario[] = [
  { id: "b1", fact: "a failing step is tried again, finished ones are not", ...flaky("b1", {}) },
  { id: "b2", fact: "a failing step is tried again without checkpointing", ...flaky("b2", NO_CHECKPOINTS) },
  { id: "b3", fact: "a run that fails for good calls onFailure with the error", ...failing("b3", {}) },
  { id: "b4", fact: "onFailure is called without checkpointing", ...failing("b4", NO_CHECKPOINTS) },
  {
    id: "b5",
    fact: "a function may catch what a step throws",
    functions: (client) => [
      client.createFunction(
        { id: "b5-caught", triggers: [{ event: "b5/go" }], retries: 0, ...NO_CHECKPOINTS },
        async ({ step }) => {
          try {
            return await step.run("boom", () => {
              throw new TypeError("caught me");
            });
          } catch (error) {
            const { name, message, cause } = error as Error;
            return step.run("recover", () => ({ name, message, cause: String(cause) }));
          }
        },
      ),
    ],
  },
  {
    id: "b6",
    fact: "an error outside steps is tried again, then fails the run",
    functions: (client, note) => [
      client.createFunction(
        { id: "b6-body", triggers: [{ event: "b6/go" }], retries: 1, onFailure: onFailure(note), ...NO_CHECKPOINTS },
        async ({ step, attempt }) => {
          await step.run("ok", () => 1);
          throw new Error(`body threw on attempt ${attempt}`);
        },
      ),
    ],
    verify: (traces) => expect(times(traces, "on failure")).toBe(1),
  },
  {
    id: "l1",
    fact: "a NonRetriableError in a step is final",
    functions: (client, note) => [
      client.createFunction(
        { id: "l1-final", triggers: [{ event: "l1/go" }], retries: 3, ...NO_CHECKPOINTS },
        async (ctx) => {
          await ctx.step.run("nope", () => {
            note("nope", ctx.runId);
            throw new NonRetriableError("never again", { cause: "because" });
          });
        },
      ),
    ],
    verify: (traces) => expect(traces).toHaveLength(1),
  },
  {
    id: "l2",
    fact: "a RetryAfterError in a step sets the pause",
    functions: (client, note) => {
      const count = counter();
      return [
        client.createFunction(
          { id: "l2-later", triggers: [{ event: "l2/go" }], retries: 3, ...NO_CHECKPOINTS },
          (ctx) =>
            ctx.step.run("later", () => {
              const n = count(ctx.runId);
              note("later", ctx.runId);
              if (n === 1) throw new RetryAfterError("slow down", "3s");
              return n;
            }),
        ),
      ];
    },
    verify: ([first, second]) => expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(1900),
  },
  {
    id: "l3",
    fact: "a NonRetriableError outside steps is final",
    functions: (client) => [
      client.createFunction(
        { id: "l3-final", triggers: [{ event: "l3/go" }], retries: 3, ...NO_CHECKPOINTS },
        async () => {
          throw new NonRetriableError("body never again");
        },
      ),
    ],
  },
  {
    id: "l4",
    fact: "a RetryAfterError outside steps sets the pause",
    functions: (client) => [
      client.createFunction(
        { id: "l4-later", triggers: [{ event: "l4/go" }], retries: 3, ...NO_CHECKPOINTS },
        async ({ attempt }) => {
          if (attempt === 0) throw new RetryAfterError("slow body", 2000);
          return attempt;
        },
      ),
    ],
  },
];
