import type { Ctx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";
import { createResource } from "@/server/domain/resources/create-resource";
import type { ResourceState } from "@/server/hcl/schema";

/** Ids of a source and of what hangs on it, each called after the family. */
export interface Family {
  readonly source: string;
  readonly destination: string;
  readonly mapping: string;
  readonly filter: string;
  readonly warehouse: string;
  readonly plan: string;
  readonly function: string;
  readonly instance: string;
  readonly transformation: string;
}

const http = "iUM16Md8P2";
const webhook = "614a3c7d791c91c41bae7599";

export async function addFamily(ctx: Ctx, name: string): Promise<Family> {
  const add = async (kind: KindName, state: ResourceState) => (await createResource(ctx, { kind, state })).id;
  const slug = name.toLowerCase().replace(/[^a-z]/g, "x");
  const source = await add("source", {
    name: `${name} source`,
    slug,
    enabled: true,
    metadata: { id: http },
    settings: {},
    labels: [{ key: "env", value: "prod" }],
  });
  const destination = await add("destination", {
    name: `${name} destination`,
    enabled: true,
    source_id: source,
    metadata: { id: webhook },
    settings: {},
  });
  const warehouse = await add("warehouse", {
    name: `${name} warehouse`,
    enabled: true,
    metadata: { id: "aea3c55dsz" },
    settings: {},
  });
  await add("source_warehouse_connection", { source_id: source, warehouse_id: warehouse });
  const plan = await add("tracking_plan", { name: `${name} plan`, type: "LIVE", rules: [] });
  await add("source_tracking_plan_connection", { source_id: source, tracking_plan_id: plan });
  const fn = await add("function", {
    display_name: `${name} function`,
    resource_type: "INSERT_DESTINATION",
    code: "// code",
    settings: [],
  });
  const mapping = await add("destination_subscription", {
    name: `${name} mapping`,
    destination_id: destination,
    enabled: true,
    action_id: "b2xJYXKWJUwiDt4evSzgFd",
    trigger: 'type = "track"',
    settings: {},
  });
  const filter = await add("destination_filter", {
    title: `${name} filter`,
    source_id: source,
    destination_id: destination,
    if: "all",
    enabled: true,
    actions: [{ type: "DROP", fields: null, percent: null, path: null }],
  });
  const instance = await add("insert_function_instance", {
    name: `${name} instance`,
    function_id: fn,
    integration_id: destination,
    enabled: true,
    settings: {},
  });
  const transformation = await add("transformation", {
    name: `${name} transformation`,
    source_id: source,
    enabled: true,
    if: 'event = "A"',
    property_renames: [],
    property_value_transformations: [],
    fql_defined_properties: [],
  });
  return { source, destination, mapping, filter, warehouse, plan, function: fn, instance, transformation };
}
