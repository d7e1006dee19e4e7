import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { unifiedDiff } from "@/server/hcl/unified-diff";

it("is empty for equal texts", () => {
  expect(unifiedDiff("a\n", "a\n", "f")).toBe("");
});

it("shows changes with three lines around them and a missing line break at the end", () => {
  expect(unifiedDiff("1\n2\n3\n4\n5\n6\n7\n8", "1\n2\n3\n4\nfive\n6\n7\n8\n", "d/f.tf")).toBe(
    [
      "--- a/d/f.tf",
      "+++ b/d/f.tf",
      "@@ -2,7 +2,7 @@",
      " 2",
      " 3",
      " 4",
      "-5",
      "+five",
      " 6",
      " 7",
      "-8",
      "\\ No newline at end of file",
      "+8",
      "",
    ].join("\n"),
  );
});

it("is a patch that git applies", () => {
  const dir = mkdtempSync(join(tmpdir(), "tributary-diff-"));
  const text = fc.array(fc.constantFrom("a\n", "b\n", "c\n", "d\n"), { maxLength: 30 }).map((lines) => lines.join(""));
  const ending = fc.constantFrom("", "e");
  try {
    fc.assert(
      fc.property(text, ending, text, ending, (from, fromEnd, to, toEnd) => {
        const [before, after] = [`x\n${from}${fromEnd}`, `x\n${to}${toEnd}`];
        fc.pre(before !== after);
        writeFileSync(join(dir, "f"), before);
        execFileSync("git", ["apply", "-"], { cwd: dir, input: unifiedDiff(before, after, "f") });
        expect(readFileSync(join(dir, "f"), "utf8")).toBe(after);
      }),
      { numRuns: 40 },
    );
  } finally {
    rmSync(dir, { recursive: true });
  }
});

it("shows a large rewritten text as one piece, without delay", () => {
  const text = (prefix: string) => Array.from({ length: 20_000 }, (_, index) => `${prefix}${index}\n`).join("");
  const start = performance.now();
  expect(unifiedDiff(text("a"), text("b"), "f")).toContain("@@ -1,20000 +1,20000 @@");
  expect(performance.now() - start).toBeLessThan(3_000);
});
