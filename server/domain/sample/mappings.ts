import { mapping, path, template } from "./mapping";
import type { SampleResource } from "./sample-resource";

const event = (name: string) => `event = "${name}"`;
const prop = (name: string) => path(`$.properties.${name}`);

const harbour = {
  url: "https://hooks.slack.example/services/harbour",
  username: "Lock keeper",
  icon_url: "",
};

const braze = [
  mapping("braze", "trackEvent"),
  mapping("braze", "updateUserProfile", { fields: { language: path("$.traits.language"), batch_size: 50 } }),
  mapping("braze", "ecommerce"),
  mapping("braze", "createAlias", {
    trigger: 'type = "alias"',
    fields: { alias_name: path("$.userId"), alias_label: "booking_account" },
    enabled: false,
  }),
  mapping("braze", "trackEvent", { name: "Sự kiện phà", destination: "braze-mekong", trigger: 'type = "track"' }),
  mapping("braze", "updateUserProfile", { name: "Hành khách", destination: "braze-mekong" }),
];

const messages = [
  mapping("slack", "postToChannel", {
    name: "Berth closed",
    trigger: 'type = "group" and traits.closed = true',
    fields: { ...harbour, channel: "#harbour", text: template("{{traits.name}} is closed until {{traits.until}}") },
  }),
  mapping("slack", "postToChannel", {
    name: "Berth open again 🎉",
    trigger: 'type = "group" and traits.closed = false',
    fields: { ...harbour, channel: "#harbour", text: template("{{traits.name}} is open again") },
  }),
  mapping("twilio", "sendSMS", {
    name: "Departure cancelled",
    trigger: event("Departure Cancelled"),
    fields: {
      To: path("$.context.traits.phone"),
      Body: template("Your crossing at {{properties.departs_at}} is cancelled.\nReply “1” for the next one."),
    },
  }),
  mapping("webhooks", "send", {
    name: "Boardings to the gate dashboard",
    trigger: event("Boarded"),
    fields: { url: "https://gates.confluence-ferries.example/boarded", headers: { "X-Quay": prop("gate") } },
  }),
  mapping("webhooks", "send", {
    name: "Late boardings",
    trigger: `${event("Boarded")} and properties.late = true`,
    fields: { url: "https://gates.confluence-ferries.example/late", method: "PUT" },
    enabled: false,
  }),
  mapping("intercom", "identifyContact", { fields: { role: "user" } }),
  mapping("intercom", "groupIdentifyContact", { fields: { company_id: path("$.groupId") } }),
  mapping("customerio", "createUpdatePerson"),
  mapping("customerio", "trackEvent"),
  mapping("customerio", "createUpdateDevice"),
  mapping("klaviyo", "trackEvent", {
    name: "Points and rewards",
    trigger: 'event in ["Points Earned", "Points Redeemed"]',
    fields: { profile: { email: path("$.context.traits.email") }, value: prop("points") },
  }),
  mapping("klaviyo", "upsertProfile", { enabled: false }),
];

const analytics = [
  mapping("amplitude", "logEventV2"),
  mapping("amplitude", "logPurchase"),
  mapping("amplitude", "identifyUser"),
  mapping("mixpanel", "trackEvent"),
  mapping("mixpanel", "identifyUser"),
  mapping("ga4", "purchase", { trigger: event("Order Completed") }),
  mapping("ga4", "refund", { trigger: event("Order Refunded"), fields: { transaction_id: prop("order_id") } }),
  mapping("ga4", "addToCart", { name: "Extras", trigger: event("Extras Added") }),
  mapping("ga4", "selectItem", { trigger: event("Crossing Selected") }),
  mapping("ga4", "viewItemList", { name: "Search results", trigger: event("Crossing Searched") }),
  mapping("ga4", "pageView", { trigger: 'type = "page"' }),
  mapping("ga4", "customEvent", {
    name: "Everything else that the marketing department has asked for since the spring and may ask for again",
    trigger: `${event("Fare Changed")} or ${event("Booking Changed")} or match(event, "Tier *")`,
    fields: { params: { note: template("{{event}} on {{context.page.path}}"), tier: prop("tier") } },
  }),
];

export const sampleMappings: readonly SampleResource[] = [...braze, ...messages, ...analytics];
