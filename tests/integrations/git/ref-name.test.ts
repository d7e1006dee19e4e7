import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { branchRef } from "@/server/integrations/git/branch-ref";
import { findBranchNameProblem, isScratchBranch, newScratchBranch } from "@/server/integrations/git/ref-name";

describe("branch names", () => {
  it.each(["main", "release/1.2", "ann/fix-#12", "größe", "a.b", "x@y"])("accepts %s", (name) => {
    expect(findBranchNameProblem(name)).toBeNull();
    expect(branchRef(name)).toBe(`refs/heads/${name}`);
  });

  it.each([
    "",
    "-f",
    "a b",
    "a..b",
    "a/",
    "/a",
    "a//b",
    ".a",
    "a/.b",
    "a.",
    "a.lock",
    "a.lock/b",
    "a~1",
    "a:b",
    "a\\b",
    "a@{1}",
    "@",
    "HEAD",
    "refs/heads/main",
    "a\nb",
    "a\u202eb",
    "x".repeat(241),
    "0123456789abcdef0123456789abcdef01234567",
  ])("refuses %j", (name) => {
    expect(findBranchNameProblem(name)).not.toBeNull();
  });

  it("never accepts what git itself, or the last guard before it, refuses", () => {
    const piece = fc.constantFrom("a", "/", ".", "..", "-", "@", "{", "lock", "~", "*", "HEAD", "é", "[", "\\");
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
        const name = pieces.join("");
        if (findBranchNameProblem(name) !== null) return;
        expect(branchRef(name)).toBe(`refs/heads/${name}`);
        expect(spawnSync("git", ["check-ref-format", `refs/heads/${name}`]).status, name).toBe(0);
      }),
      { numRuns: 150 },
    );
  });

  it("makes scratch names that are recognised again and never repeat", () => {
    const name = newScratchBranch();
    expect(findBranchNameProblem(name)).toBeNull();
    expect(isScratchBranch(name)).toBe(true);
    expect(newScratchBranch()).not.toBe(name);
    expect(isScratchBranch("tributary-check/main")).toBe(false);
  });
});
