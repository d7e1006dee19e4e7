import type { WarehouseDescribers } from "@/server/domain/warehouses/ports";
import { describeBigQuery } from "./bigquery/describe";
import { describeDatabricks } from "./databricks/describe";
import { describePostgres, describeRedshift } from "./postgres/describe";
import { describeSnowflake } from "./snowflake/describe";

/** The types of warehouses whose relations can be described from here. */
export const warehouseDescribers: WarehouseDescribers = {
  postgres: describePostgres,
  redshift: describeRedshift,
  snowflake: describeSnowflake,
  bigquery: describeBigQuery,
  databricks: describeDatabricks,
};
