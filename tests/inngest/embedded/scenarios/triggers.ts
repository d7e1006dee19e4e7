import { expect } from "vitest";
import { NO_CHECKPOINTS, type Scenario } from "./scenario";

/** Which events start a run, and when. */
export const triggerScenarios: Scenario[] = [
  {
    id: "m1",
    fact: "an idempotency key lets the first event through",
    gapMs: 300,
    functions: (client) => [
      client.createFunction(
        { id: "m1-idempotency", triggers: [{ event: "m1/go" }], idempotency: "event.data.orderId", ...NO_CHECKPOINTS },
        async ({ event }) => ({ o: event.data.orderId, n: event.data.n }),
      ),
    ],
  },
  {
    id: "m2",
    fact: "an event id that comes twice starts one run",
    gapMs: 2000,
    event: () => ({ id: "m2-fixed" }),
    functions: (client) => [
      client.createFunction(
        { id: "m2-event-id", triggers: [{ event: "m2/go" }], ...NO_CHECKPOINTS },
        async ({ event }) => ({
          id: event.id,
          n: event.data.n,
        }),
      ),
    ],
  },
  {
    id: "s1",
    fact: "a function may have several triggers",
    functions: (client) => [
      client.createFunction(
        {
          id: "s1-several",
          triggers: [{ event: "s1/go" }, { event: "s1/also" }, { cron: "0 0 1 1 *" }],
          ...NO_CHECKPOINTS,
        },
        async ({ event }) => event.name,
      ),
    ],
  },
  {
    id: "s2",
    fact: "a trigger's condition chooses events",
    functions: (client) => [
      client.createFunction(
        { id: "s2-condition", triggers: [{ event: "s2/go", if: "event.data.vip == true" }], ...NO_CHECKPOINTS },
        async ({ event }) => event.data,
      ),
    ],
  },
  {
    id: "u1",
    fact: "an event of the future waits for its time",
    event: () => ({ ts: Date.now() + 1500 }),
    functions: (client) => [
      client.createFunction(
        { id: "u1-future", triggers: [{ event: "u1/go" }], ...NO_CHECKPOINTS },
        async ({ event }) => ({
          late: Date.now() - (event.ts ?? 0),
        }),
      ),
    ],
    check: ([sent]) => {
      const output = sent?.runs[0]?.output;
      expect(output).toEqual({ late: expect.any(Number) });
      expect(output).toSatisfy(({ late }: { late: number }) => late >= 0 && late < 10_000);
    },
  },
];
