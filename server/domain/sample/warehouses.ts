import type { JsonValue } from "@/server/hcl/schema";
import { fakeSecret, profilesId, sampleSpaceId, sourceId, warehouseId } from "./sample-ids";
import type { SampleResource } from "./sample-resource";

type Settings = { readonly [name: string]: JsonValue };

const type = { snowflake: "CCIl4HLQPz", postgres: "55d3d3aea3c", redshift: "aea3c55dsz", bigquery: "kwX50Df0hr" };

const warehouse = (
  key: string,
  name: string,
  metadata: string,
  enabled: boolean,
  settings: Settings,
): SampleResource => ({
  kind: "warehouse",
  id: warehouseId(key),
  state: { name, enabled, metadata: { id: metadata }, settings },
});

const server = (hostname: string, database: string, username: string): Settings => ({
  hostname,
  database,
  username,
  port: "5432",
  password: fakeSecret(hostname),
});

export const sampleWarehouses: readonly SampleResource[] = [
  warehouse("harbour", "Harbour warehouse", type.snowflake, true, {
    account: "cf00417.eu-central-1",
    auth_type: "keypair",
    database: "HARBOUR",
    username: "SEGMENT_LOADER",
    warehouse: "LOADING_S",
    "private-key": fakeSecret("loader", 64),
  }),
  warehouse(
    "ledger",
    "Freight ledger",
    type.postgres,
    true,
    server("ledger.confluence-ferries.example", "ledger", "loader"),
  ),
  warehouse("archive", "Timetable archive", type.bigquery, true, { "gc-project": "cf-timetables", location: "EU" }),
  warehouse(
    "legacy",
    "Old reporting cluster (read only until the auditors have signed off the accounts of the last financial year)",
    type.redshift,
    false,
    server("reports.confluence-ferries.example", "reports", "segment"),
  ),
];

const loads: { readonly [warehouse: string]: readonly string[] } = {
  harbour: [
    "booking-web",
    "ios",
    "android",
    "mekong-app",
    "tidepoints-web",
    "ticketing-api",
    "gate-readers",
    "stripe",
    "zendesk",
  ],
  ledger: ["freight-portal", "freight-api", "salesforce"],
  archive: ["departures-board", "tide-gauges"],
};

export const sampleWarehouseConnections: readonly SampleResource[] = Object.entries(loads).flatMap(([key, slugs]) =>
  slugs.map((slug) => {
    const state = { source_id: sourceId(slug), warehouse_id: warehouseId(key) };
    return { kind: "source_warehouse_connection" as const, id: `${state.source_id}:${state.warehouse_id}`, state };
  }),
);

export const sampleProfilesWarehouses: readonly SampleResource[] = [
  {
    kind: "profiles_warehouse",
    id: profilesId("passengers"),
    state: {
      name: "Passenger profiles",
      space_id: sampleSpaceId,
      metadata_id: type.snowflake,
      enabled: true,
      schema_name: "passenger_profiles",
      settings: {
        name: "Passenger profiles",
        account: "cf00417.eu-central-1",
        database: "HARBOUR",
        username: "SEGMENT_PROFILES",
        warehouse: "LOADING_S",
      },
    },
  },
  {
    kind: "profiles_warehouse",
    id: profilesId("shippers"),
    state: {
      name: null,
      space_id: sampleSpaceId,
      metadata_id: type.postgres,
      enabled: false,
      schema_name: null,
      settings: server("ledger.confluence-ferries.example", "profiles", "profiles"),
    },
  },
];
