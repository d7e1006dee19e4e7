import type { JsonValue } from "@/server/hcl/schema";
import { common, group, identify, page, screen, track } from "./rules";
import { sourceId, trackingPlanId } from "./sample-ids";
import type { SampleResource } from "./sample-resource";

const money = { currency: "string:EUR|HUF|VND|CHF!", price: "number!" };
const port = "/^[A-Z]{2}-[A-Z]{3}$/!";

const booking = [
  common({ locale: "string", campaign: "object" }),
  identify({ email: "string", name: "string", birthday: "string", language: "string:de|en|fr|he|ar|hu|vi" }),
  page("Timetable", { route: "string!", day: "string" }),
  page("Checkout", { step: "integer!" }),
  screen("Boarding pass", { booking_id: "string!" }),
  track("Crossing Searched", "Somebody looked for a crossing; sent once per search, not per keystroke.", {
    from: port,
    to: port,
    departure_day: "string!",
    passengers: "integer!",
    vehicles: "integer",
  }),
  track("Crossing Selected", "A departure of the result list was chosen.", {
    departure_id: "string!",
    from: port,
    to: port,
    ...money,
  }),
  track("Fare Changed", "The price moved between search and checkout.", {
    departure_id: "string!",
    before: "number!",
    after: "number!",
  }),
  track("Extras Added", "Cabin, meal, bicycle place and so on.", {
    booking_id: "string",
    extras: "string[]!",
    ...money,
  }),
  track(
    "Order Completed",
    "Paid and confirmed; the server sends it, never the browser.",
    {
      order_id: "string!",
      booking_id: "string!",
      revenue: "number!",
      coupon: "string",
      products: "object[]!",
      currency: "string:EUR|HUF|VND|CHF!",
    },
    2,
  ),
  track("Order Completed", "The form without bookings, still sent by old apps.", {
    order_id: "string!",
    total: "number",
  }),
  track("Order Refunded", "Part or all of an order was paid back.", {
    order_id: "string!",
    amount: "number!",
    reason: "string:weather|ship|passenger|other!",
  }),
  track("Booking Changed", "Another departure, another name, another vehicle.", {
    booking_id: "string!",
    changed: "string[]!",
    fee: "number",
  }),
  track("Boarded", "A pass was read at the gate.", {
    booking_id: "string!",
    gate: "integer!",
    ship: "string!",
    late: "boolean",
  }),
  track("Départ annulé – “Vadul Siret” ⛔", "Kept under the name the harbour office knows.", {
    departure_id: "string!",
    cause: "string",
  }),
];

const freight = [
  identify({ email: "string!", role: "string:shipper|forwarder|customs|driver" }),
  group({ name: "string!", vat_number: "string", credit_limit: "number", country: "/^[A-Z]{2}$/" }),
  track("Quote Requested", "A shipper asked for a price.", {
    quote_id: "string!",
    from: port,
    to: port,
    pallets: "integer",
    weight_kg: "number!",
  }),
  track("Quote Accepted", "And took it.", { quote_id: "string!", ...money }),
  track("Container Booked", "Space on a ship is reserved.", {
    container: "/^[A-Z]{4}[0-9]{7}$/!",
    ship: "string!",
    reefer: "boolean",
    temperature_c: "number",
  }),
  track("Customs Cleared", "All papers were accepted.", { container: "string!", office: "string!", hours: "number" }),
  track("Customs Held", "Somebody has to come with papers.", {
    container: "string!",
    office: "string!",
    reason: "string!",
  }),
  track("Container Delivered", "Signed for at the quay.", { container: "string!", port, signed_by: "string" }),
  track("Invoice Paid", "", { invoice_id: "string!", days_late: "integer", ...money }),
];

const loyalty = [
  identify({
    email: "string!",
    tier: "string:Ripple|Current|Tide|Delta",
    points: "integer",
    consent_email: "boolean!",
  }),
  track("Points Earned", "After boarding, never at booking.", { points: "integer!", booking_id: "string!" }),
  track("Points Redeemed", "", { points: "integer!", reward: "string!" }),
  track("Tier Reached", "Up only; going down is silent.", { tier: "string:Current|Tide|Delta!" }),
  track("Friend Invited", "", { channel: "string:email|sms|link!" }),
];

const onboard = [
  screen("Café menu", { ship: "string!" }),
  track("Wi-Fi Joined", "", { ship: "string!", minutes: "integer" }),
  track("Meal Ordered", "At the table or at the kiosk.", { ship: "string!", items: "string[]!", ...money }),
  track("Water Level Read", "One reading of one gauge; the station is a UN/LOCODE.", {
    station: "string!",
    level_cm: "number!",
    trend: "string:rising|falling|steady",
  }),
];

const plan = (key: string, name: string, description: string, rules: readonly JsonValue[]): SampleResource => ({
  kind: "tracking_plan",
  id: trackingPlanId(key),
  state: { name, description, type: "LIVE", rules },
});

export const sampleTrackingPlans: readonly SampleResource[] = [
  plan("booking", "Booking", "What the shop and the apps may say about tickets.", booking as JsonValue[]),
  plan("freight", "Freight", "Quotes, containers and customs.", freight as JsonValue[]),
  plan("loyalty", "Tidepoints 🌊", "The programme for frequent travellers.", loyalty as JsonValue[]),
  plan("onboard", "On board", "Kiosks, cafés, Wi-Fi and the gauges along the rivers.", onboard as JsonValue[]),
];

const strict = {
  track: {
    allow_unplanned_events: false,
    allow_unplanned_event_properties: true,
    allow_event_on_violations: false,
    allow_properties_on_violations: true,
    common_event_on_violations: "OMIT_PROPERTIES",
  },
  identify: { allow_unplanned_traits: true, allow_traits_on_violations: false, common_event_on_violations: "ALLOW" },
  group: { allow_unplanned_traits: true, allow_traits_on_violations: true, common_event_on_violations: "ALLOW" },
  forwarding_violations_to: sourceId("violations"),
  forwarding_blocked_events_to: sourceId("violations"),
};

const checks: readonly (readonly [source: string, plan: string, settings: JsonValue])[] = [
  ["booking-web", "booking", strict],
  ["ios", "booking", strict],
  ["android", "booking", strict],
  ["ticketing-api", "booking", { track: { allow_unplanned_events: true, common_event_on_violations: "ALLOW" } }],
  ["freight-portal", "freight", null],
  ["freight-api", "freight", { forwarding_violations_to: sourceId("violations") }],
  ["tidepoints-web", "loyalty", null],
  ["departures-board", "onboard", null],
  ["tide-gauges", "onboard", null],
];

export const sampleTrackingPlanConnections: readonly SampleResource[] = checks.map(([source, key, schemaSettings]) => {
  const ids = { source_id: sourceId(source), tracking_plan_id: trackingPlanId(key) };
  return {
    kind: "source_tracking_plan_connection",
    id: `${ids.source_id}:${ids.tracking_plan_id}`,
    state: { ...ids, schema_settings: schemaSettings },
  };
});
