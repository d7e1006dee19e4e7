import { describe, expect, it } from "vitest";
import { parseUnifiedDiff } from "@/app/_ui/unified-diff";

const TWO_HUNKS = `diff --git a/x.tf b/x.tf
index 111..222 100644
--- a/x.tf
+++ b/x.tf
@@ -1,3 +1,3 @@ resource "a"
 one
-two
+zwei
 three
@@ -10,0 +11 @@
+eleven
`;

describe("a unified diff", () => {
  it("gives each line its kind and its numbers on both sides", () => {
    const [first, second] = parseUnifiedDiff(TWO_HUNKS);
    expect(first?.heading).toBe('resource "a"');
    expect(first?.lines).toEqual([
      { kind: "context", text: "one", oldNumber: 1, newNumber: 1 },
      { kind: "removed", text: "two", oldNumber: 2, newNumber: null },
      { kind: "added", text: "zwei", oldNumber: null, newNumber: 2 },
      { kind: "context", text: "three", oldNumber: 3, newNumber: 3 },
    ]);
    expect(second?.lines).toEqual([{ kind: "added", text: "eleven", oldNumber: null, newNumber: 11 }]);
  });

  it("takes removed text that looks like a header for text", () => {
    const [hunk] = parseUnifiedDiff("@@ -1,2 +1 @@\n--- a/x\n-@@ -1 +1 @@\n+y\n");
    expect(hunk?.lines.map((line) => [line.kind, line.text])).toEqual([
      ["removed", "-- a/x"],
      ["removed", "@@ -1 +1 @@"],
      ["added", "y"],
    ]);
  });

  it("keeps the note about a missing last newline without counting it", () => {
    const [hunk] = parseUnifiedDiff("@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n");
    expect(hunk?.lines.map((line) => line.kind)).toEqual(["removed", "note", "added"]);
    expect(hunk?.lines[2]?.newNumber).toBe(1);
  });

  it("has no hunks when there is nothing to show", () => {
    expect(parseUnifiedDiff("")).toEqual([]);
    expect(parseUnifiedDiff("Binary files a/x and b/x differ\n")).toEqual([]);
  });
});
