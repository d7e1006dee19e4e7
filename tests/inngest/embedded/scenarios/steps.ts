import type { Inngest } from "inngest";
import { expect } from "vitest";
import { NO_CHECKPOINTS, type Note, type Scenario, wait } from "./scenario";

type Options = { checkpointing?: boolean | { bufferedSteps?: number; maxRuntime?: string } };

function twoSteps(id: string, options: Options): Scenario["functions"] {
  return (client: Inngest.Any, note: Note) => [
    client.createFunction({ id: `${id}-two-steps`, triggers: [{ event: `${id}/go` }], ...options }, async (ctx) => {
      const a = await ctx.step.run("one", () => {
        note("one", ctx.runId);
        return { n: ctx.event.data.n as number };
      });
      const b = await ctx.step.run("two", () => {
        note("two", ctx.runId);
        return { n: a.n + 1 };
      });
      return { a, b };
    }),
  ];
}

const eachOnce: Scenario["verify"] = (traces) => expect(traces.map(({ what }) => what)).toEqual(["one", "two"]);

function manySteps(id: string, options: Options, work: (i: number) => Promise<number> | number): Scenario["functions"] {
  return (client) => [
    client.createFunction(
      { id: `${id}-many-steps`, triggers: [{ event: `${id}/go` }], ...options },
      async ({ step }) => {
        const found: number[] = [];
        for (let i = 0; i < 4; i++) found.push(await step.run(`s${i}`, () => work(i)));
        return found;
      },
    ),
  ];
}

const slowly = async (i: number) => {
  await wait(450);
  return i;
};

export const stepScenarios: Scenario[] = [
  { id: "a1", fact: "two steps with checkpointing run once each", functions: twoSteps("a1", {}), verify: eachOnce },
  {
    id: "a2",
    fact: "two steps, one call each, run once each",
    functions: twoSteps("a2", NO_CHECKPOINTS),
    verify: eachOnce,
  },
  {
    id: "a3",
    fact: "a function without steps returns its result",
    functions: (client) => [
      client.createFunction({ id: "a3-no-steps", triggers: [{ event: "a3/go" }] }, async () => ({ ok: true })),
    ],
  },
  {
    id: "a4",
    fact: "the same step id in a loop names different steps",
    functions: (client) => [
      client.createFunction({ id: "a4-loop", triggers: [{ event: "a4/go" }], ...NO_CHECKPOINTS }, async ({ step }) => {
        const found: number[] = [];
        for (let i = 0; i < 3; i++) found.push(await step.run("item", () => i));
        return found;
      }),
    ],
  },
  {
    id: "a5",
    fact: "buffered checkpoints arrive with the end of the run",
    functions: manySteps("a5", { checkpointing: { bufferedSteps: 10, maxRuntime: "30s" } }, (i) => i),
  },
  {
    id: "a6",
    fact: "a call that reaches its maximum runtime goes on in another one",
    functions: manySteps("a6", { checkpointing: { bufferedSteps: 1, maxRuntime: "1s" } }, slowly),
  },
  {
    id: "t1",
    fact: "a step takes arguments",
    functions: (client) => [
      client.createFunction({ id: "t1-input", triggers: [{ event: "t1/go" }], ...NO_CHECKPOINTS }, ({ step }) =>
        step.run({ id: "add", name: "Add two" }, (a: number, b: number) => a + b, 2, 3),
      ),
    ],
  },
  {
    id: "u2",
    fact: "what JSON cannot hold comes back as JSON holds it",
    functions: (client) => [
      client.createFunction({ id: "u2-odd", triggers: [{ event: "u2/go" }], ...NO_CHECKPOINTS }, async ({ step }) => ({
        u: await step.run("undef", () => undefined),
        d: await step.run("date", () => new Date(0)),
        m: await step.run("map", () => new Map([[1, 2]])),
      })),
    ],
  },
  {
    id: "q1",
    fact: "a step may return a mebibyte",
    functions: (client) => [
      client.createFunction({ id: "q1-large", triggers: [{ event: "q1/go" }], ...NO_CHECKPOINTS }, async ({ step }) => {
        const text = await step.run("big", () => "x".repeat(1024 * 1024));
        return step.run("length", () => text.length);
      }),
    ],
  },
  {
    id: "q2",
    fact: "the state of a run may be larger than a step's output",
    functions: (client) => [
      client.createFunction(
        { id: "q2-state", triggers: [{ event: "q2/go" }], retries: 0, ...NO_CHECKPOINTS },
        async ({ step }) => {
          let length = 0;
          for (let i = 0; i < 5; i++) length += (await step.run(`big${i}`, () => "y".repeat(1024 * 1024))).length;
          return length;
        },
      ),
    ],
  },
  {
    id: "q3",
    fact: "a step output over 4 MiB fails the run at once",
    functions: (client, note) => [
      client.createFunction(
        { id: "q3-huge", triggers: [{ event: "q3/go" }], retries: 0, ...NO_CHECKPOINTS },
        async (ctx) => {
          const text = await ctx.step.run("huge", () => {
            note("huge", ctx.runId);
            return "z".repeat(5 * 1024 * 1024);
          });
          return text.length;
        },
      ),
    ],
    check: ([sent]) => expect(sent?.runs.map(({ status }) => status)).toEqual(["Failed"]),
    verify: (traces) => expect(traces).toHaveLength(1),
  },
];
