import { describe, expect, it } from "vitest";
import { readSetup, setupHref } from "@/app/(dashboard)/[workspace]/settings/extensions/dbt/setup/_parts/setup-state";

const whole = { connection: "c1", source: "s1", url: "git@example.com:a/b.git", branch: "main", tested: "yes" };

describe("the address of the set-up", () => {
  it("shows the step that it names, when those before it are settled", () => {
    for (const step of ["connection", "source", "repository", "project"])
      expect(readSetup({ ...whole, step }).step).toBe(step);
  });

  it("falls back to the first step that is not settled", () => {
    expect(readSetup({ step: "project" }).step).toBe("connection");
    expect(readSetup({ step: "project", connection: "c1" }).step).toBe("source");
    expect(readSetup({ step: "project", connection: "c1", source: "s1" }).step).toBe("repository");
    expect(readSetup({ ...whole, step: "project", tested: "no" }).step).toBe("repository");
    expect(readSetup({ ...whole, step: "nonsense" }).step).toBe("connection");
  });

  it("keeps what was settled when going back, and reads another repository anew", () => {
    const state = readSetup({ ...whole, step: "project" });
    const back = setupHref("/setup", state, { step: "source" });
    expect(readSetup(Object.fromEntries(new URLSearchParams(back.split("?")[1])))).toEqual({
      ...state,
      step: "source",
    });
    expect(setupHref("/setup", state, { step: "repository", source: "s2" })).toContain("tested=yes");
    expect(setupHref("/setup", state, { step: "source", connection: "c2" })).not.toContain("tested");
  });
});
