import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { documentOf, filePathOf } from "@/server/core/kinds/document";
import type { KindName } from "@/server/core/kinds/types";
import { renderResource } from "@/server/hcl/resource-file";
import type { JsonValue, ResourceState } from "@/server/hcl/schema";

interface Made {
  readonly kind: KindName;
  readonly id: string;
  readonly state: ResourceState;
}

const digits = (n: number, length: number) => String(n).padStart(length, "0");
const sourceId = (n: number) => `s${digits(n, 21)}`;
const destinationId = (n: number) => `d0${digits(n, 22)}`;

const source = (n: number): Made => ({
  kind: "source",
  id: sourceId(n),
  state: {
    name: `Source ${n}`,
    slug: `source-${n}`,
    enabled: n % 3 > 0,
    metadata: { id: "IqDTy1TpoU" },
    settings: { website_url: `https://${n}.example.com`, sampling: n / 100 },
    labels: [
      { key: "team", value: `team-${n % 10}` },
      { key: "environment", value: "prod" },
    ],
  },
});

const destination = (n: number, sources: number): Made => ({
  kind: "destination",
  id: destinationId(n),
  state: {
    name: `Destination ${n}`,
    enabled: true,
    source_id: sourceId(n % sources),
    metadata: { id: "614a3c7d791c91c41bae7599" },
    settings: { apiHost: `https://api-${n}.example.com/v1`, trackNamedPages: n % 2 === 0 },
  },
});

/** Some 30 keys: paths, a list, a template and scalars. */
function mapping(n: number, destinations: number): Made {
  const fields: [string, JsonValue][] = Array.from({ length: 26 }, (_, field) => [
    `field_${field}`,
    { "@path": `$.properties.value_${n}_${field}` },
  ]);
  const more: [string, JsonValue][] = [
    ["__segment_internal_sync_mode", "upsert"],
    ["batch_size", 1000],
    ["items", [{ "@path": "$.a" }, { "@path": "$.b" }]],
    ["title", { "@template": "{{properties.name}} – ${literal}" }],
  ];
  return {
    kind: "destination_subscription",
    id: `m${digits(n, 21)}`,
    state: {
      name: `Mapping ${n}`,
      destination_id: destinationId(n % destinations),
      action_id: "a000000000000000000000",
      trigger: 'type = "track"',
      enabled: true,
      model_id: null,
      reverse_etl_schedule: null,
      settings: Object.fromEntries([...fields, ...more]),
    },
  };
}

const filter = (n: number, sources: number, destinations: number): Made => ({
  kind: "destination_filter",
  id: `f${digits(n, 26)}`,
  state: {
    title: `Filter ${n}`,
    description: null,
    source_id: sourceId(n % sources),
    destination_id: destinationId(n % destinations),
    if: `event = "E${n}"`,
    enabled: true,
    actions: [{ type: "DROP", fields: null, percent: null, path: null }],
  },
});

const label = (value: string, key = "team"): Made => {
  const state = { key, value, description: null };
  return { kind: "label", id: `${key}:${value}`, state };
};

const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

/** A believable workspace of so many resources: four tenths mappings, four tenths sources, destinations and filters. */
export function terraformWorkspace(resources: number): readonly Made[] {
  const labels = times(10, (n) => label(`team-${n}`));
  const [sources, destinations] = [Math.floor(resources * 0.4), Math.floor(resources * 0.1)];
  const mappings = Math.floor(resources * 0.4);
  const filters = resources - sources - destinations - mappings - labels.length - 1;
  return [
    ...labels,
    label("prod", "environment"),
    ...times(sources, source),
    ...times(destinations, (n) => destination(n, sources)),
    ...times(mappings, (n) => mapping(n, destinations)),
    ...times(filters, (n) => filter(n, sources, destinations)),
  ];
}

/** Writes a workspace as files of a tree. */
export function writeTree(dir: string, resources: readonly Made[]): void {
  for (const { kind, id, state } of resources) {
    const file = join(dir, filePathOf(kind, id, state));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, renderResource(documentOf(kind, id, state)));
  }
}
