import { figure } from "@/bench/support/figure";
import type { Figure } from "@/server/cli/bench";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { readHcl } from "@/server/hcl/read";
import { renderResource } from "@/server/hcl/resource-file";
import type { ResourceDocument, ResourceState } from "@/server/hcl/schema";
import { renderVerified } from "@/server/hcl/verify-document";
import { writeHcl } from "@/server/hcl/write";

const count = 10_000;
/** For writing all of them on one core. */
const LIMIT_MS = 1000;

const path = (field: string) => ({ "@path": `$.${field}` });

/** Settings of a believable mapping: some 25 keys with paths, a template, a list and scalars. */
function mapping(index: number): ResourceState {
  const fields = Array.from({ length: 20 }, (_, field) => [
    `field_${field}`,
    path(`properties.value_${index}_${field}`),
  ]);
  return {
    ...Object.fromEntries(fields),
    __segment_internal_sync_mode: "upsert",
    batch_size: 1000,
    enable_batching: true,
    items: [path("a"), path("b")],
    title: { "@template": "{{properties.name}} – ${literal}" },
  };
}

const rules = (index: number) =>
  Array.from({ length: 5 }, (_, rule) => ({
    type: "TRACK",
    key: `Event ${(index * 7 + rule * 3) % 100}`,
    version: 1,
    json_schema: {
      $schema: "http://json-schema.org/draft-07/schema#",
      type: "object",
      properties: {
        context: {},
        traits: {},
        properties: {
          type: "object",
          required: ["total"],
          properties: { total: { type: "number", minimum: 0.01 }, note: { type: ["string", "null"] } },
        },
      },
    },
  }));

const code = `async function onTrack(event, settings) {\n\tconst url = \`https://example.test/\${event.userId}\`;\n${"\tawait send(event.properties, settings);\n".repeat(40)}}\n`;

const makers: { readonly [K in KindName]?: (index: number) => ResourceState } = {
  source: (index) => ({
    name: `Source ${index}`,
    slug: `source_${index}`,
    enabled: index % 3 > 0,
    metadata: { id: "9TYqEh3nMe" },
    settings: { website: `https://${index}.example.test`, secret: "••••••••••5148" },
    labels: [
      { key: "team", value: "growth" },
      { key: "environment", value: "prod" },
    ],
  }),
  destination_subscription: (index) => ({
    name: `Mapping ${index}`,
    action_id: "2P24zUSAL8BUpyGYNGmD7M",
    destination_id: "6686ae06c8dc079b6369562c",
    enabled: true,
    trigger: 'type = "identify"',
    settings: mapping(index),
  }),
  tracking_plan: (index) => ({ name: `Plan ${index}`, type: "LIVE", rules: rules(index) }),
  function: (index) => ({ code, display_name: `Function ${index}`, resource_type: "SOURCE", settings: [] }),
  label: (index) => ({ key: "team", value: `team-${index}` }),
};

function documents(): ResourceDocument[] {
  const kinds = Object.entries(makers);
  return Array.from({ length: count }, (_, index) => {
    const [name, make] = kinds[index % kinds.length] ?? ["label", makers.label];
    const { terraformType, attributes } = resourceKinds[name as KindName];
    const id = `r${index}`;
    return { type: terraformType, label: `id-${id}`, importId: id, attributes, state: make?.(index) ?? {} };
  });
}

/** Shortest of five runs, in milliseconds. */
function best(work: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}

/** 10,000 resources of five kinds, written and read, against `JSON.stringify` and `JSON.parse` of the same states. */
export async function run(): Promise<Figure[]> {
  const all = documents();
  const states = all.map(({ state }) => state);
  const json = states.map((state) => JSON.stringify(state));
  const texts = all.map(renderResource);
  const stringify = best(() => {
    for (const state of states) JSON.stringify(state);
  });
  const parse = best(() => {
    for (const text of json) JSON.parse(text);
  });
  const render = best(() => {
    for (const document of all) renderResource(document);
  });
  const read = best(() => {
    for (const text of texts) readHcl(text, { file: "bench.tf" });
  });
  const verified = best(() => {
    for (const document of all) renderVerified(document);
  });
  const again = best(() => {
    for (const text of texts) writeHcl(readHcl(text, { file: "bench.tf" }));
  });
  return [
    figure("hcl: render 10,000 resources", "ms", render, "JSON.stringify", stringify),
    figure("hcl: render 10,000 resources", "ms", render, "limit", LIMIT_MS),
    figure("hcl: read 10,000 files", "ms", read, "JSON.parse", parse),
    figure("hcl: render 10,000 resources and read each back", "ms", verified, "JSON, both ways", parse + stringify),
    figure("hcl: read and write 10,000 files", "ms", again, "JSON, both ways", parse + stringify),
  ];
}
