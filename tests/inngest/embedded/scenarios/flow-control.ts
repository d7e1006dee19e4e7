import { expect } from "vitest";
import { type EventOutcome, NO_CHECKPOINTS, type Scenario, type Trace, wait } from "./scenario";

const outputs = (outcomes: EventOutcome[]) => outcomes.flatMap(({ runs }) => runs.map(({ output }) => output));

function neverTogether(traces: Trace[]): void {
  const holding = new Map<unknown, number>();
  for (const { what, detail } of traces) {
    const now = (holding.get(detail) ?? 0) + (what === "hold" ? 1 : -1);
    expect(now).toBeLessThanOrEqual(1);
    holding.set(detail, now);
  }
}

function singleton(id: string, mode: "skip" | "cancel"): Scenario["functions"] {
  return (client) => [
    client.createFunction(
      {
        id: `${id}-singleton`,
        triggers: [{ event: `${id}/go` }],
        singleton: { key: "event.data.k", mode },
        ...NO_CHECKPOINTS,
      },
      async ({ step, event }) => {
        await step.sleep("s", "2s");
        return event.data.n;
      },
    ),
  ];
}

export const flowScenarios: Scenario[] = [
  {
    id: "i1",
    fact: "a concurrency limit holds per value of its key",
    functions: (client, note) => [
      client.createFunction(
        {
          id: "i1-concurrency",
          triggers: [{ event: "i1/go" }],
          concurrency: { limit: 1, key: "event.data.k" },
          ...NO_CHECKPOINTS,
        },
        (ctx) =>
          ctx.step.run("hold", async () => {
            note("hold", ctx.runId, ctx.event.data.k);
            await wait(400);
            note("let go", ctx.runId, ctx.event.data.k);
            return 1;
          }),
      ),
    ],
    verify: neverTogether,
  },
  {
    id: "j1",
    fact: "debounce runs once, with the newest event",
    gapMs: 400,
    functions: (client) => [
      client.createFunction(
        {
          id: "j1-debounce",
          triggers: [{ event: "j1/go" }],
          debounce: { key: "event.data.k", period: "2s" },
          ...NO_CHECKPOINTS,
        },
        async ({ event }) => ({ last: event.data.n }),
      ),
    ],
  },
  {
    id: "k1",
    fact: "cancelOn ends the run and says so",
    gapMs: 1500,
    functions: (client, note) => [
      client.createFunction(
        {
          id: "k1-cancelon",
          triggers: [{ event: "k1/go" }],
          cancelOn: [{ event: "k1/cancel", match: "data.id" }],
          ...NO_CHECKPOINTS,
        },
        async ({ step }) => step.sleep("long", "60s"),
      ),
      client.createFunction(
        {
          id: "k1-on-cancelled",
          triggers: [{ event: "inngest/function.cancelled", if: "event.data.function_id == 'rec-k1-cancelon'" }],
        },
        async ({ runId, event }) => note("cancelled", runId, event.data.function_id),
      ),
    ],
    verify: (traces) => expect(traces.map(({ detail }) => detail)).toEqual(["rec-k1-cancelon"]),
  },
  {
    id: "n1",
    fact: "a full batch runs at once, the rest after the timeout",
    functions: (client) => [
      client.createFunction(
        {
          id: "n1-batch",
          triggers: [{ event: "n1/go" }],
          batchEvents: { maxSize: 3, timeout: "2s" },
          ...NO_CHECKPOINTS,
        },
        async (ctx) => (ctx.events as { data: { n: number } }[]).map(({ data }) => data.n),
      ),
    ],
    check: (outcomes) => {
      const batches = outputs(outcomes) as number[][];
      expect(batches.map(({ length }) => length).sort()).toEqual([1, 3]);
      expect(batches.flat().sort()).toEqual([1, 2, 3, 4]);
    },
  },
  {
    id: "o1",
    fact: "a rate limit drops what is too much",
    gapMs: 50,
    functions: (client) => [
      client.createFunction(
        {
          id: "o1-rate",
          triggers: [{ event: "o1/go" }],
          rateLimit: { limit: 1, period: "10s", key: "event.data.k" },
          ...NO_CHECKPOINTS,
        },
        async ({ event }) => event.data.n,
      ),
    ],
    check: (outcomes) => expect(outputs(outcomes)).toHaveLength(1),
  },
  {
    id: "o2",
    fact: "a throttle spreads runs over time",
    gapMs: 50,
    functions: (client, note) => [
      client.createFunction(
        {
          id: "o2-throttle",
          triggers: [{ event: "o2/go" }],
          throttle: { limit: 1, period: "2s", key: "event.data.k" },
          ...NO_CHECKPOINTS,
        },
        async ({ event, runId }) => {
          note("ran", runId, event.ts);
          return event.data.n;
        },
      ),
    ],
    check: (outcomes) => expect(outputs(outcomes).sort()).toEqual([1, 2, 3]),
    verify: (traces) => {
      const sentAt = Math.min(...traces.map(({ detail }) => Number(detail)));
      const [, second = 0, third = 0] = traces.map(({ at }) => at - sentAt);
      expect(second).toBeGreaterThan(1700);
      expect(third).toBeGreaterThan(3700);
    },
  },
  {
    id: "p1",
    fact: "runs with a priority all end",
    functions: (client) => [
      client.createFunction(
        {
          id: "p1-priority",
          triggers: [{ event: "p1/go" }],
          concurrency: 1,
          priority: { run: "event.data.vip == true ? 120 : 0" },
          ...NO_CHECKPOINTS,
        },
        async ({ event }) => {
          await wait(250);
          return event.data.tag;
        },
      ),
    ],
  },
  { id: "p2", fact: "a singleton skips a second run", gapMs: 800, functions: singleton("p2", "skip") },
  { id: "p3", fact: "a singleton cancels the older run", gapMs: 800, functions: singleton("p3", "cancel") },
  {
    id: "r1",
    fact: "a run that takes too long is cancelled",
    functions: (client) => [
      client.createFunction(
        { id: "r1-timeout", triggers: [{ event: "r1/go" }], timeouts: { finish: "2s" }, ...NO_CHECKPOINTS },
        async ({ step }) => step.sleep("long", "20s"),
      ),
    ],
  },
];
