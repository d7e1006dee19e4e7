import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readHcl } from "@/server/hcl/read";
import { readResource } from "@/server/hcl/read-resource";
import { renderResource } from "@/server/hcl/resource-file";
import type { AttributeTable, AttributeType, JsonValue, ResourceState } from "@/server/hcl/schema";
import { fixture, tableFor } from "./provider-tables";

/** The resource blocks of a file that `terraform plan -generate-config-out` wrote; its comments are not ours. */
const blocksOf = (text: string): string[] =>
  text.split(/^# __generated__.*\n/m).flatMap((part) => part.match(/^resource[\s\S]*^}$/m) ?? []);

/** The same value with every set turned round, at any depth. */
function turned(type: AttributeType, value: JsonValue | undefined): JsonValue {
  if (value === undefined || value === null) return null;
  if (type.type === "set" && Array.isArray(value)) {
    return value.map((item: JsonValue) => turned(type.element, item)).reverse();
  }
  return type.type === "object" ? withSetsTurned(value as ResourceState, type.attributes) : value;
}

function withSetsTurned(state: ResourceState, attributes: AttributeTable): ResourceState {
  const entries = Object.entries(attributes).map(
    ([name, schema]) => [name, turned(schema.value, state[name])] as const,
  );
  return Object.fromEntries(entries);
}

const files = readdirSync(new URL("fixtures/", import.meta.url)).filter((name) => name.endsWith(".tf"));

describe("states read from Terraform's own generated configuration", () => {
  it.each(files)("are written back byte for byte, whatever the order of their sets: %s", (name) => {
    const blocks = blocksOf(fixture(name));
    expect(blocks.length).toBeGreaterThan(0);
    for (const text of blocks) {
      const [block] = readHcl(text, { file: name }).blocks;
      const [type = "", label = ""] = block?.labels ?? [];
      if (!block) throw new Error(`${name} holds no block.`);
      const attributes = tableFor(type);
      const { state } = readResource(block, attributes, { file: name });
      const render = (of: ResourceState) => renderResource({ type, label, importId: null, attributes, state: of });
      expect(render(state)).toBe(text);
      expect(render(withSetsTurned(state, attributes))).toBe(text);
    }
  });
});

interface Golden {
  readonly attributes: AttributeTable;
  readonly cases: readonly { readonly state: ResourceState; readonly text: string }[];
}

describe("random states", () => {
  const { attributes, cases } = JSON.parse(fixture("terraform-generated.json")) as Golden;

  it.each(cases.map(({ state, text }, index) => ({ index, state, text })))(
    "are written as Terraform 1.11.4 writes them: $index",
    ({ state, text }) => {
      expect(renderResource({ type: "segment_x", label: "id-1", importId: null, attributes, state })).toBe(text);
    },
  );
});
