import { column, path, rowMapping, template } from "./mapping";
import type { SampleResource } from "./sample-resource";

const every = (interval: string) => ({ strategy: "PERIODIC", config: { interval } });
const cron = (spec: string) => ({ strategy: "CRON", config: { spec, timezone: "Europe/Vienna" } });
const mornings = {
  strategy: "SPECIFIC_DAYS",
  config: { days: [1, 2, 3, 4, 5], hours: [6, 12], timezone: "Europe/Budapest" },
};
const afterDbt = { strategy: "DBT_CLOUD", config: { jobId: "70417", accountId: "417" } };
const manual = { strategy: "MANUAL" };

const loyalty = [
  rowMapping("iterable", "updateUser", "members", every("1h"), {
    name: "Members to Iterable",
    fields: {
      email: column("EMAIL"),
      userId: column("MEMBER_ID"),
      phoneNumber: null,
      dataFields: { firstName: column("FIRST_NAME"), tier: column("TIER"), points: column("POINTS") },
    },
  }),
  rowMapping("iterable", "trackEvent", "lapsing", afterDbt, {
    name: "Lapsing travellers",
    trigger: 'event = "new"',
    fields: {
      email: column("EMAIL"),
      userId: column("TRAVELLER_ID"),
      eventName: "Traveller Lapsing",
      dataFields: { crossings: column("CROSSINGS"), days: column("DAYS_SINCE") },
    },
  }),
  rowMapping("connections", "sendIdentify", "members", every("6h"), {
    name: "Tiers as traits",
    fields: { user_id: column("MEMBER_ID"), traits: { tier: column("TIER"), points: column("POINTS") } },
  }),
  rowMapping("connections", "sendTrack", "bookings", manual, {
    name: "Replay paid bookings",
    trigger: 'event = "new"',
    fields: {
      user_id: column("TRAVELLER_ID"),
      event_name: "Order Completed",
      timestamp: column("PAID_AT"),
      properties: { order_id: column("BOOKING_ID"), revenue: column("PRICE"), currency: column("CURRENCY") },
    },
    enabled: false,
  }),
  rowMapping("s3", "syncToS3", "members", cron("15 3 * * 0"), {
    name: "Weekly archive of members",
    trigger: 'event = "new" or event = "updated" or event = "deleted"',
    fields: {
      columns: { member_id: path("$.__segment_id"), tier: column("TIER"), points: column("POINTS") },
      filename_prefix: "members",
      s3_aws_folder_name: "tidepoints/weekly",
      file_extension: "csv",
    },
  }),
  rowMapping("sheets", "postSheet2", "departures", mornings, {
    name: "Captain’s morning sheet",
    fields: {
      spreadsheet_id: "1cF0417-departures-of-today",
      spreadsheet_name: "Departures",
      fields: { ship: column("SHIP"), from: column("FROM_PORT"), to: column("TO_PORT"), free: column("FREE_SEATS") },
    },
  }),
];

const freight = [
  rowMapping("salesforce", "account2", "accounts", every("4h"), {
    name: "Accounts",
    fields: {
      name: column("name"),
      account_number: column("account_id"),
      billing_country: column("country"),
      customFields: { Open_amount__c: column("open_amount"), Credit_limit__c: column("credit_limit") },
    },
  }),
  rowMapping("salesforce", "contact2", "contacts", every("4h"), {
    name: "Contacts",
    fields: { last_name: column("full_name"), email: column("email"), account_id: column("account_id") },
  }),
  rowMapping("salesforce", "cases2", "overdue", cron("0 7 * * 1-5"), {
    name: "Überfällige Rechnungen → Fälle",
    mode: "add",
    trigger: 'event = "new"',
    fields: { description: template("Invoice {{properties.invoice_id}} is overdue since {{properties.due_at}}") },
  }),
  rowMapping("hubspot", "upsertObject", "accounts", every("12h"), {
    name: "Companies",
    fields: {
      object_details: { object_type: "company", id_field_name: "account_id", id_field_value: column("account_id") },
      properties: { name: column("name"), country: column("country") },
    },
  }),
  rowMapping("hubspot", "upsertObject", "contacts", every("1d"), {
    name: "People of companies",
    mode: "add",
    fields: {
      object_details: { object_type: "contact", id_field_name: "email", id_field_value: column("email") },
      properties: { phone: column("phone"), role: column("role") },
    },
    enabled: false,
  }),
];

export const sampleRowMappings: readonly SampleResource[] = [...loyalty, ...freight];
