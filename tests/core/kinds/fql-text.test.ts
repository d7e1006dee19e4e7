import { describe, expect, it } from "vitest";
import { parseState } from "@/server/core/kinds/parse-state";
import { resourceKinds } from "@/server/core/kinds/table";
import { listActions, listPresets } from "@/server/domain/catalog/list-actions";
import { listCatalogIds } from "@/server/domain/catalog/list-catalog-ids";
import { sampleResources } from "@/server/domain/sample/sample-resources";
import type { JsonValue } from "@/server/hcl/schema";

const { destination_filter: filter, destination_subscription: mapping, transformation } = resourceKinds;

const base: { readonly [kind: string]: { readonly [name: string]: JsonValue } } = {
  destination_filter: { title: "F", destination_id: "d", source_id: "s", if: "all", actions: [{ type: "DROP" }] },
  destination_subscription: { name: "M", destination_id: "d", action_id: "a", trigger: "all", settings: {} },
  transformation: { name: "T", source_id: "s", if: "all" },
};

const problems = (kind: typeof filter, changes: { readonly [name: string]: JsonValue }) =>
  parseState(kind, { ...base[kind.kind], ...changes }).problems;

describe("text that is no FQL", () => {
  it.each([
    [filter, { if: "event is Test" }, "if"],
    [mapping, { trigger: 'type = "track' }, "trigger"],
    [transformation, { if: "type = " }, "if"],
    [
      transformation,
      { fql_defined_properties: [{ property_name: "p", fql: "lowercase(" }] },
      "fql_defined_properties.0.fql",
    ],
  ])("is refused in $kind, with the field and the character", (kind, changes, path) => {
    expect(problems(kind, changes)).toEqual([{ path, message: expect.stringMatching(/\(At character \d+\.\)$/) }]);
  });

  it("is not what only calls a function that is not known here: an import may keep that", () => {
    const [found, ...more] = problems(filter, { if: "event = 'x' and soundex(event) = 'y'" });
    expect(more).toEqual([]);
    expect(found).toMatchObject({ path: "if", tolerated: true, message: expect.stringContaining("“soundex”") });
    const both = problems(filter, { if: "soundex(event) = 'y'", actions: [] });
    expect(both.map(({ path }) => path)).toEqual(["if", "actions"]);
    expect(problems(filter, { if: "soundex(event) event" })[0]).not.toHaveProperty("tolerated");
  });
});

it("every trigger that the catalog and the sample offer is FQL", () => {
  const types = listCatalogIds("destinations");
  const offered = types.flatMap((type) => [
    ...listActions(type).map(({ defaultTrigger }) => defaultTrigger),
    ...listPresets(type).map(({ trigger }) => trigger),
  ]);
  const triggers = new Set(offered.filter((trigger) => trigger !== null));
  expect(triggers.size).toBeGreaterThan(50);
  expect([...triggers].filter((trigger) => problems(mapping, { trigger }).length > 0)).toEqual([]);
  expect(sampleResources().flatMap(({ kind, state }) => parseState(resourceKinds[kind], state).problems)).toEqual([]);
});
