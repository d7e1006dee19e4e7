import { describe, expect, it } from "vitest";
import { injectCtes } from "@/server/dbt/project/inject-ctes";

const cte = " __dbt__cte__a as (\nselect 1\n)";

describe("CTEs of ephemeral parents, as dbt 1.7 puts them", () => {
  it.each([
    ["select 2", `with${cte} select 2`],
    ["\n\n  select 2", `\n\n  with${cte} select 2`],
    ["-- c\nselect 2", `with${cte} -- c\nselect 2`],
    ["\n/* c */ select 2", `\nwith${cte} /* c */ select 2`],
    ["\n(select 2)", `\nwith${cte} (select 2)`],
    ["\nwith x as (select 1) select 2", `\nwith ${cte}, x as (select 1) select 2`],
    ["with\n\nx as (select 1) select 2", `with\n\n${cte}, x as (select 1) select 2`],
    ["\n-- c\nWITH RECURSIVE x as (select 1) select 2", `\n-- c\nWITH RECURSIVE ${cte}, x as (select 1) select 2`],
  ])("%j", (sql, wanted) => expect(injectCtes(sql, [cte])).toBe(wanted));

  it("leave a query without such parents as it is", () => expect(injectCtes("\nselect 2", [])).toBe("\nselect 2"));
});
