import { afterAll, beforeAll, describe, expect, test } from "vitest";
import recorded from "./fixtures/outcomes.json";
import { type Backend, embeddedBackend, serverBackend } from "./scenarios/backends";
import { failureScenarios } from "./scenarios/failures";
import { flowScenarios } from "./scenarios/flow-control";
import { type EventOutcome, type RunOutcome, type Scenario, type Trace, wait } from "./scenarios/scenario";
import { stepScenarios } from "./scenarios/steps";
import { triggerScenarios } from "./scenarios/triggers";
import { waitingScenarios } from "./scenarios/waiting";

const SCENARIOS: Scenario[] = [
  ...stepScenarios,
  ...failureScenarios,
  ...waitingScenarios,
  ...flowScenarios,
  ...triggerScenarios,
];
const EXPECTED: Record<string, EventOutcome[]> = recorded;
const PATIENCE_MS = 60_000;
const SETTLE_MS = 1000;

/** A dev server that was started anew, for it remembers ids, with `--retry-interval 1`, or its pauses outlast our patience. */
const server = process.env.INNGEST_DEV;
const traces: Trace[] = [];
const outcomes = new Map<string, EventOutcome[]>();
let backend: Backend;

function withoutStacks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutStacks);
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([key]) => key !== "stack" && key !== "__serialized");
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutStacks(inner)]));
}

function readable({ status, output }: RunOutcome): RunOutcome {
  return { status, output: status === "Cancelled" ? null : withoutStacks(output ?? null) };
}

async function settled(eventId: string, runs: number): Promise<RunOutcome[]> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await backend.runsOf(eventId);
    const complete = found.live === 0 && found.ended.length >= runs;
    if (complete || Date.now() > deadline) return found.ended.map(readable);
    await wait(100);
  }
}

async function play(scenario: Scenario): Promise<void> {
  const sends = (EXPECTED[scenario.id] ?? []).filter(({ event }) => event !== "f1/child");
  const ids: string[] = [];
  for (const [index, { event, data }] of sends.entries()) {
    if (index > 0) await wait(scenario.gapMs ?? 0);
    const sent = await backend.client.send({ name: event, data, ...scenario.event?.(index) });
    ids.push(...sent.ids);
  }
  // Where outcomes may differ, no single event tells how many runs it leads to.
  await wait(scenario.check ? 8000 : SETTLE_MS);
  const found = sends.map(async ({ event, data, runs }, index) => {
    const expectedRuns = scenario.check && sends.length > 1 ? 0 : runs.length;
    return { event, data, runs: await settled(ids[index] ?? "", expectedRuns) };
  });
  outcomes.set(scenario.id, await Promise.all(found));
}

beforeAll(async () => {
  backend = server ? serverBackend(server) : await embeddedBackend();
  const functions = SCENARIOS.flatMap((scenario) =>
    scenario.functions(backend.client, (what, runId, detail) => {
      traces.push({ scenario: scenario.id, what, runId, detail, at: Date.now() });
    }),
  );
  await backend.start(functions);
  await Promise.all(SCENARIOS.map(play));
  // What the end of a run starts (onFailure, listeners) comes after it.
  await wait(server ? 5000 : SETTLE_MS);
}, 120_000);

afterAll(() => backend.stop());

describe(server ? "on an Inngest server" : "on the embedded executor", () => {
  test.each(SCENARIOS)("$id: $fact", (scenario) => {
    const found = outcomes.get(scenario.id) ?? [];
    if (scenario.check) scenario.check(found);
    else expect(found).toEqual((EXPECTED[scenario.id] ?? []).filter(({ event }) => event !== "f1/child"));
    scenario.verify?.(traces.filter((trace) => trace.scenario === scenario.id));
  });
});
