import { describe, expect, it } from "vitest";
import {
  doneWords,
  obstacle,
  planWords,
  resourceLink,
} from "@/app/(dashboard)/[workspace]/settings/extensions/import/_parts/plan-words";

const none = { files: 0, create: 0, update: 0, unchanged: 0, delete: 0, errors: 0, warnings: 0 };

describe("an import in words", () => {
  it("says what would be done and what was, without what is none", () => {
    const counts = { ...none, create: 1200, update: 1, delete: 2, unchanged: 3 };
    expect(planWords(counts)).toBe("1,200 to create, 1 to change, 2 to delete, 3 unchanged");
    expect(doneWords({ ...none, create: 4 })).toBe("4 created");
    expect(planWords(none)).toBe("Nothing to import");
  });

  it("says what stands against it: errors, or nothing to do", () => {
    expect(obstacle({ ...none, create: 5, errors: 1 })).toContain("1 error stands against it");
    expect(obstacle({ ...none, create: 5, errors: 2 })).toContain("2 errors stand against it");
    expect(obstacle({ ...none, unchanged: 7 })).toContain("nothing to do");
    expect(obstacle({ ...none, delete: 1, warnings: 3 })).toBeNull();
  });

  it("leads to resources whatever their ids hold", () => {
    const kinds = { label: { name: "Label", route: "settings/access/labels" } };
    expect(resourceLink("acme", kinds, "label", "a:b/c")).toBe("/acme/settings/access/labels/a%3Ab%2Fc");
  });
});
