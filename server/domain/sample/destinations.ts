import { functionMetadataId } from "@/server/domain/catalog/function-as-catalog-entry";
import type { JsonValue } from "@/server/hcl/schema";
import { destinationFunctionId, destinationId, fakeSecret, sourceId } from "./sample-ids";
import type { SampleResource } from "./sample-resource";

type Settings = { readonly [name: string]: JsonValue };

/** Catalog ids of the destinations used. */
export const destinationTypes = {
  braze: "60f9d0d048950c356be2e4da",
  webhooks: "614a3c7d791c91c41bae7599",
  slack: "5f7dd8e302173ff732db5cc4",
  amplitude: "5f7dd6d21ad74f3842b1fc47",
  ga4: "60ad61f9ff47a16b8fb7b5d9",
  mixpanel: "615c7438d93d9b61b1e9e192",
  customerio: "5f7dd78fe27ce7ff2b8bfa37",
  hubspot: "632b1116e0cb83902f3fd717",
  salesforce: "61957755c4d820be968457de",
  sheets: "627ea052118e3cd530d28963",
  connections: "6371eee1ae5e324869aa8b1b",
  klaviyo: "650bdf1a62fb34ef0a8058e1",
  iterable: "645babd9362d97b777391325",
  intercom: "62ded0cf5753c743883ca0f3",
  s3: "66eaa166f650644f04389e2c",
  twilio: "602efa1f249b9a5e2bf8a813",
  zendesk: "54521fdc25e721e32a72ef06",
  tagManager: "54521fd625e721e32a72eeb9",
  adjust: "56f6ce7280412f644ff12fb2",
} as const;

type Typed = keyof typeof destinationTypes;

interface More {
  readonly name?: string | null;
  readonly enabled?: boolean;
}

const destination = (
  key: string,
  metadata: string,
  source: string,
  settings: Settings,
  more: More = {},
): SampleResource => ({
  kind: "destination",
  id: destinationId(key),
  state: {
    name: more.name ?? null,
    enabled: more.enabled ?? true,
    source_id: sourceId(source),
    metadata: { id: metadata },
    settings,
  },
});

const to = (type: Typed, source: string, settings: Settings, more: More = {}, key: string = type) =>
  destination(key, destinationTypes[type], source, settings, more);

const ownFunction = (key: string) => functionMetadataId(destinationFunctionId(key));

export const sampleDestinations: readonly SampleResource[] = [
  to(
    "braze",
    "booking-web",
    {
      api_key: fakeSecret("braze"),
      app_id: "58d43144-0000-4b60-a724-1f32eeadb455",
      endpoint: "https://rest.fra-02.braze.eu",
    },
    { name: "Braze – travellers" },
  ),
  to(
    "braze",
    "mekong-app",
    { api_key: fakeSecret("braze mekong"), endpoint: "https://rest.fra-02.braze.eu" },
    { name: "Braze – Mê Kông", enabled: false },
    "braze-mekong",
  ),
  to("webhooks", "gate-readers", { sharedSecret: fakeSecret("webhooks") }, { name: "Gate dashboard" }),
  to("slack", "port-authority", {}, { name: "Slack #harbour" }),
  to(
    "amplitude",
    "ios",
    { apiKey: fakeSecret("amplitude"), secretKey: fakeSecret("amplitude secret"), endpoint: "europe" },
    { name: "Amplitude" },
  ),
  to(
    "ga4",
    "booking-web",
    { measurementId: "G-CF00FERRY7", apiSecret: fakeSecret("ga4", 22) },
    { name: "Google Analytics 4" },
  ),
  to(
    "mixpanel",
    "tidepoints-web",
    {
      projectToken: fakeSecret("mixpanel project"),
      apiSecret: fakeSecret("mixpanel"),
      apiRegion: "EU 🇪🇺",
      sourceName: "tidepoints",
    },
    { name: "Mixpanel (trial until the end of the season, then decide with the loyalty team)" },
  ),
  to(
    "customerio",
    "ticketing-api",
    { siteId: fakeSecret("cio site", 20), apiKey: fakeSecret("cio", 20), accountRegion: "EU 🇪🇺" },
    { name: "Customer.io – delays and tickets" },
  ),
  to("hubspot", "warehouse-postgres", { portalId: "1400417" }, { name: "HubSpot freight accounts" }),
  to(
    "salesforce",
    "warehouse-postgres",
    {
      instanceUrl: "https://confluence.my.salesforce.example",
      isSandbox: false,
      username: "sync@confluence-ferries.example",
      auth_password: fakeSecret("salesforce"),
      security_token: fakeSecret("salesforce token", 24),
    },
    { name: "Salesforce" },
  ),
  to("sheets", "warehouse-snowflake", {}, { name: "Captain’s morning sheet" }),
  to(
    "connections",
    "warehouse-snowflake",
    { source_write_key: fakeSecret("write key"), endpoint: "https://events.eu1.segmentapis.com/v1" },
    { name: "Back into the workspace" },
  ),
  to("klaviyo", "tidepoints-web", { api_key: fakeSecret("klaviyo", 37) }, { name: "Klaviyo", enabled: false }),
  to(
    "iterable",
    "warehouse-snowflake",
    { apiKey: fakeSecret("iterable"), dataCenterLocation: "europe" },
    { name: "Iterable – Tidepoints" },
  ),
  to("intercom", "freight-portal", {}, { name: "دعم العملاء" }),
  to(
    "s3",
    "warehouse-snowflake",
    {
      iam_role_arn: "arn:aws:iam::000000000417:role/segment",
      s3_aws_bucket_name: "cf-archive",
      s3_aws_region: "eu-central-1",
      iam_external_id: fakeSecret("s3"),
    },
    { name: "Archive bucket" },
  ),
  to(
    "twilio",
    "ticketing-api",
    { accountId: "AC00000000000000000000000000000417", token: fakeSecret("twilio"), phoneNumber: "+43000000417" },
    { name: "Delay texts 📱" },
  ),
  to("zendesk", "booking-web", {
    subdomain: "confluence-ferries",
    allowGroupWithoutUserId: false,
    events: ["Order Refunded", "Booking Changed"],
    removeUsersFromOrganizations: false,
    verified: true,
  }),
  to(
    "tagManager",
    "booking-web",
    { containerId: "GTM-CF0417", trackAllPages: true, trackNamedPages: true, trackCategorizedPages: false },
    { name: "Tag Manager" },
  ),
  to(
    "adjust",
    "android",
    {
      appToken: "cf0417apptok",
      customEvents: { "Order Completed": "bk7d2a", "Tier Reached": "tr9x1c" },
      delayTime: 0,
      setEnvironmentProduction: true,
      trackAttributionData: true,
    },
    { name: "Adjust" },
  ),
  destination(
    "manifest",
    ownFunction("manifest"),
    "gate-readers",
    { officeToken: fakeSecret("harbour office"), host: "manifest.harbour.example" },
    { name: "Harbour office manifest" },
  ),
  destination(
    "signage",
    ownFunction("signage"),
    "tide-gauges",
    {
      boards: { passau: "https://boards.example/passau", budapest: "https://boards.example/budapest" },
      warnAboveCm: "480",
    },
    { name: "Quay signage" },
  ),
  destination(
    "retired-function",
    "68aa00000000000000000417",
    "pricing-jobs",
    { endpoint: "https://old.example/prices", apiKey: fakeSecret("retired") },
    { name: "Price mirror (function deleted)", enabled: false },
  ),
];
