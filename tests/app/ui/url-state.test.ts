import { describe, expect, it } from "vitest";
import { hrefWith, otherPairs, toSearchParams, valuesOf } from "@/app/_ui/url-state";

describe("the address of a changed page state", () => {
  it("keeps what the patch does not name", () => {
    expect(hrefWith("/w/sources", { q: "web", type: ["a", "b"] }, { sort: "name" })).toBe(
      "/w/sources?q=web&sort=name&type=a&type=b",
    );
  });

  it("is the same for equal states, whatever the order they came in", () => {
    expect(hrefWith("/x", { b: "2", a: "1" }, {})).toBe(hrefWith("/x", { a: "1", b: "2" }, {}));
  });

  it("forgets the page cursor when a filter changes", () => {
    expect(hrefWith("/x", { after: "id-50", q: "a" }, { type: "ios" })).toBe("/x?q=a&type=ios");
    expect(hrefWith("/x", { after: "id-50", q: "a" }, { after: "id-100" })).toBe("/x?after=id-100&q=a");
  });

  it("has no query when nothing is left", () => {
    expect(hrefWith("/x", { q: "a", type: "b" }, { q: "", type: null })).toBe("/x");
  });

  it("encodes what people type", () => {
    const href = hrefWith("/x", {}, { q: "a&b=c #1 ü" });
    expect(new URL(href, "http://host").searchParams.get("q")).toBe("a&b=c #1 ü");
  });
});

describe("what a form that sets one key sends along", () => {
  it("is the rest of the query, each pair once, without the page cursor", () => {
    const params = { q: "old", type: ["a", "b", "a"], state: "enabled", after: "id-50" };
    expect(otherPairs(params, "q")).toEqual([
      ["type", "a"],
      ["type", "b"],
      ["state", "enabled"],
    ]);
  });
});

describe("reading a query", () => {
  it("gives every value of a repeated key", () => {
    const params = toSearchParams(new URLSearchParams("type=a&type=b&q=x"));
    expect(valuesOf(params, "type")).toEqual(["a", "b"]);
    expect(valuesOf(params, "none")).toEqual([]);
    expect(valuesOf({ q: "x" }, "q")).toEqual(["x"]);
  });
});
