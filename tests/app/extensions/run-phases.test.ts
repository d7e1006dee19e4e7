import { describe, expect, it } from "vitest";
import {
  runPhases,
  writingProgress,
} from "@/app/(dashboard)/[workspace]/settings/extensions/git-sync/runs/[id]/run-phases";
import type { PhaseName } from "@/server/domain/git-sync/run-recorder";

const phase = (name: PhaseName, ms: number | null) => ({ name, startedAt: "2026-11-22T10:00:00Z", ms });
const states = (run: Parameters<typeof runPhases>[0]) => runPhases(run).map(({ label, state }) => `${label}: ${state}`);

describe("the phases of a run", () => {
  it("lie all ahead of a run that waits", () => {
    expect(states({ status: "queued", trigger: "full", phases: [] })).toEqual([
      "Connect to the host: queued",
      "Look at the branch: queued",
      "Read what the repository holds: queued",
      "Write commits: queued",
      "Push: queued",
      "Record what was pushed: queued",
    ]);
  });

  it("show what is done, what goes on, and what is still to come", () => {
    const phases = [phase("connect", 12), phase("write", null)];
    expect(states({ status: "running", trigger: "change", phases })).toEqual([
      "Connect to the host: succeeded",
      "Write commits: running",
      "Push: queued",
      "Record what was pushed: queued",
    ]);
  });

  it("end with the one that failed, and promise nothing after it", () => {
    const phases = [phase("connect", 12), phase("push", 400)];
    expect(states({ status: "failed", trigger: "change", phases })).toEqual([
      "Connect to the host: succeeded",
      "Push: failed",
    ]);
  });

  it("may come twice when the remote moved", () => {
    const phases = (["connect", "push", "fetch", "push", "record"] as const).map((name) => phase(name, 5));
    const ids = runPhases({ status: "succeeded", trigger: "change", phases }).map(({ id }) => id);
    expect(new Set(ids).size).toBe(5);
  });
});

describe("the progress of writing", () => {
  it("counts resources while files are written, and only then", () => {
    const run = { status: "running", trigger: "full", counts: { resources: 200, resourcesTotal: 1000 } };
    expect(writingProgress({ ...run, phases: [phase("write", null)] })).toEqual({ done: 200, total: 1000 });
    expect(writingProgress({ ...run, phases: [phase("push", null)] })).toBeNull();
  });
});
