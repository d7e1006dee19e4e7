import { describe, expect, it } from "vitest";
import { needsAttention } from "@/app/(dashboard)/[workspace]/_overview/needs-attention";
import { markOf } from "@/app/(dashboard)/[workspace]/settings/extensions/dbt/_parts/project-mark";
import {
  countsText,
  projectLook,
  projectsLook,
} from "@/app/(dashboard)/[workspace]/settings/extensions/dbt/_parts/words";

const project = {
  id: "p1",
  enabled: true,
  loaded: null,
  seenCommit: null,
  activeRunId: null,
  failedRunId: null,
  failure: null,
  retryAt: null,
  warehouseCheck: null,
};
const failure = { class: "x", title: "No", remedy: "", retriable: false, hostWords: "", accessLost: false };

describe("how a dbt project stands", () => {
  it("marks a page as old when a run starts, ends, or fails, for its own project only", () => {
    const other = { ...project, id: "p2" };
    const before = markOf([project, other], "p1");
    expect(markOf([project, { ...other, activeRunId: "r" }], "p1")).toBe(before);
    expect(markOf([project, { ...other, activeRunId: "r" }], null)).not.toBe(markOf([project, other], null));
    expect(markOf([{ ...project, activeRunId: "r" }, other], "p1")).not.toBe(before);
    expect(markOf([{ ...project, failure }, other], "p1")).not.toBe(before);
    const warehouseCheck = { ok: true, asked: 2, found: 2, at: new Date(0) } as const;
    expect(markOf([{ ...project, warehouseCheck }, other], "p1")).not.toBe(before);
    expect(markOf([other], "p1")).toBe("gone");
  });

  it("says what matters most, of one and of all", () => {
    expect(projectLook(project)).toMatchObject({ state: "queued" });
    expect(projectLook({ ...project, failure })).toEqual({ state: "error", word: "Failing" });
    const healthy = { ...project, loaded: { current: true } };
    expect(projectLook(healthy)).toEqual({ state: "healthy", word: "Up to date" });
    expect(projectLook({ ...healthy, enabled: false })).toMatchObject({ state: "disabled" });
    expect(projectsLook([])).toEqual({ state: "not-set-up" });
    expect(projectsLook([healthy, { ...healthy, failure }])).toEqual({ state: "error", stateWord: "Failing" });
  });

  it("counts in words", () => {
    expect(countsText({ models: 1, added: 1, removed: 0 })).toBe("1 model, 1 added");
    expect(countsText({})).toBe("—");
  });
});

describe("a dbt project that fails", () => {
  const overview = { slug: "acme", gitSync: null, runs: [], connections: [] };

  it("needs attention, with the run that says why", () => {
    const failing = { id: "p1", name: "Shop", failure: { ...failure, remedy: "Correct it." }, failedRunId: "r1" };
    expect(needsAttention({ ...overview, dbtProjects: [failing] })).toMatchObject([
      {
        kind: "danger",
        title: "dbt project “Shop”: No",
        text: "Correct it.",
        href: expect.stringMatching(/\/dbt\/p1\/runs\/r1$/),
      },
    ]);
    expect(needsAttention({ ...overview, dbtProjects: [{ ...failing, failure: null }] })).toEqual([]);
  });
});
