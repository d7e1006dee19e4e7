import { Inngest, type InngestFunction } from "inngest";
import { describe, expect, test } from "vitest";
import { readCron, readPlans, UnsupportedFunctionError } from "@/inngest/embedded/plan";
import { silent } from "./scenarios/backends";

const client = new Inngest({ id: "app", logger: silent, isDev: true });
type Options = Parameters<typeof client.createFunction>[0];

function planOf(options: Partial<Options>) {
  const fn: InngestFunction.Any = client.createFunction(
    { id: "fn", triggers: [{ event: "a/b" }], ...options },
    async () => 1,
  );
  return readPlans([fn], "app").get("app-fn");
}

describe("plans", () => {
  test("a function without options has five attempts and no limits", () => {
    expect(planOf({})).toMatchObject({
      id: "app-fn",
      maxAttempts: 5,
      concurrency: [],
      cancel: [],
      debounce: undefined,
    });
  });

  test("onFailure is a function of its own, started by the failure of the first", () => {
    const fn = client.createFunction({ id: "fn", triggers: [], onFailure: async () => {} }, async () => 1);
    const failure = readPlans([fn], "app").get("app-fn-failure");
    const matches = failure?.events[0]?.matches;
    expect(matches?.({ event: { data: { function_id: "app-fn" } } })).toBe(true);
    expect(matches?.({ event: { data: { function_id: "app-other" } } })).toBe(false);
  });

  test("match is compared between the trigger event and the new one", () => {
    const plan = planOf({ cancelOn: [{ event: "a/cancel", match: "data.id", timeout: "1h" }] });
    const scope = { event: { data: { id: 1 } }, async: { data: { id: 1 } } };
    expect(plan?.cancel[0]).toMatchObject({ event: "a/cancel", timeoutMs: 3_600_000 });
    expect(plan?.cancel[0]?.when?.(scope)).toBe(true);
  });

  test.each([
    ["an expression outside the subset", { idempotency: "event.data.x.matches('y')" }, /idempotency.*matches\(\)/],
    ["a cron expression that cannot be read", { triggers: [{ cron: "every day" }] }, /cron "every day"/],
    [
      "a batch that would ignore its debounce",
      { batchEvents: { maxSize: 2, timeout: "1s" }, debounce: { period: "1s" } },
      /debounce/,
    ],
  ])("refuses %s at start, naming the function", (_, options, message) => {
    const reading = () => planOf(options as Partial<Options>);
    expect(reading).toThrow(UnsupportedFunctionError);
    expect(reading).toThrow(message);
    expect(reading).toThrow(/"app-fn"/);
  });

  test("refuses an option that it does not know", () => {
    const fn = client.createFunction({ id: "fn", triggers: [] }, async () => 1);
    Object.assign(fn, { getConfig: () => [{ id: "app-fn", triggers: [], steps: {}, sharding: { key: "x" } }] });
    expect(() => readPlans([fn], "app")).toThrow(/sharding/);
  });
});

describe("cron expressions", () => {
  const next = (expression: string, after: string) => readCron(expression).nextRun(new Date(after))?.toISOString();

  test("are read in UTC without a time zone", () => {
    expect(next("0 9 * * *", "2026-07-01T10:00:00Z")).toBe("2026-07-02T09:00:00.000Z");
  });

  test("are read in their time zone, over the change to summer time", () => {
    expect(next("TZ=Europe/Berlin 0 9 * * *", "2026-03-28T10:00:00Z")).toBe("2026-03-29T07:00:00.000Z");
    expect(next("TZ=Europe/Berlin 0 9 * * *", "2026-03-27T10:00:00Z")).toBe("2026-03-28T08:00:00.000Z");
  });

  test("with seconds are refused, as a server refuses them", () => {
    expect(() => readCron("* * * * * *")).toThrow();
  });
});
