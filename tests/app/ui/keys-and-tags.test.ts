import { describe, expect, it } from "vitest";
import { fieldId } from "@/app/_ui/field-id";
import { menuTarget } from "@/app/_ui/menu-keys";
import { addTags } from "@/app/_ui/tags";

const LABELS = ["Duplicate", "Rename", "Delete"];

describe("keys in a menu", () => {
  it("move by one and go round at the ends", () => {
    expect(menuTarget("ArrowDown", LABELS, -1)).toBe(0);
    expect(menuTarget("ArrowDown", LABELS, 2)).toBe(0);
    expect(menuTarget("ArrowUp", LABELS, 0)).toBe(2);
    expect(menuTarget("Home", LABELS, 2)).toBe(0);
    expect(menuTarget("End", LABELS, 0)).toBe(2);
  });

  it("find the next item by its first letter", () => {
    expect(menuTarget("d", LABELS, 0)).toBe(2);
    expect(menuTarget("d", LABELS, 2)).toBe(0);
    expect(menuTarget("r", LABELS, 0)).toBe(1);
    expect(menuTarget("x", LABELS, 0)).toBeNull();
  });

  it("leave keys alone that mean something else", () => {
    for (const key of ["Enter", " ", "Escape", "Shift"]) expect(menuTarget(key, LABELS, 0)).toBeNull();
    expect(menuTarget("ArrowDown", [], -1)).toBeNull();
  });
});

describe("tags", () => {
  it("are one for each line, trimmed, and never repeated", () => {
    expect(addTags(["a"], " b\n a \r\n\n c\rb")).toEqual(["a", "b", "c"]);
  });

  it("keep their commas", () => {
    expect(addTags([], '[a-z]{2,3}\n{"a": 1, "b": 2}\nhttps://example.com/?ids=1,2')).toEqual([
      "[a-z]{2,3}",
      '{"a": 1, "b": 2}',
      "https://example.com/?ids=1,2",
    ]);
  });
});

describe("field ids", () => {
  it("are usable in a link whatever the field's name", () => {
    expect(fieldId("auth.headers[0].value")).toBe("field-auth-headers-0-value");
  });
});
