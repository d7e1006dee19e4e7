import type { Builtin } from "@/server/dbt/macros/builtin";
import { DBT_DATE_SHIMS } from "@/server/dbt/macros/dbt-date";
import { DBT_UTILS_SHIMS } from "@/server/dbt/macros/dbt-utils";
import { FIVETRAN_UTILS_SHIMS } from "@/server/dbt/macros/fivetran-utils";

/** Stand-ins for packages that are not in the checkout, by package and macro. */
export const PACKAGE_SHIMS: ReadonlyMap<string, ReadonlyMap<string, Builtin>> = new Map([
  ["dbt_utils", DBT_UTILS_SHIMS],
  ["dbt_date", DBT_DATE_SHIMS],
  ["fivetran_utils", FIVETRAN_UTILS_SHIMS],
]);
