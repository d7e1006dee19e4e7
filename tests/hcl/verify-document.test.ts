import { describe, expect, it } from "vitest";
import { renderResource } from "@/server/hcl/resource-file";
import type { ResourceDocument, ResourceState } from "@/server/hcl/schema";
import { findMismatch, renderVerified } from "@/server/hcl/verify-document";
import { tableFor } from "./provider-tables";

const document = (state: ResourceState): ResourceDocument => ({
  type: "segment_source",
  label: "id-1",
  importId: "1",
  attributes: tableFor("segment_source"),
  state: { enabled: true, slug: "s", metadata: { id: "m" }, settings: {}, ...state },
});

const problem = (state: ResourceState) => renderVerified(document(state)).mismatch;

describe("a resource that is written", () => {
  it.each<[string, ResourceState]>([
    [
      "a set in another order",
      {
        labels: [
          { key: "b", value: "1" },
          { key: "a", value: "1" },
        ],
      },
    ],
    ["an optional empty text", { name: "" }],
    ["decomposed Unicode", { name: "e\u0301", settings: { "e\u0301": ["e\u0301"] } }],
    ["numbers of any size", { settings: { a: [1e21, 1e-7, -0, 2 ** 53, 0.1] } }],
    ["odd names", { settings: { __proto__x: 1, "": 2, "a b": null, "${a}": "%{b}" } }],
    ["text that looks like JSON", { name: '{"a":1}', slug: "[1]" }],
  ])("says the same with %s", (_, state) => {
    expect(problem(state)).toBeNull();
  });

  it("is told from one that says something else, at the attribute", () => {
    const it1 = document({ settings: { limits: [1, 2] } });
    const text = renderResource(it1);
    expect(findMismatch(it1, text)).toBeNull();
    expect(findMismatch(it1, text.replace("[1, 2]", "[1, 3]"))).toMatchObject({ path: "settings.limits.1" });
    expect(findMismatch(it1, text.replace("[1, 2]", "[1]"))).toMatchObject({ path: "settings.limits" });
    expect(findMismatch(it1, text.replace("limits", "limit"))).toMatchObject({ path: "settings.limits" });
    expect(findMismatch(it1, text.replace('"1"', '"2"'))).toMatchObject({ path: "importId" });
    expect(findMismatch(it1, text.replace(/= "s"/, `= "t"`))).not.toBeNull();
    expect(findMismatch(it1, `${text}x`)).toMatchObject({ path: "" });
  });
});

describe("a state that HCL cannot hold", () => {
  it.each<[string, ResourceState, string]>([
    ["half a character", { name: "a\ud800" }, "name"],
    ["names that Terraform takes for one", { settings: { "\u00e9": 1, "e\u0301": 1 } }, "settings"],
    ["an attribute that the provider does not know", { colour: "red" }, "colour"],
    ["a value of the wrong type", { enabled: "yes" }, ""],
    ["a document without end", { settings: nested(400) }, ""],
  ])("is not written: %s", (_, state, path) => {
    expect(renderVerified(document(state))).toMatchObject({ text: null, mismatch: { path } });
  });
});

function nested(depth: number): ResourceState {
  let value: ResourceState = {};
  for (let level = 0; level < depth; level++) value = { a: value };
  return value;
}
