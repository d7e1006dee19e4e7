import { describe, expect, it } from "vitest";
import { readHcl } from "@/server/hcl/read";
import { readDocument } from "@/server/hcl/read-resource";
import { renderResource } from "@/server/hcl/resource-file";
import type { ResourceDocument } from "@/server/hcl/schema";
import { readVariables, renderVariables } from "@/server/hcl/variables-tf";
import { writeHcl } from "@/server/hcl/write";
import { tableFor } from "./provider-tables";

const document = (extra: Partial<ResourceDocument>): ResourceDocument => ({
  type: "segment_source_tracking_plan_connection",
  label: "id-a_b",
  importId: "a:b",
  attributes: tableFor("segment_source_tracking_plan_connection"),
  state: { source_id: "a", tracking_plan_id: "b", schema_settings: { track: { allow_unplanned_events: true } } },
  ...extra,
});

const source: Partial<ResourceDocument> = {
  type: "segment_source",
  attributes: tableFor("segment_source"),
  state: { enabled: true, slug: "s", metadata: { id: "m" }, settings: { apiKey: "••••", url: "u", "a b": "••••" } },
  variables: { apiKey: "source_a_apiKey", "a b": "source_a_a_x20_b", zone: "source_a_zone" },
};

const again = (text: string, { type, attributes }: ResourceDocument) =>
  readDocument(readHcl(text, { file: "a.tf" }), (name) => (name === type ? attributes : undefined), { file: "a.tf" });

describe("settings with variables", () => {
  it("are written in the place of their keys, masks left out, and read back as variables", () => {
    const whole = document(source);
    const text = renderResource(whole);
    expect(text).toContain(
      'settings = jsonencode({\n    "a b"  = var.source_a_a_x20_b\n    apiKey = var.source_a_apiKey\n    url    = "u"\n    zone   = var.source_a_zone\n  })',
    );
    const read = again(text, whole);
    expect(read).toMatchObject({ variables: whole.variables, state: { settings: { url: "u" } } });
    expect(writeHcl(readHcl(text, { file: "a.tf" }))).toBe(text);
  });

  it("cannot be a literal text", () => {
    const state = { ...source.state, settings: { apiKey: "••••", n: 1e21 } };
    expect(() => renderResource(document({ ...source, state }))).toThrow("cannot hold variables");
  });
});

describe("attributes that the provider cannot read back", () => {
  it("are ignored by Terraform, and read back so", () => {
    const whole = document({ ignoreChanges: ["schema_settings"] });
    const text = renderResource(whole);
    expect(text).toMatch(/\n\n {2}lifecycle {\n {4}ignore_changes = \[schema_settings\]\n {2}}\n}$/);
    expect(again(text, whole)).toEqual(whole);
    expect(writeHcl(readHcl(text, { file: "a.tf" }))).toBe(text);
  });
});

describe("the declarations of variables", () => {
  const text = renderVariables(["b", "a", "b"]);

  it("are sensitive texts without a default, each once, in order", () => {
    expect(text).toBe(
      'variable "a" {\n  sensitive = true\n  type      = string\n}\n\nvariable "b" {\n  sensitive = true\n  type      = string\n}',
    );
    expect(readVariables(text)).toEqual(["a", "b"]);
    expect(writeHcl(readHcl(text, { file: "variables.tf" }))).toBe(text);
  });

  it.each([
    "",
    'variable "a" {}',
    text.replace("true", "false"),
    `${text}\n`,
    `# mine\n${text}`,
    text.replace("string\n", 'string\n  default   = "x"\n'),
    'provider "segment" {}',
    "not HCL {",
  ])("are not taken for ours when somebody wrote %j", (other) => {
    expect(readVariables(other)).toBeNull();
  });
});
