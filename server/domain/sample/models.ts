import { modelId, sourceId } from "./sample-ids";
import type { SampleResource } from "./sample-resource";

const model = (
  key: string,
  name: string,
  source: string,
  column: string,
  query: string,
  more: { description?: string; enabled?: boolean } = {},
): SampleResource => ({
  kind: "reverse_etl_model",
  id: modelId(key),
  state: {
    name,
    description: more.description ?? "",
    source_id: sourceId(source),
    enabled: more.enabled ?? true,
    query,
    query_identifier_column: column,
  },
});

const members = `select
  m.member_id,
  m.email,
  m.first_name,
  m.tier,
  coalesce(p.points, 0) as points,
  p.last_crossing_at
from harbour.loyalty.members as m
left join harbour.loyalty.points_balance as p on p.member_id = m.member_id
where m.deleted_at is null
  and m.consent_email`;

const lapsing = `with crossings as (
  select traveller_id, max(departed_at) as last_departed_at, count(*) as crossings
  from harbour.booking.crossings
  where status = 'boarded'
  group by traveller_id
)
select t.traveller_id, t.email, c.crossings, c.last_departed_at,
       datediff('day', c.last_departed_at, current_date) as days_since
from crossings as c
join harbour.booking.travellers as t using (traveller_id)
where c.crossings >= 3
  and datediff('day', c.last_departed_at, current_date) between 60 and 365`;

const accounts = `select a.account_id, a.name, a.country, a.credit_limit,
       sum(i.amount) filter (where i.paid_at is null) as open_amount,
       max(i.issued_at) as last_invoice_at
from freight.accounts a
left join freight.invoices i on i.account_id = a.account_id
group by 1, 2, 3, 4`;

const contacts = `select c.contact_id, c.email, c.full_name, c.phone, c.account_id, c.role
from freight.contacts c
where c.email like '%@%' -- some old rows hold fax numbers`;

const departures = `select departure_id, ship, from_port, to_port, departs_at, booked_seats, free_seats
from harbour.operations.departures
where departs_at::date = current_date
order by departs_at`;

const bookings = `select booking_id, traveller_id, email, departure_id, price, currency, paid_at
from harbour.booking.bookings
where paid_at >= dateadd('day', -400, current_date)`;

export const sampleModels: readonly SampleResource[] = [
  model("members", "Tidepoints members", "warehouse-snowflake", "MEMBER_ID", members, {
    description: "Members who want e-mail, with their points.",
  }),
  model("lapsing", "Lapsing travellers", "warehouse-snowflake", "TRAVELLER_ID", lapsing, {
    description: "Came often, and not for two months.",
  }),
  model("departures", "Today’s departures", "warehouse-snowflake", "DEPARTURE_ID", departures),
  model("bookings", "Paid bookings", "warehouse-snowflake", "BOOKING_ID", bookings, {
    description: "For replaying server events.",
  }),
  model("accounts", "Freight accounts", "warehouse-postgres", "account_id", accounts, {
    description: "Accounts with what they owe.",
  }),
  model("contacts", "Freight contacts", "warehouse-postgres", "contact_id", contacts),
  model(
    "overdue",
    "Überfällige Rechnungen",
    "warehouse-postgres",
    "invoice_id",
    "select invoice_id, account_id, amount, due_at from freight.invoices where paid_at is null and due_at < now() - interval '14 days'",
  ),
  model(
    "timetables",
    "Timetable history",
    "warehouse-bigquery",
    "timetable_id",
    "select * from `cf-timetables.history.timetables`",
    { enabled: false },
  ),
];
