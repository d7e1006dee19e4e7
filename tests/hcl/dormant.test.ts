import { describe, expect, it } from "vitest";
import { documentOf } from "@/server/core/kinds/document";
import { resourceKinds } from "@/server/core/kinds/table";
import { readHcl } from "@/server/hcl/read";
import { readDocument } from "@/server/hcl/read-resource";
import { renderResource } from "@/server/hcl/resource-file";

const state = { source_id: "aaaaaaaaaaaaaaaaaaaaaa", warehouse_id: "bbbbbbbbbbbbbbbbbbbbbb" };
const document = documentOf("source_warehouse_connection", `${state.source_id}:${state.warehouse_id}`, state);
const { attributes } = resourceKinds.source_warehouse_connection;
const read = (text: string) => readDocument(readHcl(text, { file: "c.tf" }), () => attributes, { file: "c.tf" });

describe("a kind that Terraform cannot import", () => {
  it("is written so that Terraform plans nothing for it", () => {
    expect(
      renderResource(document),
    ).toBe(`resource "segment_source_warehouse_connection" "id-aaaaaaaaaaaaaaaaaaaaaa_bbbbbbbbbbbbbbbbbbbbbb" {
  count = 0

  source_id    = "aaaaaaaaaaaaaaaaaaaaaa"
  warehouse_id = "bbbbbbbbbbbbbbbbbbbbbb"
}`);
  });

  it("is read back as it was, and without the count too", () => {
    const text = renderResource(document);
    expect(renderResource(read(text))).toBe(text);
    expect(read(text.replace("  count = 0\n\n", ""))).toMatchObject({ state });
    expect(read(text.replace("  count = 0\n\n", "")).dormant).toBeUndefined();
  });

  it("is refused with another count", () => {
    expect(() => read(renderResource(document).replace("count = 0", "count = 2"))).toThrow("count");
  });
});
