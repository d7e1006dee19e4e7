import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { queryColumns } from "@/server/dbt/columns/query-columns";
import type { AdapterName } from "@/server/dbt/settings";

const known: Record<string, string[]> = { "db.s.t": ["id", "name", "at"], "db.s.u": ["id", "total"] };
const resolve = (parts: string[]) => {
  const names = known[parts.join(".").toLowerCase()];
  return names ? { names, complete: true } : null;
};
const columns = (sql: string, dialect: AdapterName = "postgres") => queryColumns(sql, dialect, resolve);
const names = (sql: string, dialect?: AdapterName) => columns(sql, dialect).names;

describe("the columns of a query", () => {
  it.each([
    ["select 1 as a, b, c.d, e::text, f g, 'x' as \"H i\" from t", ["a", "b", "d", "e", "g", "H i"]],
    ["select count(*) as n, sum(x) filter (where y) over (partition by z) total from t", ["n", "total"]],
    ["select case when a then b else c end as d, cast(e as int) as f", ["d", "f"]],
    ["with x as (select 1 as a, 2 as b) select * from x", ["a", "b"]],
    ["with x(p, q) as (select 1, 2) select * from x", ["p", "q"]],
    ["with x as (select id from db.s.t), y as (select * from x) select y.*, 1 as one from y", ["id", "one"]],
    ["select * from db.s.t", ["id", "name", "at"]],
    ["select t.*, u.total from db.s.t as t join db.s.u as u on t.id = u.id", ["id", "name", "at", "total"]],
    ["select * from db.s.t join db.s.u using (id)", ["id", "name", "at", "total"]],
    ["select * from (select id as k from db.s.t) q", ["k"]],
    ["select a from t union all select b from u", ["a"]],
    ["(select a from t) union (select b from u)", ["a"]],
    ["select distinct on (a, b) a, c from t order by a", ["a", "c"]],
    ["select a -- , b\n, /* c, */ d from t", ["a", "d"]],
    ["select a is distinct from b as same, c from t where x = 'from'", ["same", "c"]],
    ["with recursive r as (select 1 as n union all select n + 1 from r) select * from r", ["n"]],
  ])("%s", (sql, expected) => expect(columns(sql)).toEqual({ names: expected, complete: true }));

  it.each<[AdapterName, string, string[]]>([
    ["bigquery", "select * except (name) from `db.s.t`", ["id", "at"]],
    ["bigquery", 'select * replace (1 as id), "text" as x from `db`.s.t # end', ["id", "name", "at", "x"]],
    ["snowflake", "select * exclude name rename (at as seen) from db.s.t // end", ["id", "seen"]],
    ["snowflake", "select f.value:a.b::string as v, t.id from db.s.t, lateral flatten(input => x) f", ["v", "id"]],
    ["databricks", "from db.s.t select id, name", ["id", "name"]],
  ])("in %s: %s", (dialect, sql, expected) => expect(names(sql, dialect)).toEqual(expected));

  it.each(["select * from unknown", "select * from db.s.t natural join db.s.u", "values (1)", "not sql at all", ""])(
    "are incomplete for %j",
    (sql) => expect(columns(sql).complete).toBe(false),
  );

  it("are found, or not, for any text without a crash", () => {
    const scrap = fc.constantFrom(
      ..."select from with as ( ) , * . join using union case end a b :: ' \" ` /* -- $$ lateral pivot except".split(
        " ",
      ),
      "\n",
    );
    fc.assert(
      fc.property(
        fc.array(scrap, { maxLength: 40 }),
        fc.constantFrom("postgres", "bigquery", "snowflake"),
        (parts, dialect) => {
          expect(Array.isArray(columns(parts.join(" "), dialect as AdapterName).names)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
