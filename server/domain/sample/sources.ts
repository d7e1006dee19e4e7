import { functionMetadataId } from "@/server/domain/catalog/function-as-catalog-entry";
import type { JsonValue } from "@/server/hcl/schema";
import { labelled } from "./labels";
import { fakeSecret, sourceFunctionId, sourceId } from "./sample-ids";
import type { SampleResource } from "./sample-resource";

type Settings = { readonly [name: string]: JsonValue };
interface More {
  readonly settings?: Settings;
  readonly enabled?: boolean;
}

const prod = "environment:prod";
const dev = "environment:dev";

function source(
  slug: string,
  name: string,
  metadata: string,
  labels: readonly string[],
  more: More = {},
): SampleResource {
  return {
    kind: "source",
    id: sourceId(slug),
    state: {
      name,
      slug,
      enabled: more.enabled ?? true,
      metadata: { id: metadata },
      settings: more.settings ?? {},
      labels: labels.length > 0 ? labelled(...labels) : null,
    },
  };
}

const type = {
  javascript: "IqDTy1TpoU",
  kotlin: "9EMcTqiKok",
  apple: "dZeHygTSD4",
  reactNative: "B0X0QmvMny",
  node: "U9mT0bPcI6",
  python: "XRksQPCr7X",
  go: "yBvi77aEwr",
  http: "iUM16Md8P2",
  csharp: "ymOV6oZKJ9",
  stripe: "1bow82lmk",
  zendesk: "3hbak7a9",
  salesforce: "2baks93n",
  hubspot: "2baks93o",
  twilio: "43bb279b7",
  iterable: "lI8p2ldOqa",
  snowflake: "BQp3zGUgjV",
  postgres: "WvlvcGEJsT",
  bigquery: "78PbvP2yv8",
};

const api = (name: string) => functionMetadataId(sourceFunctionId(name));
const site = (url: string): More => ({ settings: { website_url: url } });

const apps = [
  source(
    "booking-web",
    "Booking website",
    type.javascript,
    [prod, "team:booking"],
    site("https://confluence-ferries.example"),
  ),
  source(
    "booking-web-dev",
    "Booking website (development)",
    type.javascript,
    [dev, "team:booking"],
    site("https://dev.confluence-ferries.example"),
  ),
  source("booking-web-staging", "Booking website (staging)", type.javascript, ["environment:staging", "team:booking"], {
    enabled: false,
  }),
  source(
    "freight-portal",
    "Freight portal",
    type.javascript,
    [prod, "team:freight"],
    site("https://freight.confluence-ferries.example"),
  ),
  source("tidepoints-web", "Tidepoints ⚓ website", type.javascript, [prod, "team:loyalty"]),
  source("departures-board", "لوحة المغادرة", type.javascript, [prod, "team:onboard"]),
  source("haifa-kiosk", "עמדת כרטיסים חיפה", type.javascript, [prod, "team:onboard"]),
  source("ios", "Confluence for iPhone", type.apple, [prod, "team:booking"]),
  source("android", "Confluence for Android", type.kotlin, [prod, "team:booking"]),
  source("android-dev", "Confluence for Android (development)", type.kotlin, [dev, "team:booking"]),
  source("crew-app", "Crew app 🧭", type.reactNative, [prod, "team:onboard"]),
  source(
    "mekong-app",
    "Ứng dụng phà Mê Kông: đặt vé, lịch chạy, điểm thưởng và thông báo mực nước cho hành khách thường xuyên",
    type.reactNative,
    [prod, "region:mekong"],
  ),
];

const servers = [
  source("ticketing-api", "Ticketing API", type.node, [prod, "team:booking"]),
  source("ticketing-api-dev", "Ticketing API (development)", type.node, [dev, "team:booking"]),
  source("freight-api", "Freight API", type.go, [prod, "team:freight"]),
  source("pricing-jobs", "Pricing jobs", type.python, [prod, "team:booking"]),
  source("gate-readers", "Gate readers", type.http, [prod, "team:onboard"]),
  source("ship-terminals", "Ship terminals (old)", type.csharp, ["team:onboard"], { enabled: false }),
  source("violations", "Tracking plan violations", type.http, []),
  source("tide-gauges", "Tide gauges", api("tide-gauges"), [prod], {
    settings: { stationToken: fakeSecret("tide gauges"), stations: ["passau", "budapest", "galati"] },
  }),
  source("port-authority", "Port authority notices", api("port-authority"), [prod, "team:freight"], {
    settings: { sharedSecret: fakeSecret("port authority") },
  }),
];

const clouds = [
  source("stripe", "Stripe", type.stripe, [prod]),
  source("zendesk", "Zendesk", type.zendesk, [prod], { settings: { subdomain: "confluence-ferries" } }),
  source("salesforce", "Salesforce (freight accounts)", type.salesforce, [prod, "team:freight"]),
  source("hubspot", "HubSpot", type.hubspot, [], {
    enabled: false,
    settings: { "api-key": fakeSecret("hubspot", 36) },
  }),
  source("twilio", "Twilio", type.twilio, [prod]),
  source("iterable", "Iterable", type.iterable, [prod, "team:loyalty"]),
];

const warehouses = [
  source("warehouse-snowflake", "Harbour warehouse", type.snowflake, [prod], {
    settings: {
      account: "cf00417.eu-central-1",
      database: "HARBOUR",
      username: "SEGMENT_REVERSE_ETL",
      warehouse: "ACTIVATION_XS",
      password: fakeSecret("snowflake"),
    },
  }),
  source("warehouse-postgres", "Freight ledger", type.postgres, [prod, "team:freight"], {
    settings: {
      database: "ledger",
      hostname: "ledger.confluence-ferries.example",
      port: "5432",
      username: "reverse_etl",
      password: fakeSecret("ledger"),
    },
  }),
  source("warehouse-bigquery", "Timetable archive", type.bigquery, [dev], {
    enabled: false,
    settings: { location: "EU" },
  }),
];

export const sampleSources: readonly SampleResource[] = [...apps, ...servers, ...clouds, ...warehouses];
