import { describe, expect, it } from "vitest";
import { documentOf, filePathOf } from "@/server/core/kinds/document";
import { parseState } from "@/server/core/kinds/parse-state";
import { allKinds, resourceKinds } from "@/server/core/kinds/table";
import { sampleResources } from "@/server/domain/sample/sample-resources";
import { readHcl } from "@/server/hcl/read";
import { readResource } from "@/server/hcl/read-resource";
import { renderResource } from "@/server/hcl/resource-file";
import type { AttributeTable, AttributeType } from "@/server/hcl/schema";
import { providerTables, tableFor } from "@/tests/hcl/provider-tables";

/** A table without what only we add: labels, inputs, rules. */
function bare(table: AttributeTable): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table).map(([name, { mode, value }]) => [name, { mode, value: bareType(value) }]),
  );
}

function bareType(type: AttributeType): unknown {
  if (type.type === "object") return { type: type.type, attributes: bare(type.attributes) };
  if (type.type === "set" || type.type === "list") return { type: type.type, element: bareType(type.element) };
  return { type: type.type };
}

describe("the table of kinds against the provider's own schema", () => {
  it("names the provider's 16 resource types, each once", () => {
    expect(allKinds.map(({ terraformType }) => terraformType).sort()).toEqual([...providerTables.keys()].sort());
    expect(allKinds).toHaveLength(16);
  });

  it.each(allKinds.map((kind) => [kind.kind, kind] as const))(
    "%s has every settable attribute with its type and mode, and nothing more",
    (_, kind) => {
      expect(bare(kind.attributes)).toEqual(bare(tableFor(kind.terraformType)));
    },
  );

  it("gives each kind a folder and a route of its own", () => {
    for (const field of ["directory", "route", "singular", "plural"] as const) {
      expect(new Set(allKinds.map((kind) => kind[field])).size, field).toBe(16);
    }
  });
});

describe("ids", () => {
  it.each(allKinds.map((kind) => [kind.kind, kind] as const))(
    "a new %s has an id of its kind's shape",
    (name, kind) => {
      const sample = sampleResources().find((resource) => resource.kind === name);
      for (let n = 0; n < 50; n++) expect(kind.newId(sample?.state ?? {})).toMatch(kind.idShape);
      for (const id of ["", "../../etc/passwd", "a/b", "a\\b", "a\0b", "a\nb", ".", "..", "a:b:c", "é"]) {
        expect(kind.idShape.test(id), id).toBe(false);
      }
    },
  );
});

it("every sample resource is written and read back as the state that was parsed", () => {
  for (const { kind: name, id, state } of sampleResources()) {
    const kind = resourceKinds[name];
    const parsed = parseState(kind, state).state;
    const text = renderResource(documentOf(name, id, parsed));
    const block = readHcl(text, { file: filePathOf(name, id, parsed) }).blocks.at(-1);
    if (!block) throw new Error("no block");
    const { state: back } = readResource(block, kind.attributes, { file: id });
    expect(renderResource(documentOf(name, id, back))).toBe(text);
  }
});
